// Package report is what a report is made of, and the formats that one is
// written in. It knows no word of the domain: an area says what it has to say as
// blocks, once, and each format is a writer over the same Document.
//
// A chapter gives its blocks one after another and may be asked for them again.
// A writer takes them as they come and keeps none, so that a report of thousands
// of pages needs no more memory than one of ten.
package report
