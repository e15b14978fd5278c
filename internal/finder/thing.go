package finder

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/glossary"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/search"
	"samkarta/internal/record"
)

// The kinds of what can be found besides records.
const (
	Municipality = "municipality"
	Term         = "term"
)

// thing is what is known of one document of the index.
type thing struct {
	kind    string
	id      string
	title   string
	body    record.Body // nil for what is no record
	term    glossary.Term
	weight  float64
	places  []string // codes of municipalities
	parties []string // ids
	actors  []string // ids of parties and units that it names
	texts   []string // where its words stand besides the title
}

func (t *thing) sameParty(u *thing) bool { return slices.Equal(t.parties, u.parties) }

// weights say how much a kind of thing is worth before others with the same
// words: what people go to comes before what is said of it.
var weights = map[string]float64{
	Municipality: 2, "party": 1.3, "association": 1.05, "unit": 1, "forum": 1, "target_group": 0.85, "agreement": 0.85,
	Term: 0.8, "contact_path": 0.7, "source": 0.6, "statement": 0.5, "relation": 0.4, "observation": 0.3,
}

func keyOf(b record.Body) string { h := b.HeadOf(); return h.Kind.Name + "/" + h.ID }

// read makes a thing of a record, and the document that it is found by.
func read(v *record.View, b record.Body) (*thing, search.Doc) {
	h := b.HeadOf()
	t := &thing{kind: h.Kind.Name, id: h.ID, title: v.Title(b), body: b, weight: weights[h.Kind.Name], actors: actorsOf(b)}
	t.places = placesOf(v, b, t.actors)
	t.parties = partiesOf(v, b, t.actors)
	doc := search.Doc{Key: keyOf(b), Title: t.title, Sort: sortOf(t.title)}
	if h.Kind.Words != nil {
		doc.Short, t.texts = h.Kind.Words(v, b)
		t.texts = slices.DeleteFunc(t.texts, func(s string) bool { return s == "" })
	}
	doc.Body = append(slices.Clip(t.texts), placeNames(t.places)...)
	return t, doc
}

// mostNamed is for how many places a thing can be found by their names: what
// holds in a whole county is about none of them.
const mostNamed = 4

func placeNames(codes []string) []string {
	if len(codes) > mostNamed {
		return nil
	}
	var names []string
	for _, code := range codes {
		if m, ok := place.Find(code); ok {
			names = append(names, m.Short)
		}
	}
	return names
}

// actorsOf lists the parties and units that a record names.
func actorsOf(b record.Body) []string {
	var ids []string
	switch x := b.(type) {
	case *party.Association:
		ids = slices.Clone(x.Parties)
	case *party.Unit:
		ids = []string{x.Party}
	case *forum.Forum:
		ids = append(x.Actors(), x.Convener)
	case *forum.Agreement:
		ids = slices.Clone(x.Parties)
	case *contact.Relation:
		ids = []string{x.From, x.To}
	case *contact.Path:
		ids = []string{x.From, x.Into}
	case *mapping.Statement:
		ids = append(slices.Clone(x.About), x.By)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// placesOf gives the municipalities that a record is about: those it names, or
// else those of the actors that it names.
func placesOf(v *record.View, b record.Body, actors []string) []string {
	switch x := b.(type) {
	case *forum.Forum:
		return x.Serves(v)
	case *mapping.Statement:
		return mapping.Places(v, x)
	}
	places := b.HeadOf().Kind.Places
	if places == nil {
		return nil
	}
	if codes := places(v, b); len(codes) > 0 {
		return codes
	}
	var codes []string
	for _, id := range actors {
		codes = append(codes, mapping.PlacesOf(v, id)...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func partiesOf(v *record.View, b record.Body, actors []string) []string {
	if p, ok := b.(*party.Party); ok {
		return []string{p.ID}
	}
	ids := make([]string, 0, len(actors))
	for _, id := range actors {
		ids = append(ids, party.PartyOf(v, id))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// swedish puts the letters after z in their order, byte by byte.
var swedish = strings.NewReplacer("å", "{", "ä", "|", "ö", "}")

// sortOf orders what is found equally well.
func sortOf(title string) string { return swedish.Replace(strings.ToLower(title)) }

// addFixed adds what is no record and never changes, and gives its documents.
func addFixed(known map[string]*thing) []search.Doc {
	var docs []search.Doc
	for _, m := range place.All() {
		key := Municipality + "/" + m.Code
		known[key] = &thing{kind: Municipality, id: m.Code, title: m.Short, weight: weights[Municipality], places: []string{m.Code}}
		docs = append(docs, search.Doc{Key: key, Title: m.Short, Short: []string{m.Name, m.Code}, Sort: sortOf(m.Short)})
	}
	for _, term := range glossary.All() {
		key := Term + "/" + term.ID
		known[key] = &thing{kind: Term, id: term.ID, title: term.Sv, term: term, weight: weights[Term]}
		docs = append(docs, search.Doc{Key: key, Title: term.Sv, Short: append(slices.Clip(term.Short), term.En),
			Body: []string{term.MeaningSv, term.MeaningEn}, Sort: sortOf(term.Sv)})
	}
	return docs
}
