package search

import (
	_ "embed"
	"strings"
)

//go:embed parts.txt
var partsText string

var (
	parts    = readParts()   // common parts of the compounds of the field, by their folded forms
	partTree = treeOf(parts) // the same by their letters
)

func readParts() map[string]string {
	byFold := map[string]string{}
	for _, p := range strings.Fields(partsText) {
		byFold[string(folded(nil, p))] = p
	}
	return byFold
}

// tree holds words letter by letter; its first node is the root.
type tree []node

type node struct {
	next ['z' - 'a' + 1]uint16
	ends bool // a word ends here
}

func treeOf(words map[string]string) tree {
	t := tree{{}}
	for w := range words {
		at := uint16(0)
		for i := range len(w) {
			next := &t[at].next[w[i]-'a']
			if *next == 0 {
				*next = uint16(len(t))
				t = append(t, node{})
			}
			at = t[at].next[w[i]-'a']
		}
		t[at].ends = true
	}
	return t
}

// ends gives the lengths of all words of the tree that s begins with, as bits.
func (t tree) ends(s string) uint64 {
	var lengths uint64
	at := uint16(0)
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			break
		}
		if at = t[at].next[s[i]-'a']; at == 0 {
			break
		}
		if t[at].ends {
			lengths |= 1 << (i + 1)
		}
	}
	return lengths
}

// isLink tells whether s joins two parts: samordning-s-förbund.
func isLink(s string) bool {
	switch s {
	case "", "s", "e", "o", "u", "a":
		return true
	}
	return false
}

func isEnding(s string) bool { return s == "" || endings[s] }

// tiler cuts a word in parts, long ones first. It notes the places from which
// no way leads on, so that no word takes long.
type tiler struct {
	words *vocabulary // whose words are parts too; nil leaves the common ones
	word  string
	ends  func(rest string) bool // tells what may be left after the last part
	dead  uint64                 // bit i: the word cannot be cut from i on
	parts []string               // the parts found, last one first
}

func (t *tiler) cut(from int) bool {
	if t.dead>>from&1 == 1 || len(t.word)-from < shortestPart {
		return false
	}
	common := partTree.ends(t.word[from:])
	for to := len(t.word); to >= from+shortestPart; to-- {
		isPart := common>>(to-from)&1 == 1 || t.words != nil && t.words.has(t.word[from:to])
		if isPart && t.goesOn(to) {
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
	common, all := tiler{word: s, ends: isLink}, tiler{words: v, word: s, ends: isLink}
	return common.cut(0) || all.cut(0)
}

// leadsOut tells whether s may follow a part: an ending, or more parts.
func (v *vocabulary) leadsOut(s string) bool {
	common, all := tiler{word: s, ends: isEnding}, tiler{words: v, word: s, ends: isEnding}
	return isEnding(s) || common.follows() || all.follows()
}

// follows tells whether the word is parts after a link or the ending of a part
// before it.
func (t *tiler) follows() bool {
	for n := 0; n <= min(3, len(t.word)-shortestPart); n++ {
		if (isLink(t.word[:n]) || endings[t.word[:n]]) && t.cut(n) {
			return true
		}
	}
	return false
}

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
