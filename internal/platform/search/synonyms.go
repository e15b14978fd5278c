package search

import (
	"slices"
)

// Synonyms says which terms stand for each other, such as the abbreviations of
// a glossary with what they are short for. Each entry works both ways, but not
// over a third: where "se" is both "supported employment" and "sjukersättning",
// those two do not become the same. Case and inflection do not matter; what has
// more than twelve words is passed over.
type Synonyms map[string][]string

// synonym is one way of one entry: where a query has all of from, to may stand.
type synonym struct{ from, to []word }

// thesaurus holds the synonyms by all forms of their first words.
type thesaurus map[string][]*synonym

func newThesaurus(synonyms Synonyms) thesaurus {
	t := thesaurus{}
	terms := make([]string, 0, len(synonyms))
	for term := range synonyms {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	for _, term := range terms {
		one := contentWords(term)
		for _, expansion := range synonyms[term] {
			other := contentWords(expansion)
			t.add(one, other)
			t.add(other, one)
		}
	}
	return t
}

func (t thesaurus) add(from, to []word) {
	if len(from) == 0 || len(to) == 0 || len(from) > maxWords || len(to) > maxWords || sameWords(from, to) {
		return
	}
	from[0].forms(0, func(form string) {
		known := slices.ContainsFunc(t[form], func(s *synonym) bool { return sameWords(s.from, from) && sameWords(s.to, to) })
		if !known {
			t[form] = append(t[form], &synonym{from, to})
		}
	})
}

func sameWords(a, b []word) bool {
	return slices.EqualFunc(a, b, func(a, b word) bool { return a.text == b.text })
}

// contentWords gives the words of a text without stop words, unless it has no
// others.
func contentWords(text string) []word {
	var all, content []word
	eachWord(text, func(start, end, _ int) {
		w := newWord(text[start:end])
		all = append(all, w)
		if !stops[w.text] {
			content = append(content, w)
		}
	})
	if len(content) == 0 {
		return all
	}
	return content
}

// fill gives the slots of a plan their synonyms.
func (t thesaurus) fill(p *plan) {
	for i := range p.slots {
		var seen []*synonym
		p.slots[i].forms(0, func(form string) {
			for _, s := range t[form] {
				if !slices.Contains(seen, s) && s.fits(p.slots[i:]) {
					p.add(i, s)
				}
				seen = append(seen, s)
			}
		})
	}
}

// fits tells whether the slots begin with the words of the synonym.
func (s *synonym) fits(slots []slot) bool {
	if len(s.from) > len(slots) {
		return false
	}
	for i := range s.from {
		if !sameForm(&s.from[i], &slots[i].word) {
			return false
		}
	}
	return true
}

// add lets a synonym stand for each of the slots from i that it covers.
func (p *plan) add(i int, s *synonym) {
	o := other{words: s.to, firstBit: p.bits}
	for j := range s.from {
		p.slots[i+j].others = append(p.slots[i+j].others, o)
	}
	p.bits += len(s.to)
	if len(s.from) == len(p.slots) && p.bits <= maxBits {
		p.names = append(p.names, (1<<len(s.to)-1)<<o.firstBit)
	}
}
