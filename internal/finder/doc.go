// Package finder lets people find things on the map by words: records of every
// kind that is shown, municipalities, and the terms of the glossary. It keeps
// the index of platform/search in step with the records, and answers each
// question by what the asker may see.
//
// The index is in memory and built from the records alone, so an installation
// answers alike whichever database it runs on.
package finder
