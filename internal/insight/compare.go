package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/record"
)

// Comparison is several parts of the map side by side.
type Comparison struct {
	Sides   []Profile  `json:"sides"` // in the order in which they were asked for
	Reading []Sentence `json:"reading"`
}

// Profile is one part of the map in numbers. The forums behind a number are had
// from Forums with its level and formality.
type Profile struct {
	Scope
	Forums          []ForumCount        `json:"forums"`           // that go on, by level and formality
	Active          int                 `json:"active"`           // forums that go on
	UnknownRhythm   int                 `json:"unknown_rhythm"`   // of those, of which nobody has said how often they meet
	ActorsPerForum  float64             `json:"actors_per_forum"` // of those in which anybody is named
	Covered         Share               `json:"covered"`          // of the ages 16–66, by forums with all four parties
	CoveredFormally Share               `json:"covered_formally"` // by formal ones
	FormalityKnown  Share               `json:"formality_known"`  // of the forums: of the others nobody has said whether they are formal
	LoadMedian      *float64            `json:"load_median"`      // meetings a year of the actor in the middle; null is not known
	LoadMost        *Load               `json:"load_most,omitempty"`
	Overlaps        int                 `json:"overlaps"`  // pairs of forums that are alike
	Freshness       Share               `json:"freshness"` // of its facts
	Factors         []FactorCount       `json:"factors"`   // what is said, by factor
	Units           int                 `json:"units"`
	Told            bool                `json:"told"`                              // whether the map tells of the place itself: if not, its coverage is not known
	Support         *Support            `json:"support"`                           // försörjningsmått; null: there are no figures
	ByMunicipality  []MunicipalityCover `json:"covered_by_municipality,omitempty"` // of an association
}

// MunicipalityCover is how much of the ages is covered in one municipality.
type MunicipalityCover struct {
	Municipality string `json:"municipality"`
	Covered      Share  `json:"covered"`
	Formally     Share  `json:"covered_formally"`
}

// ForumCount is the forums of one level and formality.
type ForumCount struct {
	Level     string   `json:"level"` // "" is not said
	Formality string   `json:"formality"`
	Forums    []string `json:"forums"`
}

// FactorCount is what is said about one factor.
type FactorCount struct {
	Factor     string   `json:"factor"`
	Works      int      `json:"works"`
	Needs      int      `json:"needs"`
	Wishes     int      `json:"wishes"`
	Statements []string `json:"statements"`
}

// Compare answers the question for a view.
func Compare(v *record.View, scopes ...Scope) Comparison { return NewIndex(v).Compare(scopes...) }

// Compare puts municipalities or associations side by side.
func (x *Index) Compare(scopes ...Scope) Comparison {
	c := Comparison{Sides: []Profile{}}
	for _, s := range scopes {
		c.Sides = append(c.Sides, x.Profile(s))
	}
	c.Reading = x.readComparison(c)
	return c
}

// Profile puts a part of the map in numbers.
func (x *Index) Profile(s Scope) Profile {
	return once(x, profileQuestion{s}, func() Profile { return x.profile(s) })
}

type profileQuestion struct{ Scope }

func (x *Index) profile(s Scope) Profile {
	p := Profile{Scope: s, Forums: []ForumCount{}, Factors: []FactorCount{}}
	active := x.active(s)
	p.countForums(active)
	p.FormalityKnown = formalityKnown(active)
	p.cover(x)
	loads := x.Loads(LoadQuestion{Scope: s})
	p.LoadMedian = medianLoad(loads)
	if len(loads) > 0 && loads[0].Meetings.Min != nil {
		p.LoadMost = &loads[0]
	}
	p.Overlaps = len(x.Overlaps(OverlapQuestion{Scope: s}))
	p.Freshness = x.Freshness(s).Average
	p.Factors = x.factors(s)
	p.Support = x.Support(s)
	p.Units = len(x.atlas().units.in(x.area(s)))
	return p
}

func (p *Profile) countForums(active []*meeting) {
	p.Active = len(active)
	seats, named := 0, 0
	for _, m := range active {
		if !m.rhythm.isKnown() && m.rhythm.Basis != RhythmAsNeeded {
			p.UnknownRhythm++
		}
		if len(m.actors) > 0 {
			seats, named = seats+len(m.actors), named+1
		}
	}
	p.ActorsPerForum = float64(seats) / float64(max(named, 1))
	for _, level := range append(record.Vocabulary("level"), "") {
		for _, formality := range record.Vocabulary("formality") {
			if ids := idsWith(active, level, formality); len(ids) > 0 {
				p.Forums = append(p.Forums, ForumCount{level, formality, ids})
			}
		}
	}
}

func idsWith(active []*meeting, level, formality string) []string {
	var ids []string
	for _, m := range active {
		if m.Level == level && m.KnownFormality() == formality {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// cover reckons how much of the ages is covered; of an association the middle of
// its municipalities, since a forum in one covers nobody in another.
func (p *Profile) cover(x *Index) {
	codes := []string{p.Municipality}
	if p.Municipality == "" {
		codes = x.municipalitiesOf(p.Scope)
		p.ByMunicipality = []MunicipalityCover{}
	}
	p.Told = slices.ContainsFunc(codes, x.TellsOf)
	for _, code := range codes {
		all := x.Coverage(CoverageQuestion{Municipality: code}).Share()
		formal := x.Coverage(CoverageQuestion{Municipality: code, Formality: "formal"}).Share()
		p.Covered += all / Share(len(codes))
		p.CoveredFormally += formal / Share(len(codes))
		if p.ByMunicipality != nil {
			p.ByMunicipality = append(p.ByMunicipality, MunicipalityCover{code, all, formal})
		}
	}
}

// Lowest is the municipality of an association in which the fewest ages are covered,
// if it has fewer than the mean, which hides it.
func (p Profile) Lowest() (MunicipalityCover, bool) {
	if len(p.ByMunicipality) < 2 {
		return MunicipalityCover{}, false
	}
	low := slices.MinFunc(p.ByMunicipality, func(a, b MunicipalityCover) int { return cmp.Compare(a.Covered, b.Covered) })
	return low, low.Covered < p.Covered-0.005
}

// municipalitiesOf gives the municipalities of a scope of which the map tells
// anything: a forum of its own, or a unit.
func (x *Index) municipalitiesOf(s Scope) []string {
	codes := x.area(s).codes
	if s.Association == "" && s.Municipality == "" {
		for code := range x.atlas().forums.byPlace {
			codes = append(codes, code)
		}
		slices.Sort(codes)
	}
	told := x.toldOf()
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !told[code] })
}

// TellsOf tells whether the map tells anything of a municipality: of another, what
// looks like a gap is only that nobody has told.
func (x *Index) TellsOf(municipality string) bool { return x.toldOf()[municipality] }

// toldOf gives the municipalities that a unit works for, or that have a forum of
// their own.
func (x *Index) toldOf() map[string]bool {
	return once(x, "municipalities told of", func() map[string]bool {
		told := map[string]bool{}
		for _, m := range x.atlas().forums.all {
			if len(m.places) == 1 {
				told[m.places[0]] = true
			}
		}
		for _, u := range x.atlas().units.all {
			for _, code := range u.places {
				told[code] = told[code] || u.kind == "municipality"
			}
		}
		return told
	})
}

// medianLoad is the meetings a year of the actor in the middle of those of whom
// any are known.
func medianLoad(loads []Load) *float64 {
	var known []float64
	for _, l := range loads {
		if n, ok := l.Meetings.middle(); ok {
			known = append(known, n)
		}
	}
	if len(known) == 0 {
		return nil
	}
	return number(median(known))
}

// factors counts what is said about the places of a scope, by factor.
func (x *Index) factors(s Scope) []FactorCount {
	all := mapping.List(x.v, mapping.Filter{Municipality: s.Municipality, Association: s.Association})
	counts := []FactorCount{}
	for _, g := range mapping.ByFactor(all) {
		c := FactorCount{Factor: g.Factor, Works: g.Counts[mapping.Works], Needs: g.Counts[mapping.Needs], Wishes: g.Counts[mapping.Wishes]}
		for _, said := range g.Statements {
			c.Statements = append(c.Statements, said.ID)
		}
		counts = append(counts, c)
	}
	return counts
}

// enoughKnown is of how many forums it must be said whether they are formal for it
// to mean anything how much the formal ones cover.
const enoughKnown = 1.0 / 3

// formalityKnown is of how many of the forums it is said whether they are formal.
func formalityKnown(active []*meeting) Share {
	known := 0
	for _, m := range active {
		if m.KnownFormality() != "unknown" {
			known++
		}
	}
	return Share(known) / Share(max(len(active), 1))
}

func (x *Index) readComparison(c Comparison) []Sentence {
	read := []Sentence{}
	var untold Series
	for _, p := range c.Sides {
		if !p.Told {
			untold = append(untold, p.Scope.Name(x.v))
			continue
		}
		formal := say("insight.compare.formally", p.CoveredFormally)
		if p.FormalityKnown < enoughKnown {
			formal = say("insight.compare.formality_unsaid")
		}
		load := say("insight.compare.load_unknown")
		if p.LoadMedian != nil {
			load = say("insight.compare.load", rounded(*p.LoadMedian))
		}
		read = append(read, say("insight.compare.side", p.Active, p.Scope.Name(x.v), p.Covered, formal, load))
		if low, ok := p.Lowest(); ok {
			read = append(read, say("insight.compare.lowest", p.Scope.Name(x.v), Scope{Municipality: low.Municipality}.Name(x.v), low.Covered))
		}
	}
	if len(untold) > 0 {
		read = append(read, say("insight.compare.untold", untold))
	}
	return read
}
