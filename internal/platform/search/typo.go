package search

import (
	"slices"
	"strings"
)

const alike = 0.5 // from here on a word may be suggested; 1 is the same word

// correct takes a word for one with a typo, and finds what it may have meant.
func (f *finder) correct(i int) {
	w := &f.plan.slots[i].word
	if len(w.fold) < shortestTypo || hasDigit(w.fold) {
		return
	}
	near := f.words.near(w)
	meant, ok := f.likeliest(w, near)
	if !ok {
		meant, ok = f.nearPart(w)
	}
	if !ok {
		return
	}
	for _, t := range near {
		f.term(candidate{t, asTypo}, i, 1)
	}
	f.terms(f.words.expand(&meant, false), i, asTypo)
	f.respelt[i] = meant.text
	f.result.Corrected = append(f.result.Corrected, Correction{From: f.plan.typed(i), To: meant.text})
}

// likeliest gives the term that a word was meant for: one that is a typo away
// as it stands rather than by another form, then the one that most documents
// have which may be found.
func (f *finder) likeliest(w *word, terms []uint32) (word, bool) {
	var best word
	most := 0
	for _, t := range terms {
		c, n := f.words.terms[t].word, f.shown(t)
		if n > 0 && oneEdit(w.fold, c.fold) {
			n += len(f.docs)
		}
		if n > most || n > 0 && n == most && c.text < best.text {
			best, most = c, n
		}
	}
	return best, most > 0
}

// nearPart finds a common part of compounds that is one typo away, and in a
// word of a document that may be found.
func (f *finder) nearPart(w *word) (word, bool) {
	var near []string
	for p := range parts {
		if len(p) >= shortestTypo && oneEdit(w.fold, p) {
			near = append(near, p)
		}
	}
	slices.Sort(near)
	for _, p := range near {
		part := newWord(parts[p])
		if _, ok := f.likeliest(&part, termsOf(f.words.expand(&part, false))); ok {
			return part, true
		}
	}
	return word{}, false
}

func termsOf(all []candidate) []uint32 {
	terms := make([]uint32, len(all))
	for i, c := range all {
		terms[i] = c.term
	}
	return terms
}

// near gives the terms with a form that is one typo from a form of the word,
// sorted. A typo leaves what is before the middle letter of a word whole, or
// what is after it, so the terms are found by either.
func (v *vocabulary) near(w *word) []uint32 {
	var near []uint32
	w.forms(shortestTypo, func(form string) {
		middle := (len(form) - 1) / 2
		head, tail := form[:middle], form[middle+1:]
		near = v.close(near, form, v.rarest(head, beginning(form)))
		if len(tail) == 2 {
			near = v.close(near, form, v.rarest(tail, ending(tail)))
		} else {
			near = v.close(near, form, v.rarest(tail))
		}
	})
	slices.Sort(near)
	return slices.Compact(near)
}

// close adds those of the terms that have a form one typo away.
func (v *vocabulary) close(near []uint32, form string, terms []uint32) []uint32 {
	for _, t := range terms {
		hit := false
		v.terms[t].forms(shortestTypo-1, func(other string) { hit = hit || oneEdit(form, other) })
		if hit {
			near = append(near, t)
		}
	}
	return near
}

// oneEdit tells whether one letter more, less, or other, or two that changed
// places, make a of b.
func oneEdit(a, b string) bool {
	if len(a) > len(b)+1 || len(b) > len(a)+1 {
		return false
	}
	n := commonPrefix(a, b)
	a, b = a[n:], b[n:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return swapped || len(a) <= 1 && len(b) <= 1
}

// suggest respells the words of the query that were corrected, and those that
// nothing has.
func (f *finder) suggest() {
	var b strings.Builder
	at, any := 0, false
	for i := range f.plan.slots {
		s := &f.plan.slots[i]
		to := f.respelling(i)
		if to == "" {
			continue
		}
		b.WriteString(f.plan.text[at:s.start] + to)
		at, any = s.end, true
	}
	if any {
		f.result.Suggestion = b.String() + f.plan.text[at:]
	}
}

func (f *finder) respelling(i int) string {
	if f.respelt[i] == "" && slices.Contains(f.result.Missing, f.plan.typed(i)) {
		return f.similar(&f.plan.slots[i].word)
	}
	return f.respelt[i]
}

// similar gives the word most like one that nothing has, by the grams in
// common; nothing if none is much alike.
func (f *finder) similar(w *word) string {
	if len(w.fold) < shortestTypo || hasDigit(w.fold) {
		return ""
	}
	var text string
	best := float32(0)
	for _, t := range f.sharing(w) {
		c := &f.words.terms[t].word
		like := 2 * float32(f.counts[t]) / float32(len(w.fold)+len(c.fold)-2)
		if like >= alike && (like > best || like == best && c.text < text) && f.shown(t) > 0 {
			best, text = like, c.text
		}
	}
	return text
}

// sharing counts the grams that each term has in common with the word, and
// gives the terms that have any.
func (f *finder) sharing(w *word) []uint32 {
	f.counts = cleared(f.counts, len(f.words.terms))
	var terms []uint32
	count := func(g gram) {
		for _, t := range f.words.grams[g] {
			if f.counts[t] == 0 {
				terms = append(terms, t)
			}
			f.counts[t]++
		}
	}
	count(beginning(w.fold))
	inner(w.fold, count)
	return terms
}
