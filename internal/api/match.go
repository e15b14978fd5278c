package api

import (
	"context"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/insats"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
)

// MatchQuestion is what is known of somebody. It is used for the answer and kept
// nowhere.
type MatchQuestion struct {
	insats.Person
	Stage []string `json:"stage,omitempty" doc:"Only insatser of these stages"`
}

// Match is what somebody can take part in.
type Match struct {
	Person  insats.Person `json:"person" doc:"What was asked about, with the code of the municipality"`
	Yes     []Decided     `json:"yes" doc:"Fits"`
	Depends []Hanging     `json:"depends" doc:"Hangs on what is not known, or on what somebody must judge"`
	No      []Decided     `json:"no" doc:"Does not fit"`
	AskNext []AskNext     `json:"ask_next" doc:"What is worth asking, what settles most first"`
	Notice  string        `json:"notice,omitempty" doc:"What to know of the whole answer, in words"`
}

// Decided is an insats that fits or does not.
type Decided struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Because []Because `json:"because" doc:"The criteria that decided"`
	Way     *Entry    `json:"way,omitempty" doc:"The best way in, if it fits and one is told of"`
}

// Entry is the contact path by which one gets in to an insats.
type Entry struct {
	ContactPath string            `json:"contact_path" doc:"Id of the contact path"`
	Into        string            `json:"into" doc:"Id of the unit or the party that it leads into"`
	Via         string            `json:"via" doc:"What it goes by: a word of via; empty if it is not told"`
	Function    string            `json:"function" doc:"The function that one turns to; never a person"`
	Channels    []contact.Channel `json:"channels" doc:"Mailboxes, numbers and the like"`
}

// Because is a criterion that decided.
type Because struct {
	Fact   string `json:"fact" doc:"What of the person it goes by; open if there are no criteria"`
	Text   string `json:"text" doc:"In words"`
	Source string `json:"source" doc:"Id of the document that says so"`
	Group  int    `json:"group" doc:"Which of the alternative groups of criteria, from 0"`
}

// Hanging is an insats of which it is not settled whether it fits.
type Hanging struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	On   []On   `json:"on"`
	Way  *Entry `json:"way,omitempty" doc:"The best way in, if one is told of"`
}

// On is what an answer hangs on.
type On struct {
	Fact     string `json:"fact" doc:"What of the person; residence, age_note and other are for somebody to judge, and no fact settles them"`
	Question string `json:"question"`
	Group    int    `json:"group" doc:"Which of the alternative groups of criteria, from 0"`
}

// AskNext is a question that is worth asking.
type AskNext struct {
	Fact     string   `json:"fact"`
	Also     []string `json:"also" doc:"Facts that are asked for in the same breath"`
	Question string   `json:"question"`
	Words    []string `json:"words" doc:"The answers that matter"`
	Open     int      `json:"open" doc:"How many insatser hang on it"`
	Settles  float64  `json:"settles" doc:"How many of them an answer settles, on an average"`
}

// place is the municipality of a person, which may be called by its name.
type placeQuestion struct {
	Municipality string `query:"municipality" is:"municipality"`
}

func (m Map) checkPerson(q *MatchQuestion) error {
	where := placeQuestion{q.Municipality}
	c := &checking{m: m}
	if err, ok := m.check(&where).(*fault.Fault); ok {
		c.faults = err.Fields
	}
	q.Municipality = where.Municipality
	for _, f := range q.Faults() {
		if f.Path != string(insats.Municipality) {
			c.faults = append(c.faults, f)
		}
	}
	for i := range q.Stage {
		c.value("stage", []string{"grid_stage"}, &q.Stage[i])
	}
	if len(c.faults) == 0 {
		return nil
	}
	return badQuestion(c.faults)
}

// Match answers what somebody can take part in, what not and why, and what it
// depends on.
func (m Map) Match(q MatchQuestion) (Match, error) {
	if err := m.checkPerson(&q); err != nil {
		return Match{}, err
	}
	a := Match{Person: q.Person, Yes: []Decided{}, Depends: []Hanging{}, No: []Decided{}, AskNext: []AskNext{}}
	c := insats.CatalogueOf(m.View)
	var open []insats.Verdict
	for _, x := range c.All {
		if !x.TakesPeople() || len(q.Stage) > 0 && !slices.Contains(q.Stage, x.KnownStage()) {
			continue
		}
		switch v := insats.Judge(x, q.Person); v.Value {
		case insats.Yes:
			yes := m.decided(v)
			yes.Way = m.entry(x, q.Municipality)
			a.Yes = append(a.Yes, yes)
		case insats.No:
			a.No = append(a.No, m.decided(v))
		default:
			open = append(open, v)
			hanging := m.hanging(v)
			hanging.Way = m.entry(x, q.Municipality)
			a.Depends = append(a.Depends, hanging)
		}
	}
	for _, ask := range insats.AskNext(open, q.Person) {
		a.AskNext = append(a.AskNext, m.askNext(ask))
	}
	a.Notice = m.notice(c, q.Municipality)
	return a, nil
}

func (m Map) entry(x *insats.Insats, town string) *Entry {
	best := insats.BestWay(m.View, x, town)
	if best == nil {
		return nil
	}
	return &Entry{best.ID, best.Into, best.Via, best.Function, list(best.Channels)}
}

func (m Map) askNext(q insats.Question) AskNext {
	a := AskNext{Fact: string(q.Facts[0]), Also: []string{}, Question: q.Ask(m.Lang), Words: list(q.Words), Open: q.Open, Settles: round(q.Settles)}
	for _, f := range q.Facts[1:] {
		a.Also = append(a.Also, string(f))
	}
	return a
}

// openToAll stands for the fact where there are no criteria.
const openToAll = "open"

func (m Map) decided(v insats.Verdict) Decided {
	d := Decided{ID: v.Insats.ID, Name: v.Insats.Name, Because: []Because{}}
	if v.Value == insats.Yes && len(v.Because) == 0 {
		d.Because = append(d.Because, Because{Fact: openToAll, Text: v.Why(m.Lang)[0], Source: v.Insats.Source})
	}
	for _, r := range v.Because {
		d.Because = append(d.Because, Because{string(r.Fact), r.Say(m.Lang), v.Insats.Source, r.Group})
	}
	return d
}

func (m Map) hanging(v insats.Verdict) Hanging {
	h := Hanging{ID: v.Insats.ID, Name: v.Insats.Name}
	for _, r := range v.On {
		h.On = append(h.On, On{string(r.Fact), r.Say(m.Lang), r.Group})
	}
	return h
}

// notice says that nobody has told of anything for the municipality.
func (m Map) notice(c *insats.Catalogue, code string) string {
	where, ok := place.Find(code)
	if !ok || slices.Contains(c.Towns, code) {
		return ""
	}
	return m.Lang.T("insats.not_covered", where.Name)
}

type matchInput struct {
	AsOf    string `query:"as_of" doc:"The map as it stood on this day: YYYY, YYYY-MM or YYYY-MM-DD"`
	RawBody []byte
}

func (s *Service) askMatch(ctx context.Context, in *matchInput) (*Answer[Match], error) {
	c := callerOf(ctx)
	q, err := readBody[MatchQuestion](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	m, err := s.mapFor(ctx, c, in.AsOf)
	if err != nil {
		return nil, c.problem(err)
	}
	got, err := m.Match(*q)
	if err != nil {
		return nil, c.problem(err)
	}
	return &Answer[Match]{CacheControl: "no-store", Body: got}, nil
}
