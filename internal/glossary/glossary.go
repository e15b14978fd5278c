package glossary

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// Term is one word of the field with its abbreviations.
type Term struct {
	ID        string   `json:"id"`
	Group     string   `json:"group"`
	Sv        string   `json:"sv"`
	En        string   `json:"en"`
	Short     []string `json:"short"`
	MeaningSv string   `json:"meaning_sv"`
	MeaningEn string   `json:"meaning_en"`
	Places    []string `json:"places"` // codes of municipalities and regions where it means this; none: everywhere
}

// Groups lists the groups of terms in the order they are shown in.
func Groups() []string {
	return []string{"governance", "authority", "unit", "forum", "method", "role", "benefit", "law", "follow_up", "care", "education", "project"}
}

// Everywhere tells whether the meaning is bound to no place.
func (t Term) Everywhere() bool { return len(t.Places) == 0 }

// HoldsAt tells whether the word means this at the place with the code: in the
// municipality itself, in its region, or, for a region, anywhere in it. A term
// that holds everywhere holds at every place, and where no place is given.
func (t Term) HoldsAt(code string) bool { return t.distance(code) < elsewhere }

// How far from a place a meaning is bound.
const (
	atThePlace = iota
	inItsRegion
	everywhere
	elsewhere
)

func (t Term) distance(code string) int {
	if t.Everywhere() {
		return everywhere
	}
	nearest := elsewhere
	for _, p := range t.Places {
		switch {
		case p == code:
			return atThePlace
		case code != "" && (strings.HasPrefix(code, p) || strings.HasPrefix(p, code)):
			nearest = inItsRegion
		}
	}
	return nearest
}

// All lists the terms, group by group.
func All() []Term { return slices.Clone(dictionary().terms) }

// Find gives the term with the id.
func Find(id string) (Term, bool) {
	for _, t := range dictionary().terms {
		if t.ID == id {
			return t, true
		}
	}
	return Term{}, false
}

// Resolve gives all that an abbreviation can mean, in whichever case it is
// written. What is bound to the place with the code comes first, then what is
// bound to its region, then what holds everywhere, last what is meant only
// elsewhere; HoldsAt tells them apart. The code may be empty.
func Resolve(abbreviation, code string) []Term {
	terms := slices.Clone(dictionary().byShort[fold(abbreviation)])
	slices.SortStableFunc(terms, func(a, b Term) int {
		return cmp.Compare(a.distance(code), b.distance(code))
	})
	return terms
}

// Ambiguous lists the abbreviations that have more than one meaning, as they
// are mostly written, in alphabetical order.
func Ambiguous() []string {
	var several []string
	for _, terms := range dictionary().byShort {
		if len(terms) > 1 {
			several = append(several, shortOf(terms))
		}
	}
	slices.Sort(several)
	return several
}

// Synonyms gives for each abbreviation the Swedish words it can stand for, all
// in lower case: what a search for the one should find too.
func Synonyms() map[string][]string {
	all := map[string][]string{}
	for short, terms := range dictionary().byShort {
		for _, t := range terms {
			words, _, _ := strings.Cut(fold(t.Sv), " (")
			if words != short && !slices.Contains(all[short], words) {
				all[short] = append(all[short], words)
			}
		}
	}
	return all
}

// shortOf gives the way of writing the abbreviation that the terms share.
func shortOf(terms []Term) string {
	for _, short := range terms[0].Short {
		if slices.ContainsFunc(terms[1].Short, func(s string) bool { return fold(s) == fold(short) }) {
			return short
		}
	}
	return terms[0].Short[0]
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

//go:embed data/terms.json
var termsJSON []byte

type index struct {
	terms   []Term
	byShort map[string][]Term // by the abbreviation in lower case
}

// dictionary is read when it is first asked for.
var dictionary = sync.OnceValue(func() index {
	d := index{byShort: map[string][]Term{}}
	if err := json.Unmarshal(termsJSON, &d.terms); err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	for _, t := range d.terms {
		for _, short := range t.Short {
			d.byShort[fold(short)] = append(d.byShort[fold(short)], t)
		}
	}
	return d
})
