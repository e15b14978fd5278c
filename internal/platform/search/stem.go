package search

import (
	"strings"

	"github.com/kljensen/snowball/swedish"
)

const (
	shortestForm = 3 // letters that a form of a word keeps
	shortestPart = 4 // letters of a part of a compound
)

// endings are what may follow the form of a word, in the folded alphabet.
var endings = setOf(`s n en et t a e an ar er or na arna erna orna ena ens ets ns nas ars ers ors
	arnas ernas ornas es as are aren arens ares ern erns at ad ade ande ende`)

// cutsOf gives the forms of a folded word as the numbers of bytes that each has
// less than the word. Every form is a beginning of the word; Snowball alone
// gives different stems for arbetsmarknad and arbetsmarknaden, so the word, the
// word without its genitive, without its definite ending, and the stems of all
// three are forms, and two words are one when they have any form in common.
func cutsOf(fold string) uint16 {
	cuts := uint16(1)
	if len(fold) <= shortestForm || hasDigit(fold) {
		return cuts
	}
	bare := withoutGenitive(fold)
	plain := withoutDefinite(bare)
	cuts |= cutTo(fold, bare) | cutTo(fold, plain) | stemCut(fold, plain)
	if plain != bare {
		cuts |= stemCut(fold, bare)
	}
	if bare != fold {
		cuts |= stemCut(fold, fold)
	}
	return cuts
}

func stemCut(fold, form string) uint16 { return cutTo(fold, swedish.Stem(form, true)) }

// cutTo gives the bit for a form that begins the word, or none.
func cutTo(fold, form string) uint16 {
	n := len(fold) - len(form)
	if n < 0 || n > 15 || len(form) < shortestForm || !strings.HasPrefix(fold, form) {
		return 0
	}
	return 1 << n
}

func withoutGenitive(s string) string {
	if n := len(s) - 1; n >= shortestForm && s[n] == 's' && strings.IndexByte("abcdefghijklmnoprtuvy", s[n-1]) >= 0 {
		return s[:n]
	}
	return s
}

// definite holds endings that Snowball leaves: what must come before each, and
// how much to take away.
var definite = []struct{ ending, after string }{
	{"na", "abdefghijklmnoprstuvxy"}, // områdena, vuxna
	{"et", "bcdfghjklmnprstv"},       // förbundet
	{"n", "aeiouyrl"},                // skolan, koordinatorn
	{"t", "dglmnrvs"},                // kommunalt
}

func withoutDefinite(s string) string {
	for _, d := range definite {
		n := len(s) - len(d.ending)
		if n >= shortestForm && s[n:] == d.ending && strings.IndexByte(d.after, s[n-1]) >= 0 {
			return s[:n]
		}
	}
	return s
}

// sameForm tells whether two folded words have a form in common.
func sameForm(a, b *word) bool {
	if a.fold == b.fold {
		return true
	}
	common := commonPrefix(a.fold, b.fold)
	for n := max(0, len(a.fold)-common); n < 16 && n <= len(a.fold); n++ {
		cut := len(b.fold) - (len(a.fold) - n)
		if a.cuts>>n&1 == 1 && 0 <= cut && cut < 16 && b.cuts>>cut&1 == 1 {
			return true
		}
	}
	return false
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// forms calls visit with each form of the word that is long enough, longest
// first.
func (w *word) forms(shortest int, visit func(form string)) {
	for n := range min(16, len(w.fold)) {
		if w.cuts>>n&1 == 1 && len(w.fold)-n >= shortest {
			visit(w.fold[:len(w.fold)-n])
		}
	}
}

// base gives the shortest form with at least so many letters, or the word.
func (w *word) base(shortest int) string {
	base := w.fold
	w.forms(shortest, func(form string) { base = form })
	return base
}
