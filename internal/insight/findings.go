package insight

import (
	"cmp"
	"math"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/record"
)

// The analyses, as the addresses of their pages, the commands and the API name
// them.
const (
	AnalysisNetwork    = "network"
	AnalysisCoverage   = "coverage"
	AnalysisOverlaps   = "overlaps"
	AnalysisLoad       = "load"
	AnalysisDependence = "dependence"
	AnalysisAsymmetry  = "asymmetry"
	AnalysisPath       = "path"
	AnalysisFreshness  = "freshness"
	AnalysisTime       = "time"
	AnalysisCompare    = "compare"
	AnalysisMetrics    = "metrics"
)

// Analyses lists the analyses in the order in which they are shown.
func Analyses() []string {
	return []string{AnalysisNetwork, AnalysisCoverage, AnalysisOverlaps, AnalysisLoad, AnalysisDependence,
		AnalysisAsymmetry, AnalysisPath, AnalysisFreshness, AnalysisTime, AnalysisCompare, AnalysisMetrics}
}

// Finding is one thing that is worth telling a steering group.
type Finding struct {
	Kind    string     `json:"kind"` // what sort of thing it is
	Text    Sentence   `json:"text"`
	More    []Sentence `json:"more"`
	Link    Link       `json:"link"`
	Records []Ref      `json:"records"` // that it was found in
	Worth   float64    `json:"worth"`
}

// Link is where a finding can be opened: an analysis with its parameters.
type Link struct {
	Analysis string  `json:"analysis"`
	Params   []Param `json:"params"`
}

// Param is one parameter of an analysis.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func linkTo(analysis string, s Scope, more ...Param) Link {
	l := Link{Analysis: analysis, Params: []Param{}}
	if s.Association != "" {
		l.Params = append(l.Params, Param{"association", s.Association})
	}
	if s.Municipality != "" {
		l.Params = append(l.Params, Param{"municipality", s.Municipality})
	}
	return Link{analysis, append(l.Params, more...)}
}

// mostFindings is how many findings are told: what a meeting can take in.
const mostFindings = 5

// Findings answers the question for a view.
func Findings(v *record.View, s Scope) []Finding { return NewIndex(v).Findings(s) }

// Findings gives the five things most worth telling of a scope, at most one of
// each sort. How much one is worth, from 0 to 1, is reckoned by each sort for
// itself: how much of what it looks at is not as it should be.
func (x *Index) Findings(s Scope) []Finding {
	return once(x, findingsQuestion{s}, func() []Finding { return x.findings(s) })
}

type findingsQuestion struct{ Scope }

func (x *Index) findings(s Scope) []Finding {
	found := []Finding{}
	for _, look := range []func(Scope) (Finding, bool){x.findGap, x.findOverlap, x.findLoad, x.findDependence,
		x.findWays, x.findAsymmetry, x.findFreshness, x.findRhythm, x.findFactor, x.findPersons} {
		if f, ok := look(s); ok && f.Worth > 0 {
			f.Worth = min(1, f.Worth)
			f.More, f.Records = orNone(f.More), orNone(f.Records)
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(b.Worth, a.Worth) })
	return found[:min(len(found), mostFindings)]
}

// leastForums is how many active forums a municipality must have before it means
// anything that they leave some ages out: of fewer, little has been told.
const leastForums = 3

// findGap finds the municipality in which the four parties meet at fewest ages:
// formally, where it is told which forums are formal.
func (x *Index) findGap(s Scope) (Finding, bool) {
	var worst CoverageAnswer
	for _, code := range x.municipalitiesOf(s) {
		q, forums := x.coverageAsked(code)
		if forums < leastForums {
			continue
		}
		if a := x.Coverage(q); len(a.Gaps) > 0 && (worst.Municipality == "" || x.tellsMore(a, worst)) {
			worst = a
		}
	}
	if worst.Municipality == "" {
		return Finding{}, false
	}
	params := []Param{}
	if worst.Formality != "" {
		params = append(params, Param{"formality", worst.Formality})
	}
	f := Finding{Kind: "gap", Text: worst.Reading[0], More: worst.Reading[1:], Worth: 0.25 + 0.75*float64(1-worst.Share()),
		Link: linkTo(AnalysisCoverage, Scope{Municipality: worst.Municipality}, params...)}
	for _, w := range worst.WouldCover {
		f.Records = append(f.Records, Ref{forum.Forums.Name, w.Forum})
	}
	return f, true
}

// coverageAsked is how one best asks of a municipality at which ages the four
// parties meet, formally where it is told which of its own forums are formal, and
// how many of those it has.
func (x *Index) coverageAsked(code string) (q CoverageQuestion, forums int) {
	own := slices.DeleteFunc(x.active(Scope{Municipality: code}), func(m *meeting) bool { return len(m.places) > 1 })
	q.Municipality = code
	if len(own) > 0 && formalityKnown(own) >= enoughKnown {
		q.Formality = "formal"
	}
	return q, len(own)
}

// tellsMore tells whether one gap is more worth telling than another: one beside
// ages that are covered, since it shows who is left out, and then the larger.
func (x *Index) tellsMore(a, b CoverageAnswer) bool {
	if (len(a.Covered) > 0) != (len(b.Covered) > 0) {
		return len(a.Covered) > 0
	}
	return a.Share() < b.Share()
}

// OwnOverlaps gives those of some overlaps that the scope can do something about:
// the actors who sit in both are its own, and more than one. A single one that is
// named in both says nothing, and in a network of the whole county those of other
// places decide.
func (x *Index) OwnOverlaps(s Scope, all []Overlap) []Overlap {
	a := x.area(s)
	return slices.DeleteFunc(slices.Clone(all), func(o Overlap) bool {
		away := slices.ContainsFunc(o.Shared, func(id string) bool { return !a.isHome(x.atlas().actors[id]) })
		return away || len(o.Shared) < 2
	})
}

// findOverlap finds forums in which the same actors of the scope sit.
func (x *Index) findOverlap(s Scope) (Finding, bool) {
	all := x.OwnOverlaps(s, x.Overlaps(OverlapQuestion{Scope: s}))
	if len(all) == 0 {
		return Finding{}, false
	}
	best := slices.MaxFunc(all, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(saved(a), saved(b)), cmp.Compare(len(a.Shared), len(b.Shared)), cmp.Compare(b.A, a.A), cmp.Compare(b.B, a.B))
	})
	return Finding{Kind: "overlap", Text: say("insight.finding.overlap", len(all)), More: []Sentence{best.Reading},
		Link:    linkTo(AnalysisOverlaps, s),
		Records: []Ref{{forum.Forums.Name, best.A}, {forum.Forums.Name, best.B}},
		Worth:   0.2 + min(0.6, float64(len(all))/float64(max(len(x.active(s)), 1)))}, true
}

// saved is how many seats a merge surely saves; −1 is not known.
func saved(o Overlap) float64 {
	if o.Saves.Seats.Min == nil {
		return -1
	}
	return *o.Saves.Seats.Min
}

// findLoad finds who sits in far more than the others: in meetings, where enough
// of them are known, or else in forums.
func (x *Index) findLoad(s Scope) (Finding, bool) {
	all := x.Loads(LoadQuestion{Scope: s})
	if len(all) < leastForums {
		return Finding{}, false
	}
	most := slices.MaxFunc(all, func(a, b Load) int {
		return cmp.Or(cmp.Compare(a.TimesSeat, b.TimesSeat), cmp.Compare(b.Actor, a.Actor))
	})
	f := Finding{Kind: "load", Link: linkTo(AnalysisLoad, s, Param{"actor", most.Actor}), Worth: most.TimesSeat / 12, More: []Sentence{most.Reading},
		Text: say("insight.finding.load", len(most.Forums), x.endName(most.Actor), math.Round(most.TimesSeat*10)/10)}
	for _, id := range most.Forums {
		f.Records = append(f.Records, Ref{forum.Forums.Name, id})
	}
	return f, most.TimesSeat >= 2
}

// findDependence finds the unit, function or person whose loss separates most.
func (x *Index) findDependence(s Scope) (Finding, bool) {
	pairs := len(countLinks(x.links(s)))
	for _, d := range x.Dependencies(s) {
		if d.Kind == NodeForum || len(d.Separates) == 0 {
			continue
		}
		f := Finding{Kind: "dependence", Text: d.Reading, Link: linkTo(AnalysisDependence, s, Param{"remove", d.ID}),
			Worth: 0.3 + 2*float64(len(d.Separates))/float64(max(pairs, 1))}
		if cuts := x.Cuts(s); len(cuts.Points) > 0 {
			f.More = []Sentence{cuts.Reading}
		}
		for _, id := range d.Forums {
			f.Records = append(f.Records, Ref{forum.Forums.Name, id})
		}
		for _, id := range d.ContactPaths {
			f.Records = append(f.Records, Ref{contact.Paths.Name, id})
		}
		return f, true
	}
	return Finding{}, false
}

func (x *Index) findWays(s Scope) (Finding, bool) {
	all := x.WaysInto(s)
	if len(all) == 0 || all[0].Hard == 0 {
		return Finding{}, false
	}
	worst := all[0]
	f := Finding{Kind: "ways", Text: worst.Reading, Link: linkTo(AnalysisAsymmetry, s, Param{"party", worst.Party}),
		Worth: (0.4 + float64(worst.Hard)/6) * float64(worst.Hard) / float64(len(worst.Told))}
	if worst.Missing > 0 {
		f.More = []Sentence{say("insight.ways.missing", worst.Missing)}
	}
	for _, w := range worst.Told {
		for _, id := range w.ContactPaths {
			f.Records = append(f.Records, Ref{contact.Paths.Name, id})
		}
	}
	return f, true
}

func (x *Index) findAsymmetry(s Scope) (Finding, bool) {
	all := x.Asymmetries(AsymmetryQuestion{Scope: s})
	if len(all) == 0 {
		return Finding{}, false
	}
	a := all[0]
	f := Finding{Kind: "asymmetry", Text: a.Reading, More: []Sentence{say("insight.finding.asymmetry", len(all))},
		Link: linkTo(AnalysisAsymmetry, s), Worth: 0.2 + float64(a.steps())/10}
	for _, side := range []Side{a.ASays, a.BSays} {
		for _, id := range side.Relations {
			f.Records = append(f.Records, Ref{contact.Relations.Name, id})
		}
		for _, id := range side.ContactPaths {
			f.Records = append(f.Records, Ref{contact.Paths.Name, id})
		}
	}
	return f, true
}

func (x *Index) findFreshness(s Scope) (Finding, bool) {
	a := x.Freshness(s)
	if a.Facts == 0 || a.Average > 0.8 {
		return Finding{}, false
	}
	f := Finding{Kind: "freshness", Text: a.Reading[0], More: a.Reading[1:], Link: linkTo(AnalysisFreshness, s), Worth: 0.7 * float64(1-a.Average)}
	if len(a.Ask) > 0 {
		for _, asked := range a.Ask[0].Facts {
			f.Records = append(f.Records, asked.Ref)
		}
	}
	return f, true
}

// findRhythm finds that nobody has said how often forums meet, so that neither
// load nor savings can be reckoned.
func (x *Index) findRhythm(s Scope) (Finding, bool) {
	active := x.active(s)
	f := Finding{Kind: "rhythm", Link: linkTo(AnalysisLoad, s)}
	for _, m := range active {
		if !m.rhythm.isKnown() && m.rhythm.Basis != RhythmAsNeeded {
			f.Records = append(f.Records, refTo(m))
		}
	}
	f.Text = say("insight.finding.rhythm", len(f.Records), len(active))
	f.Worth = 0.8 * float64(len(f.Records)) / float64(max(len(active), 1))
	return f, 3*len(f.Records) > len(active)
}

// findFactor finds the factor that most say needs developing.
func (x *Index) findFactor(s Scope) (Finding, bool) {
	needs := 0
	var worst FactorCount
	for _, c := range x.factors(s) {
		needs += c.Needs
		if c.Needs-c.Works > worst.Needs-worst.Works {
			worst = c
		}
	}
	if worst.Factor == "" {
		return Finding{}, false
	}
	f := Finding{Kind: "factor", Link: linkTo(AnalysisCompare, s, Param{"factor", worst.Factor}), Worth: 0.25 + float64(worst.Needs)/float64(needs),
		Text: say("insight.finding.factor", worst.Needs, Term{"factor", worst.Factor}, worst.Works)}
	for _, id := range worst.Statements {
		f.Records = append(f.Records, Ref{mapping.Statements.Name, id})
	}
	return f, worst.Needs >= leastForums
}

// findPersons finds the ways in that are said to hang on one person.
func (x *Index) findPersons(s Scope) (Finding, bool) {
	f := Finding{Kind: "persons", Link: linkTo(AnalysisDependence, s, Param{"kind", NodePerson})}
	ways := 0
	var into []string
	for _, t := range x.tellings(s) {
		if !t.isWay() {
			continue
		}
		if ways++; t.hangsOnAPerson() {
			f.Records = append(f.Records, refTo(t.path))
			into = append(into, t.into)
		}
	}
	f.Text = say("insight.finding.persons", len(f.Records), ways, seriesOf(distinct(into), 3, x.endName))
	f.Worth = 0.2 + float64(len(f.Records))/float64(max(ways, 1))
	return f, len(f.Records) > 0
}
