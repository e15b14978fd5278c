// Package pdf writes files of the Portable Document Format, version 1.7, as they
// are made: each object goes to the file when it is done, and only where it went
// is remembered. The files are tagged: whatever is drawn belongs to an element of
// the structure or is an artifact.
//
// Measures are points, from the upper left corner of a page, y downwards.
package pdf
