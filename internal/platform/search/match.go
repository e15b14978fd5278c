package search

import (
	"strings"
	"unicode/utf8"
)

// How well a term answers a word of a query. What is found as part of a longer
// word gets more, the more of it the word is.
const (
	sameWord    = 1.0
	otherForm   = 0.95
	plainLetter = 0.92 // times: a a o were typed for å ä ö
	wrongLetter = 0.6  // times: å was typed, and the term has a or ä
	strong      = 0.85 // from here on the term is the word itself
	asPrefix    = 0.55
	asPart      = 0.5
	asStem      = 0.4
	asPiece     = 0.3 // somewhere inside, though not at the joints of a compound
	asTypo      = 0.6
	byLength    = 0.25
)

const (
	shortestTypo  = 5 // letters of a word that may have a typo
	shortestPiece = 5
	shortestStem  = 6 // letters of a stem that may go on as it likes
)

// candidate is a term and how well it answers.
type candidate struct {
	term    uint32
	quality float32
}

// expand gives the terms that a word may stand for, each once, by term. A
// strict word stands for its own forms only.
func (v *vocabulary) expand(w *word, strict bool) []candidate {
	var out []candidate
	if len(w.fold) < 2 || hasDigit(w.fold) {
		return v.same(w, out)
	}
	short := w.base(shortestForm)
	if len(short) < shortestForm {
		return v.same(w, out)
	}
	for _, t := range v.rarest(short, beginning(short)) {
		if q := v.asWhole(w, &v.terms[t].word, strict); q > 0 {
			out = append(out, candidate{t, q})
		}
	}
	if long := w.base(shortestPart); !strict && len(long) >= shortestPart {
		out = v.inside(w, v.rarest(long), out)
	}
	return out
}

// same gives only the terms that have the very letters of the word.
func (v *vocabulary) same(w *word, out []candidate) []candidate {
	t, ok := v.byFold[w.fold]
	if !ok {
		return out
	}
	for ; t != none; t = v.terms[t].next {
		if q := sameWord * accent(w, &v.terms[t].word, 0, len(w.fold)); q > 0 {
			out = append(out, candidate{t, q})
		}
	}
	return out
}

// asWhole tells how well a term that begins as the word does answers it.
func (v *vocabulary) asWhole(w, t *word, strict bool) float32 {
	n := len(w.fold)
	switch {
	case w.fold == t.fold:
		return sameWord * accent(w, t, 0, n)
	case sameForm(w, t):
		return otherForm * accent(w, t, 0, commonPrefix(w.fold, t.fold))
	case !strict && strings.HasPrefix(t.fold, w.fold):
		return share(asPrefix, n, t) * accent(w, t, 0, n)
	}
	return 0
}

// share is a quality raised by how much of the term n letters are.
func share(quality float32, n int, t *word) float32 {
	return quality + byLength*float32(n)/float32(len(t.fold))
}

// inside adds the terms that have the word in them.
func (v *vocabulary) inside(w *word, terms []uint32, out []candidate) []candidate {
	for _, t := range terms {
		c := &v.terms[t].word
		if strings.HasPrefix(c.fold, w.fold) || sameForm(w, c) {
			continue // found already
		}
		if q := v.asInner(w, c); q > 0 {
			out = append(out, candidate{t, q})
		}
	}
	return out
}

// asInner tells how well a term answers by a part of it.
func (v *vocabulary) asInner(w, t *word) float32 {
	var best float32
	w.forms(shortestPart, func(form string) {
		if best == 0 {
			best = v.joined(w, t, form)
		}
	})
	if best > 0 {
		return best
	}
	if i := strings.Index(t.fold, w.fold); i > 0 && len(w.fold) >= shortestPiece {
		return share(asPiece, len(w.fold), t) * accent(w, t, i, len(w.fold))
	}
	if stem := w.base(shortestStem); len(stem) >= shortestStem && strings.HasPrefix(t.fold, stem) {
		return asStem * accent(w, t, 0, len(stem))
	}
	return 0
}

// joined looks for a form of the word between the joints of a compound.
func (v *vocabulary) joined(w, t *word, form string) float32 {
	for from := 0; ; {
		i := strings.Index(t.fold[from:], form)
		if i < 0 {
			return 0
		}
		i += from
		if (i == 0 || v.leadsIn(t.fold[:i])) && v.leadsOut(t.fold[i+len(form):]) {
			return share(asPart, len(form), t) * accent(w, t, i, len(form))
		}
		from = i + 1
	}
}

// accent compares the first n folded bytes of the word with those of the term
// from at on: 1 if they have the same dots, less if the word lacks some, and
// least if it has others; then a short word is another word, and gets 0.
func accent(w, t *word, at, n int) float32 {
	if len(w.text) == len(w.fold) && len(t.text) == len(t.fold) {
		return 1
	}
	a, b := w.text, t.text
	for range utf8.RuneCountInString(t.fold[:at]) {
		_, size := utf8.DecodeRuneInString(b)
		b = b[size:]
	}
	return likeness(a, b, utf8.RuneCountInString(w.fold[:n]))
}

func likeness(a, b string, n int) float32 {
	like := float32(1)
	for range n {
		r, size := utf8.DecodeRuneInString(a)
		s, other := utf8.DecodeRuneInString(b)
		a, b = a[size:], b[other:]
		switch {
		case r == s:
		case r < utf8.RuneSelf:
			like = min(like, plainLetter)
		case n >= shortestTypo:
			like = wrongLetter
		default:
			return 0
		}
	}
	return like
}
