package api

import "samkarta/internal/insight"

// ScopeQuestion is the part of the map that an analysis is about; all of it if
// nothing is named.
type ScopeQuestion struct {
	Municipality string `query:"municipality" is:"municipality" doc:"Code or name" example:"0604"`
	Association  string `query:"association" is:"association" doc:"Id of an association"`
}

func (q ScopeQuestion) scope() insight.Scope {
	return insight.Scope{Association: q.Association, Municipality: q.Municipality}
}

// index is the map with what the analyses share worked out once.
func (m Map) index() *insight.Index {
	if m.Insight == nil {
		return insight.NewIndex(m.View)
	}
	return m.Insight.Index(m.View)
}

// say gives sentences in the language of who asks.
func (m Map) say(sentences ...insight.Sentence) []string {
	said := make([]string, len(sentences))
	for i, s := range sentences {
		said[i] = s.Say(m.Lang)
	}
	return said
}

// CoverageQuestion asks at which ages all of some parties meet in one forum.
type CoverageQuestion struct {
	Municipality string   `query:"municipality" is:"municipality" required:"true" doc:"Code or name" example:"0604"`
	Parties      []string `query:"parties" is:"actor party_kind unit_kind" doc:"Actors or kinds of party or unit that are all to be there; left out: municipality, employment_service, social_insurance, region"`
	Level        string   `query:"level" is:"level" doc:"Only forums on this level"`
	Formality    string   `query:"formality" is:"formality" doc:"Only forums of this formality"`
	TargetGroup  string   `query:"target_group" is:"target_group" doc:"Only forums for this target group"`
}

// Coverage is the answer to a CoverageQuestion.
type Coverage struct {
	insight.CoverageAnswer
	WouldCover []WouldCover `json:"would_cover" doc:"Forums that are not surely there, and would close gaps"`
	MightCover []WouldCover `json:"might_cover" doc:"Forums of which it is not said whether they fit, and that would close gaps"`
	Reading    []string     `json:"reading" doc:"What it says, in words"`
}

// WouldCover is a forum that would close gaps.
type WouldCover struct {
	insight.WouldCover
	Why string `json:"why" doc:"On what it hangs, in words"`
}

func (m Map) would(all []insight.WouldCover) []WouldCover {
	return found(all, func(w insight.WouldCover) WouldCover { return WouldCover{w, w.Why.Say(m.Lang)} }).All()
}

// Coverage answers at which ages all of some parties meet.
func (m Map) Coverage(q CoverageQuestion) (Coverage, error) {
	if err := m.check(&q); err != nil {
		return Coverage{}, err
	}
	a := m.index().Coverage(insight.CoverageQuestion(q))
	return Coverage{a, m.would(a.WouldCover), m.would(a.MightCover), m.say(a.Reading...)}, nil
}

// OverlapQuestion asks which forums are alike.
type OverlapQuestion struct {
	ScopeQuestion
	Level     string `query:"level" is:"level" doc:"Only forums on this level"`
	Threshold Number `query:"threshold" least:"1" most:"100" doc:"How alike they are at least in who sits there, in per cent; 50 if it is left out"`
}

// Overlap is two forums that are alike.
type Overlap struct {
	insight.Overlap
	Reading string `json:"reading" doc:"What it says, in words"`
}

// Overlaps answers which forums are alike, the most alike first.
func (m Map) Overlaps(q OverlapQuestion) (Found[Overlap], error) {
	if err := m.check(&q); err != nil {
		return Found[Overlap]{}, err
	}
	all := m.index().Overlaps(insight.OverlapQuestion{Scope: q.scope(), Level: q.Level, Threshold: float64(q.Threshold.N) / 100})
	return found(all, func(o insight.Overlap) Overlap { return Overlap{o, o.Reading.Say(m.Lang)} }), nil
}

// LoadQuestion asks who sits in how many meetings.
type LoadQuestion struct {
	ScopeQuestion
	By    string `query:"by" is:"load_by" doc:"For units, for parties with all their units, or for functions; unit if it is left out"`
	Actor string `query:"actor" is:"actor" doc:"Only this one, with what is within it"`
}

// Load is how many meetings a year somebody sits in.
type Load struct {
	insight.Load
	Reading string `json:"reading" doc:"What it says, in words"`
}

// Loads answers who sits in how many meetings, the most first.
func (m Map) Loads(q LoadQuestion) (Found[Load], error) {
	if err := m.check(&q); err != nil {
		return Found[Load]{}, err
	}
	all := m.index().Loads(insight.LoadQuestion{Scope: q.scope(), By: q.By, Actor: q.Actor})
	return found(all, func(l insight.Load) Load { return Load{l, l.Reading.Say(m.Lang)} }), nil
}

// Dependency is what is lost if one goes.
type Dependency struct {
	insight.Dependency
	Reading string `json:"reading" doc:"What it says, in words"`
}

// Dependencies answers what is lost if a unit, a function, a forum or a person
// goes, the gravest first.
func (m Map) Dependencies(q ScopeQuestion) (Found[Dependency], error) {
	if err := m.check(&q); err != nil {
		return Found[Dependency]{}, err
	}
	return found(m.index().Dependencies(q.scope()), func(d insight.Dependency) Dependency {
		return Dependency{d, d.Reading.Say(m.Lang)}
	}), nil
}

// AsymmetryQuestion asks where two sides tell differently of each other.
type AsymmetryQuestion struct {
	ScopeQuestion
	Party string `query:"party" is:"party" doc:"Only what this party is one side of"`
}

// Asymmetry is two sides that tell differently of each other.
type Asymmetry struct {
	insight.Asymmetry
	Reading string `json:"reading" doc:"What it says, in words"`
}

// Asymmetries answers where two sides tell differently, the furthest apart first.
func (m Map) Asymmetries(q AsymmetryQuestion) (Found[Asymmetry], error) {
	if err := m.check(&q); err != nil {
		return Found[Asymmetry]{}, err
	}
	all := m.index().Asymmetries(insight.AsymmetryQuestion{Scope: q.scope(), Party: q.Party})
	return found(all, func(a insight.Asymmetry) Asymmetry { return Asymmetry{a, a.Reading.Say(m.Lang)} }), nil
}

// Freshness is how fresh the facts are, and whom to ask.
type Freshness struct {
	insight.FreshnessAnswer
	Reading []string `json:"reading" doc:"What it says, in words"`
}

// FreshnessOf answers what was confirmed when, and whom to ask next.
func (m Map) FreshnessOf(q ScopeQuestion) (Freshness, error) {
	if err := m.check(&q); err != nil {
		return Freshness{}, err
	}
	a := m.index().Freshness(q.scope())
	return Freshness{a, m.say(a.Reading...)}, nil
}

// Metrics is the shape of the network.
type Metrics struct {
	insight.Metrics
	Reading []string `json:"reading" doc:"What it says, in words"`
}

// Metrics answers what shape the network between the actors has.
func (m Map) Metrics(q ScopeQuestion) (Metrics, error) {
	if err := m.check(&q); err != nil {
		return Metrics{}, err
	}
	a := m.index().Metrics(q.scope())
	return Metrics{a, m.say(a.Reading...)}, nil
}

// CompareQuestion names what is put side by side.
type CompareQuestion struct {
	Municipality []string `query:"municipality" is:"municipality" doc:"Codes or names, comma between" example:"0604,0643"`
	Association  []string `query:"association" is:"association" doc:"Ids of associations, comma between"`
}

// Comparison is several parts of the map side by side.
type Comparison struct {
	insight.Comparison
	Reading []string `json:"reading" doc:"What it says, in words"`
}

// Compare answers how municipalities and associations differ.
func (m Map) Compare(q CompareQuestion) (Comparison, error) {
	if err := m.check(&q); err != nil {
		return Comparison{}, err
	}
	var scopes []insight.Scope
	for _, code := range q.Municipality {
		scopes = append(scopes, insight.Scope{Municipality: code})
	}
	for _, id := range q.Association {
		scopes = append(scopes, insight.Scope{Association: id})
	}
	a := m.index().Compare(scopes...)
	return Comparison{a, m.say(a.Reading...)}, nil
}
