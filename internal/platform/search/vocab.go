package search

import "slices"

const none = ^uint32(0)

// gram is three letters of a word, or two with its beginning or end.
type gram [3]byte

// The beginning and end of a word in a gram; no word holds these bytes.
const (
	first = 1
	last  = 2
)

// term is one word that documents hold, and where.
type term struct {
	word
	posts []posting // by document
	next  uint32    // the next term with the same folded word
}

// vocabulary holds the terms of all documents, and finds those that a word of a
// query may stand for by the grams they share.
type vocabulary struct {
	terms  []term
	free   []uint32
	byFold map[string]uint32
	grams  map[gram][]uint32 // sorted
	buf    [2][]byte
}

func newVocabulary() vocabulary {
	return vocabulary{byFold: map[string]uint32{}, grams: map[gram][]uint32{}}
}

// intern gives the term for a word as it stands in a text; a new one if need be.
func (v *vocabulary) intern(raw string) uint32 {
	text := normal(v.buf[0][:0], raw)
	fold := folded(v.buf[1][:0], text)
	v.buf = [2][]byte{text, fold}
	head, ok := v.byFold[string(fold)]
	if !ok {
		head = none
	}
	for t := head; t != none; t = v.terms[t].next {
		if v.terms[t].text == string(text) {
			return t
		}
	}
	return v.insert(newWord(raw), head)
}

func (v *vocabulary) isStop(raw string) bool {
	v.buf[0] = normal(v.buf[0][:0], raw)
	return stops[string(v.buf[0])]
}

func (v *vocabulary) insert(w word, next uint32) uint32 {
	if w.fold == w.text {
		w.fold = w.text // one string, not two alike
	}
	t := uint32(len(v.terms))
	if n := len(v.free); n > 0 {
		t, v.free = v.free[n-1], v.free[:n-1]
	} else {
		v.terms = append(v.terms, term{})
	}
	v.terms[t] = term{word: w, next: next}
	v.byFold[w.fold] = t
	w.eachGram(func(g gram) { v.grams[g] = inserted(v.grams[g], t) })
	return t
}

// drop forgets a term that no document holds any more.
func (v *vocabulary) drop(t uint32) {
	w := &v.terms[t].word
	w.eachGram(func(g gram) {
		if v.grams[g] = without(v.grams[g], t); len(v.grams[g]) == 0 {
			delete(v.grams, g)
		}
	})
	v.unlink(t)
	v.terms[t] = term{next: none}
	v.free = append(v.free, t)
}

func (v *vocabulary) unlink(t uint32) {
	fold, next := v.terms[t].fold, v.terms[t].next
	head := v.byFold[fold]
	delete(v.byFold, fold) // its key may be the string of the term that goes
	if head != t {
		p := head
		for v.terms[p].next != t {
			p = v.terms[p].next
		}
		v.terms[p].next = next
		next = head
	}
	if next != none {
		v.byFold[v.terms[next].fold] = next
	}
}

// inserted puts t in a sorted list, once.
func inserted(list []uint32, t uint32) []uint32 {
	if n := len(list); n == 0 || list[n-1] < t {
		return append(list, t)
	}
	i, found := slices.BinarySearch(list, t)
	if found {
		return list
	}
	return slices.Insert(list, i, t)
}

func without(list []uint32, t uint32) []uint32 {
	if i, found := slices.BinarySearch(list, t); found {
		return slices.Delete(list, i, i+1)
	}
	return list
}

// eachGram visits all grams of the word: three letters each, its beginning, and
// the ends of all its forms.
func (w *word) eachGram(visit func(gram)) {
	s := w.fold
	if len(s) < 2 {
		return
	}
	visit(beginning(s))
	inner(s, visit)
	w.forms(2, func(form string) { visit(ending(form)) })
}

func beginning(s string) gram { return gram{first, s[0], s[1]} }

func ending(s string) gram { return gram{s[len(s)-2], s[len(s)-1], last} }

func inner(s string, visit func(gram)) {
	for i := 0; i+3 <= len(s); i++ {
		visit(gram{s[i], s[i+1], s[i+2]})
	}
}

// rarest gives the terms that have the rarest gram of a piece of a word. A
// piece with two letters or less needs one more gram to be found by.
func (v *vocabulary) rarest(piece string, more ...gram) []uint32 {
	var list []uint32
	found := false
	look := func(g gram) {
		if l := v.grams[g]; !found || len(l) < len(list) {
			list, found = l, true
		}
	}
	inner(piece, look)
	for _, g := range more {
		look(g)
	}
	return list
}

// has tells whether a document holds the folded word.
func (v *vocabulary) has(fold string) bool {
	_, ok := v.byFold[fold]
	return ok
}
