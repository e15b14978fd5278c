package finder

import (
	"cmp"
	"slices"
	"strings"

	"samkarta/internal/glossary"
	"samkarta/internal/place"
	"samkarta/internal/platform/search"
	"samkarta/internal/record"
)

// Query is what somebody looks for. What is left empty chooses all.
type Query struct {
	Text         string
	Kinds        []string // names of kinds of record, Municipality or Term
	Municipality string   // code
	Party        string   // id
	Limit        int      // none or less means all
	Offset       int
}

// Result is what was found.
type Result struct {
	Hits       []Hit
	Total      int                 // of the kinds asked for
	Everything int                 // of all kinds
	Facets     []Facet             // how many of each kind there are, in the order of Kinds
	Meanings   []Meaning           // what the query means by the glossary, if it is a term
	Partial    bool                // nothing has all the words: the hits have some of them
	Missing    []string            // words of the query that nothing has
	Corrected  []search.Correction // words that were taken for a typo
	Suggestion string              // the query respelled, if that may be what was meant
}

// Facet is how many hits there are of a kind.
type Facet struct {
	Kind  string
	Count int
}

// Hit is one thing found.
type Hit struct {
	Kind    string
	ID      string
	Title   string
	URL     string
	Record  record.Body        // nil for a municipality and a term
	Place   place.Municipality // of a municipality
	Term    glossary.Term      // of a term
	Places  []string           // codes of the municipalities it is about
	Text    string             // the text, besides the title, where words were found; may be empty
	Matched []string           // for search.Mark
	Score   float64            // compares within one result only
	Ended   bool               // it holds no longer, or not yet
}

// Meaning is what an abbreviation or a word stands for by the glossary.
type Meaning struct {
	Term  glossary.Term
	Holds bool   // at the place asked about, if one was
	Short string // the abbreviation it was asked by; "" if it was the word itself
}

// Kinds lists what can be found, in the order in which it is shown.
func Kinds() []string {
	return []string{"unit", "party", "forum", "contact_path", "relation", "statement", "association",
		Municipality, "target_group", "agreement", "source", Term}
}

// Find looks for what the view shows. The words are those of today, also where
// the view shows an earlier day.
func (f *Finder) Find(v *record.View, q Query) Result {
	f.wait()
	known := *f.known.Load()
	s := searching{v, q, known}
	found := f.index.Find(search.Query{Text: q.Text, Keep: s.keeps})
	result := Result{Partial: found.Partial, Missing: found.Missing, Corrected: found.Corrected,
		Suggestion: found.Suggestion, Meanings: meanings(q), Everything: len(found.Hits)}
	hits := s.weighed(found.Hits, result.Meanings)
	result.Facets = facets(hits)
	hits = slices.DeleteFunc(hits, func(h weighed) bool { return len(q.Kinds) > 0 && !slices.Contains(q.Kinds, h.kind) })
	result.Total = len(hits)
	for _, h := range window(hits, q.Offset, q.Limit) {
		result.Hits = append(result.Hits, s.hit(h))
	}
	return result
}

// searching is one query under way.
type searching struct {
	v     *record.View
	q     Query
	known map[string]*thing
}

func (s *searching) keeps(key string) bool {
	t := s.known[key]
	return t != nil &&
		(s.q.Municipality == "" || slices.Contains(t.places, s.q.Municipality)) &&
		(s.q.Party == "" || slices.Contains(t.parties, s.q.Party)) &&
		(t.body == nil || s.maySee(t))
}

// maySee tells whether the asker may see a record, and, where it is called
// after others, whose names could else be found out by asking, those too.
func (s *searching) maySee(t *thing) bool {
	if !s.v.Has(record.Key{Kind: t.kind, ID: t.id}) {
		return false
	}
	if !t.body.HeadOf().Kind.Derived {
		return true
	}
	return !slices.ContainsFunc(t.actors, func(id string) bool {
		return s.isHidden("unit", id) || s.isHidden("party", id)
	})
}

func (s *searching) isHidden(kind, id string) bool {
	return s.known[kind+"/"+id] != nil && !s.v.Has(record.Key{Kind: kind, ID: id})
}

// weighed is a hit with what its kind and its standing make of its score.
type weighed struct {
	*thing
	search.Hit
	ended bool
}

// How much is left of the score of what holds no longer, and of a term that is
// explained beside the hits already.
const (
	endedWorth     = 0.6
	explainedWorth = 0.01
)

func (s *searching) weighed(hits []search.Hit, explained []Meaning) []weighed {
	all := make([]weighed, len(hits))
	for i, h := range hits {
		w := weighed{thing: s.known[h.Key], Hit: h}
		w.Score *= w.weight
		if w.body != nil && !w.body.HeadOf().HoldsOn(s.v.Today()) {
			w.ended = true
			w.Score *= endedWorth
		}
		if slices.ContainsFunc(explained, func(m Meaning) bool { return w.kind == Term && m.Term.ID == w.id }) {
			w.Score *= explainedWorth
		}
		all[i] = w
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

func facets(hits []weighed) []Facet {
	counts := map[string]int{}
	for _, h := range hits {
		counts[h.kind]++
	}
	var all []Facet
	for _, kind := range Kinds() {
		if counts[kind] > 0 {
			all = append(all, Facet{kind, counts[kind]})
		}
	}
	return all
}

func window[T any](all []T, offset, limit int) []T {
	all = all[min(max(offset, 0), len(all)):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all
}

func (s *searching) hit(w weighed) Hit {
	h := Hit{Kind: w.kind, ID: w.id, Title: w.title, Places: w.places, Matched: w.Matched, Score: w.Score, Ended: w.ended}
	switch {
	case w.kind == Municipality:
		h.Place, _ = place.Find(w.id)
		h.URL = "/kommuner/" + w.id
	case w.kind == Term:
		h.Term, h.URL = w.term, "/ordlista#"+w.id
	default:
		s.describe(&h, w)
	}
	return h
}

// describe fills in the record as the view shows it.
func (s *searching) describe(h *Hit, w weighed) {
	b, err := s.v.Get(w.kind, w.id)
	if err != nil {
		return // it was there a moment ago
	}
	h.Record, h.Title, h.URL = b, s.v.Title(b), b.HeadOf().URL()
	texts := w.texts
	if words := b.HeadOf().Kind.Words; b != w.body && words != nil {
		_, texts = words(s.v, b)
	}
	most := 0
	for _, text := range texts {
		if n := marks(text, w.Matched); n > most {
			h.Text, most = text, n
		}
	}
}

func marks(text string, matched []string) int {
	n := 0
	for _, span := range search.Mark(text, matched) {
		if span.Marked {
			n++
		}
	}
	return n
}

// meanings gives what the query stands for: all that an abbreviation in it can
// mean, what holds at the place first, or else the term that is called so.
func meanings(q Query) []Meaning {
	asked := strings.TrimSpace(q.Text)
	words := strings.Fields(asked)
	code := cmp.Or(q.Municipality, placeIn(words))
	var all []Meaning
	add := func(t glossary.Term, short string) {
		all = append(all, Meaning{Term: t, Holds: code == "" || t.HoldsAt(code), Short: short})
	}
	for _, word := range words {
		if len(words) > 1 && !isShort(word) {
			continue
		}
		for _, t := range glossary.Resolve(word, code) {
			add(t, shortIn(t, word))
		}
	}
	for _, t := range glossary.All() {
		if len(all) == 0 && (strings.EqualFold(t.Sv, asked) || strings.EqualFold(t.En, asked)) {
			add(t, "")
		}
	}
	return all
}

// isShort tells whether a word among others is written as abbreviations are.
func isShort(word string) bool { return len(word) > 1 && strings.ToUpper(word) == word }

// placeIn gives the code of the municipality that is named by one of the words.
func placeIn(words []string) string {
	for _, word := range words {
		if m, ok := place.ByName(word); ok && !isShort(word) {
			return m.Code
		}
	}
	return ""
}

// shortIn is the abbreviation as the glossary writes it.
func shortIn(t glossary.Term, asked string) string {
	for _, short := range t.Short {
		if strings.EqualFold(short, strings.TrimSpace(asked)) {
			return short
		}
	}
	return ""
}
