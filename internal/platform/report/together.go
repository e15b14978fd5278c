package report

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// What stands on one page, whatever the format: a writer of pages asks here, and the
// HTML says the same in its style for print.

// besideNext tells whether one of n lines, rows or terms stands on the page of the
// one after it: the first and the last never stand alone.
func besideNext(i, n int) bool { return n > 1 && (i == 0 || i == n-2) }

// withLeads goes through the blocks of a chapter, each with whether it stands on
// the page of the one that follows on it.
func withLeads(all iter.Seq[Block]) iter.Seq2[Block, bool] {
	return func(yield func(b Block, leads bool) bool) {
		var before, b Block
		for next := range all {
			if b != nil && !yield(b, leads(before, b, next)) {
				return
			}
			before, b = b, next
		}
		if b != nil {
			yield(b, leads(before, b, nil))
		}
	}
}

// leads tells whether a block stands with the next: what a note follows on, a text
// that ends in a colon, and the few words that a heading begins with.
func leads(before, b, next Block) bool {
	if note, is := next.(Paragraph); is && note.Style == Quiet {
		return true
	}
	p, is := b.(Paragraph)
	if !is {
		return false
	}
	said := p.Text.String()
	return strings.HasSuffix(said, ":") || utf8.RuneCountInString(said) <= fewLetters && introduces(before, next)
}

// fewLetters is about what a line holds.
const fewLetters = 100

// introduces tells whether what stands between the two belongs to the heading before
// it, which is nil for that of a chapter, and to what comes after it.
func introduces(before, next Block) bool {
	level := 1
	if before != nil {
		h, is := before.(Heading)
		if !is {
			return false
		}
		level = h.Level
	}
	switch next := next.(type) {
	case Heading:
		return next.Level > level
	case Terms, List, Table:
		return true
	}
	return false
}
