package insight

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// DiffQuestion asks what came, went and changed between two days.
type DiffQuestion struct {
	Scope
	Party string // only what has to do with this party or unit, and what is within it
}

// Changes is two days of the map side by side. What nobody has said when it
// began did not come on the day it was told of: it has been known since then.
type Changes struct {
	Scope
	Party   string       `json:"party,omitempty"`
	Since   record.Date  `json:"since"`
	Until   record.Date  `json:"until"`
	Kinds   []KindChange `json:"kinds"` // the numbers, kind for kind
	Came    []Passing    `json:"came"`
	Went    []Passing    `json:"went"`
	Changed []Altered    `json:"changed"`
	Undated []Passing    `json:"undated"` // told of as ended, and nobody has said when: counted on neither day
	Reading []Sentence   `json:"reading"`
}

// KindChange is what became of the facts of one kind: After is Before with what
// came and without what went.
type KindChange struct {
	Kind    string `json:"kind"`
	Before  int    `json:"before"`
	After   int    `json:"after"`
	Came    int    `json:"came"`
	Began   int    `json:"began"` // of those that came, of which it is said when they began
	Went    int    `json:"went"`
	Changed int    `json:"changed"`
}

// How something came or went.
const (
	HowBegan = "began" // it is said when
	HowTold  = "told"  // it was told of in between; nobody has said since when it is there
	HowEnded = "ended" // it is said when
	HowGone  = "gone"  // it was told of as ended, or is told of no more
)

// Passing is a fact that came or went.
type Passing struct {
	Ref
	How      string      `json:"how"`
	On       record.Date `json:"on"` // when it began, was told of, or ended; "" is not known
	Actor    string      `json:"actor,omitempty"`
	Function string      `json:"function,omitempty"` // of a seat: as whom
	Name     string      `json:"name"`
}

// Altered is a fact that was there on both days, with the fields that matter and
// that are not the same.
type Altered struct {
	Ref
	Name   string               `json:"name"`
	Fields []record.FieldChange `json:"-"`
}

// KindSeat is a seat in a forum that was there on both days. The seats of a forum
// that came or went come and go with it, and are not counted again.
const KindSeat = "seat"

// compared are the kinds that are compared of the map.
var compared = []comparison{
	{forum.Forums.Kind, []string{"name", "kind", "level", "formality", "scope", "convener", "frequency", "age_min", "age_max",
		"target_groups", "municipalities", "status", "agreement"}},
	{party.Units.Kind, []string{"name", "party", "part_of", "kind", "municipality", "municipalities", "age_min", "age_max", "target_groups", "colocated_with"}},
	{contact.Paths.Kind, []string{"via", "function", "channels", "ease", "person_bound"}},
	{forum.Agreements.Kind, []string{"name", "kind", "parties", "status", "target_groups"}},
	{contact.Relations.Kind, []string{"level", "intensity", "ease", "formality", "wants"}},
	{mapping.Statements.Kind, []string{"text", "kind", "factor", "target_groups"}},
	{insats.Insatser.Kind, []string{"name", "provider", "partners", "municipality", "funder", "legal_basis", "stage", "methods", "purpose", "content",
		"places", "starts", "ends", "duration_months_min", "duration_months_max", "eligibility", "status"}},
}

// figures are compared too where something has been made of chosen facts. The map
// beside itself leaves them out: what is counted of a new year is nothing that has
// begun.
var figures = comparison{statistics.Observations.Kind, []string{"value", "value_min", "value_max", "unit", "method", "population"}}

// comparison is a kind of fact with the fields that matter when two days of it are
// compared.
type comparison struct {
	kind   *record.Kind
	fields []string
}

// ComparedKinds lists the kinds of fact whose changes are told, figures last.
func ComparedKinds() []string {
	var kinds []string
	for _, c := range withFigures() {
		kinds = append(kinds, c.kind.Name)
	}
	return kinds
}

func withFigures() []comparison { return append(slices.Clone(compared), figures) }

// Diff answers the question for two views of one actor, the earlier first.
func Diff(before, after *record.View, q DiffQuestion) Changes {
	return NewIndex(after).Diff(NewIndex(before), q)
}

// Diff tells what came, went and changed since the day of an earlier index.
func (x *Index) Diff(before *Index, q DiffQuestion) Changes {
	d := newDiffer(before, x)
	d.Scope, d.Party = q.Scope, q.Party
	for _, c := range compared {
		d.compare(c, before.lives(q, c.kind), x.lives(q, c.kind))
	}
	d.countSeats()
	d.Reading = x.readDiff(d.Changes)
	return d.Changes
}

// DiffOf tells what came, went and changed of chosen facts since the day of an
// earlier index, figures too. It has nothing to read.
func (x *Index) DiffOf(before *Index, chosen map[record.Key]bool) Changes {
	d := newDiffer(before, x)
	for _, c := range withFigures() {
		d.compare(c, before.livesOf(chosen, c.kind), x.livesOf(chosen, c.kind))
	}
	d.countSeats()
	return d.Changes
}

// differ compares two days.
type differ struct {
	Changes       // what has been found so far
	before, after *Index
	seats         KindChange
}

func newDiffer(before, after *Index) *differ {
	return &differ{before: before, after: after, Changes: Changes{Since: record.Day(before.v.Today()), Until: record.Day(after.v.Today()),
		Kinds: []KindChange{}, Came: []Passing{}, Went: []Passing{}, Changed: []Altered{}, Undated: []Passing{}}}
}

// countSeats puts the seats, which are counted with their forums, after the kinds.
func (d *differ) countSeats() {
	d.seats.Kind = KindSeat
	d.Kinds = append(d.Kinds, d.seats)
}

func (d *differ) compare(c comparison, was, is []life) {
	before, after := byID(was), byID(is)
	n := KindChange{Kind: c.kind.Name}
	for _, one := range is {
		d.pass(&n, before[one.body.HeadOf().ID], one, c.fields)
	}
	for _, one := range was {
		if _, known := after[one.body.HeadOf().ID]; !known && one.state == LifeThere {
			d.went(&n, one, life{})
		}
	}
	n.After = n.Before + n.Came - n.Went
	d.Kinds = append(d.Kinds, n)
}

func byID(all []life) map[string]life {
	by := make(map[string]life, len(all))
	for _, l := range all {
		by[l.body.HeadOf().ID] = l
	}
	return by
}

// pass tells what became of one record.
func (d *differ) pass(n *KindChange, was, is life, fields []string) {
	switch {
	case was.state == LifeThere && is.state == LifeThere:
		n.Before++
		d.stayed(n, was.body, is.body, fields)
	case was.state == LifeThere:
		d.went(n, was, is)
	case is.state == LifeThere:
		d.came(n, is)
	case is.Over:
		p := d.passing(d.after.v, is.body)
		p.How = HowGone
		d.Undated = append(d.Undated, p)
	}
}

func (d *differ) came(n *KindChange, is life) {
	p := d.passing(d.after.v, is.body)
	p.How, p.On = HowTold, is.Told
	if is.Told == "" || !is.Told.Last().After(d.before.v.Today()) { // it was told of otherwise before
		p.On = record.Day(is.body.HeadOf().ChangedAt)
	}
	if is.Began != "" && is.Began.First().After(d.before.v.Today()) {
		p.How, p.On = HowBegan, is.Began
		n.Began++
	}
	n.Came++
	d.Came = append(d.Came, p)
}

func (d *differ) went(n *KindChange, was, is life) {
	p := d.passing(d.before.v, was.body)
	p.How = HowGone
	if is.Ended != "" {
		p.How, p.On = HowEnded, is.Ended
	}
	n.Before++
	n.Went++
	d.Went = append(d.Went, p)
}

func (d *differ) passing(v *record.View, b record.Body) Passing {
	return Passing{Ref: refTo(b), Name: v.Title(b)}
}

// stayed tells what changed of a record that is there on both days.
func (d *differ) stayed(n *KindChange, was, is record.Body, fields []string) {
	if f, ok := is.(*forum.Forum); ok {
		d.compareSeats(was.(*forum.Forum), f)
	}
	if was == is || was.HeadOf().Version == is.HeadOf().Version {
		return
	}
	changes := slices.DeleteFunc(record.Diff(was, is), func(c record.FieldChange) bool { return !slices.Contains(fields, c.Field) })
	if len(changes) > 0 {
		n.Changed++
		d.Changed = append(d.Changed, Altered{refTo(is), d.after.v.Title(is), changes})
	}
}

// seat is an actor in a forum, and as whom.
type seat struct{ actor, function string }

func seatsOf(f *forum.Forum) []seat {
	var all []seat
	for _, p := range f.Participants {
		if s := (seat{p.Actor, functionName(p)}); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// writtenOn is the day from which a version of a record is told: that of its
// document, or the one on which it was written by hand.
func writtenOn(v *record.View, h *record.Head) record.Date {
	if s := record.Sources.Find(v, h.Source); s != nil && !record.IsRegister(h.Source) {
		return s.Date
	}
	return record.Day(h.ChangedAt)
}

// compareSeats tells who came to sit in a forum and who left it. Nobody says of a
// seat since when; it is known since the forum was told of so.
func (d *differ) compareSeats(was, is *forum.Forum) {
	before, after := seatsOf(was), seatsOf(is)
	d.seats.Before += len(before)
	d.seats.After += len(after)
	for _, s := range after {
		if !slices.Contains(before, s) {
			d.seats.Came++
			d.Came = append(d.Came, d.seatPassing(d.after.v, is, s, HowTold))
		}
	}
	for _, s := range before {
		if !slices.Contains(after, s) {
			d.seats.Went++
			d.Went = append(d.Went, d.seatPassing(d.after.v, is, s, HowGone))
		}
	}
}

func (d *differ) seatPassing(v *record.View, f *forum.Forum, s seat, how string) Passing {
	p := d.passing(v, f)
	p.Kind, p.How, p.Actor, p.Function = KindSeat, how, s.actor, s.function
	if how == HowTold {
		p.On = writtenOn(v, &f.Head)
	}
	return p
}

// readDiff says in words what came of the comparison.
func (x *Index) readDiff(d Changes) []Sentence {
	came, began, went, before := 0, 0, 0, 0
	for _, n := range d.Kinds {
		came, began, went, before = came+n.Came, began+n.Began, went+n.Went, before+n.Before
	}
	since, until := d.Since.Last(), d.Until.Last()
	if came+went+len(d.Changed) == 0 {
		return append([]Sentence{say("insight.diff.nothing", since, until)}, d.undatedSaid()...)
	}
	var what Series
	for _, x := range []struct {
		key string
		n   int
	}{{"insight.diff.came", came}, {"insight.diff.went", went}, {"insight.diff.changed", len(d.Changed)}} {
		if x.n > 0 {
			what = append(what, say(x.key, x.n))
		}
	}
	read := []Sentence{say("insight.diff.all", since, until, what)}
	switch told := came - began; {
	case told > 1 && told == came:
		read = append(read, say("insight.diff.all_told"))
	case told > 0:
		read = append(read, say("insight.diff.told", told))
	}
	if before == 0 {
		read = append(read, say("insight.diff.first", since))
	}
	return append(read, d.undatedSaid()...)
}

func (d Changes) undatedSaid() []Sentence {
	if len(d.Undated) == 0 {
		return nil
	}
	return []Sentence{say("insight.diff.undated", len(d.Undated))}
}
