package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Entry is a heading with its number, as a list of contents has it.
type Entry struct {
	Level  int    // 1 is a chapter
	Number string // "2.1"; "" where headings are not numbered
	Text   string
	ID     string // always something: what a link in the file leads to
	Mark   Mark
}

// deepest is the lowest level of heading that has a number.
const deepest = 3

// Numbering numbers headings in the order in which they come, and gives each a
// name that no other has.
type Numbering struct {
	counts   [deepest + 1]int
	off      bool
	headings int
	taken    map[string]bool
}

// Chapter gives the entry of a chapter that begins.
func (n *Numbering) Chapter(c Chapter) Entry {
	n.off = c.Unnumbered
	e := Entry{Level: 1, Text: Clean(c.Title), ID: c.ID, Mark: c.Mark}
	n.number(&e)
	return e
}

// Heading gives the entry of a heading of the chapter.
func (n *Numbering) Heading(h Heading) Entry {
	e := Entry{Level: min(max(h.Level, 2), 4), Text: Clean(h.Text), ID: h.ID, Mark: h.Mark}
	n.number(&e)
	return e
}

func (n *Numbering) number(e *Entry) {
	n.headings++
	e.ID = n.name(e.ID)
	if n.off || e.Level > deepest {
		return
	}
	n.counts[e.Level]++
	clear(n.counts[e.Level+1:])
	parts := make([]string, e.Level)
	for i := range parts {
		parts[i] = strconv.Itoa(max(n.counts[i+1], 1))
	}
	e.Number = strings.Join(parts, ".")
}

// name gives a heading the name that it asks for, if no other has it.
func (n *Numbering) name(asked string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	name := asked
	if asked == "" {
		name = "h_" + strconv.Itoa(n.headings)
	}
	for i := 2; n.taken[name]; i++ {
		name = asked + "_" + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}

// Entries goes through the headings of a report.
func (d *Document) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		var n Numbering
		for _, c := range d.Chapters {
			if !yield(n.Chapter(c)) {
				return
			}
			for b := range c.All() {
				if h, is := b.(Heading); is && !yield(n.Heading(h)) {
					return
				}
			}
		}
	}
}

// mostListed is how many headings a list of contents has that takes no account of
// pages, if fewer levels make it fewer.
const mostListed = 250

// listed gives the headings of such a list. The report is gone through once.
func (d *Document) listed() []Entry {
	var all []Entry
	var counts [deepest + 1]int
	for e := range d.Entries() {
		if e.Level <= deepest {
			all = append(all, e)
			counts[e.Level]++
		}
	}
	level, n := 1, counts[1]
	for level < deepest && n+counts[level+1] <= mostListed {
		level++
		n += counts[level]
	}
	return slices.DeleteFunc(all, func(e Entry) bool { return e.Level > level })
}

// all goes through the blocks of all chapters.
func (d *Document) all() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for _, c := range d.Chapters {
			for b := range c.All() {
				if !yield(b) {
					return
				}
			}
		}
	}
}

// All goes through the blocks of a chapter.
func (c Chapter) All() iter.Seq[Block] {
	if c.Blocks == nil {
		return Blocks()
	}
	return c.Blocks
}

// Join gives the blocks of several parts after each other.
func Join(parts ...iter.Seq[Block]) iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for _, part := range parts {
			for b := range part {
				if !yield(b) {
					return
				}
			}
		}
	}
}

// Blocks gives blocks that are made already.
func Blocks(all ...Block) iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for _, b := range all {
			if !yield(b) {
				return
			}
		}
	}
}
