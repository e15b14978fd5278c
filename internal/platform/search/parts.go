package search

import (
	_ "embed"
	"strings"
)

//go:embed parts.txt
var partsText string

// parts are common parts of the compounds of the field, by their folded forms.
var parts = func() map[string]string {
	byFold := map[string]string{}
	for _, p := range strings.Fields(partsText) {
		byFold[string(folded(nil, p))] = p
	}
	return byFold
}()

// isPart tells whether s can be a part of a compound: a common part, or a word
// that some document holds.
func (v *vocabulary) isPart(s string) bool {
	return len(s) >= shortestPart && (parts[s] != "" || v.has(s))
}

// isLink tells whether s joins two parts: samordning-s-förbund.
func isLink(s string) bool {
	switch s {
	case "", "s", "e", "o", "u", "a":
		return true
	}
	return false
}

// tiler cuts a word in parts, long ones first. It notes the places from which
// no way leads on, so that no word takes long.
type tiler struct {
	words *vocabulary
	word  string
	ends  func(rest string) bool // tells what may be left after the last part
	dead  uint64                 // bit i: the word cannot be cut from i on
	parts []string               // the parts found, last one first
}

func (t *tiler) cut(from int) bool {
	if t.dead>>from&1 == 1 {
		return false
	}
	for to := len(t.word); to >= from+shortestPart; to-- {
		if t.words.isPart(t.word[from:to]) && t.goesOn(to) {
			t.parts = append(t.parts, t.word[from:to])
			return true
		}
	}
	t.dead |= 1 << from
	return false
}

func (t *tiler) goesOn(from int) bool {
	rest := t.word[from:]
	if t.ends(rest) || t.cut(from) {
		return true
	}
	return len(rest) > shortestPart && isLink(rest[:1]) && t.cut(from+1)
}

// leadsIn tells whether s is whole parts, so that another part may follow it.
func (v *vocabulary) leadsIn(s string) bool {
	t := tiler{words: v, word: s, ends: isLink}
	return t.cut(0)
}

// leadsOut tells whether s may follow a part: an ending, or more parts.
func (v *vocabulary) leadsOut(s string) bool {
	if endings[s] || s == "" {
		return true
	}
	for n := 0; n <= min(3, len(s)); n++ {
		if isLink(s[:n]) || endings[s[:n]] {
			t := tiler{words: v, word: s[n:], ends: isEnding}
			if t.cut(0) {
				return true
			}
		}
	}
	return false
}

func isEnding(s string) bool { return s == "" || endings[s] }

// partsOf cuts a word that no document holds in parts, last one first; nothing
// if it is not a compound. The first part may be an abbreviation: sipmöte.
func (v *vocabulary) partsOf(w *word) []word {
	for lead := range min(shortestPart, len(w.fold)) {
		if lead > 0 && !v.has(w.fold[:lead]) {
			continue
		}
		t := tiler{words: v, word: w.fold, ends: isEnding}
		if t.cut(lead) && (lead > 1 || len(t.parts) > 1) {
			return newWords(append(t.parts, w.fold[:lead]))
		}
	}
	return nil
}

// newWords makes words of what is not empty.
func newWords(raw []string) []word {
	var out []word
	for _, s := range raw {
		if s != "" {
			out = append(out, newWord(s))
		}
	}
	return out
}
