package search

import "strings"

const (
	maxLetters = 200 // of a query
	maxWords   = 12  // of a query, stop words not counted
	maxBits    = 32  // words of a query and its synonyms that are told apart
)

// plan is a query made ready: one slot a word, in the order of the text.
type plan struct {
	text  string
	slots []slot
	names []uint32 // the words that may together be a document's whole name, as sets of bits: the query's own first
	bits  int
	must  uint32 // the slots that a full hit has, as bits
}

// slot is one word of the query, and what may stand in its place.
type slot struct {
	word
	start, end int // where it is in the text
	soft       bool
	others     []other
}

// other is a synonym: all of its words together stand for the slot.
type other struct {
	words    []word
	firstBit int
}

// planned makes a plan of a text.
func (x *Index) planned(text string) *plan {
	p := &plan{text: cutText(text)}
	shouted := strings.ToUpper(p.text) == p.text && strings.Contains(strings.TrimSpace(p.text), " ")
	p.read(func(w *word, raw string) bool { return !stops[w.text] || !shouted && isUpper(raw) })
	if len(p.slots) == 0 {
		p.read(func(*word, string) bool { return true })
	}
	p.bits = len(p.slots)
	p.names = []uint32{1<<p.bits - 1}
	p.must = p.required()
	x.synonyms.fill(p)
	return p
}

func cutText(text string) string {
	n := 0
	for i := range text {
		if n++; n > maxLetters {
			return text[:i]
		}
	}
	return text
}

func (p *plan) read(keep func(w *word, raw string) bool) {
	eachWord(p.text, func(start, end, _ int) {
		if len(p.slots) == maxWords {
			return
		}
		raw := p.text[start:end]
		if w := newWord(raw); keep(&w, raw) {
			soft := softs[w.text]
			p.slots = append(p.slots, slot{word: w, start: start, end: end, soft: soft})
		}
	})
}

// required gives the slots that are not soft, as bits; all if all are.
func (p *plan) required() uint32 {
	var must uint32
	for i := range p.slots {
		if !p.slots[i].soft {
			must |= 1 << i
		}
	}
	if must != 0 {
		return must
	}
	for i := range p.slots {
		p.slots[i].soft = false
	}
	return p.names[0]
}

// typed gives a word of the query as it was typed.
func (p *plan) typed(i int) string { return p.text[p.slots[i].start:p.slots[i].end] }
