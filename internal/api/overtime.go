package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/insight"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// DiffQuestion asks what came, went and changed between two days; the later is
// the day that is shown.
type DiffQuestion struct {
	ScopeQuestion
	Party string `query:"party" is:"actor" doc:"Only what has to do with this party or unit, with its units"`
	Since string `query:"since" doc:"The earlier day: YYYY, YYYY-MM or YYYY-MM-DD; left out: the end of the year before the last in which anything came or went" example:"2017-12-31"`
}

// Diff is two days of the map side by side, and the years up to the later.
type Diff struct {
	insight.Changes
	Changed []ChangedFact  `json:"changed" doc:"What was there on both days, with the fields that matter and differ"`
	Years   []insight.Year `json:"years" doc:"The years up to the later day in numbers"`
	Reading []string       `json:"reading" doc:"What it says, in words"`
}

// ChangedFact is a fact that was there on both days.
type ChangedFact struct {
	insight.Ref
	Name   string        `json:"name"`
	Fields []ChangeShown `json:"fields"`
}

// Diff answers what came, went and changed since a day.
func (m Map) Diff(q DiffQuestion) (Diff, error) {
	if err := m.check(&q); err != nil {
		return Diff{}, err
	}
	x, asked := m.index(), insight.DiffQuestion{Scope: q.scope(), Party: q.Party}
	before, err := m.since(record.Date(q.Since), x, asked)
	if err != nil {
		return Diff{}, err
	}
	a := x.Diff(before.index(), asked)
	shown := Diff{Changes: a, Changed: []ChangedFact{}, Years: x.Years(asked), Reading: m.say(a.Reading...)}
	for _, c := range a.Changed {
		shown.Changed = append(shown.Changed, ChangedFact{c.Ref, c.Name, ChangesOf(c.Fields)})
	}
	return shown, nil
}

// since is the map on the earlier day.
func (m Map) since(day record.Date, x *insight.Index, q insight.DiffQuestion) (Map, error) {
	wrong := func(key string, args ...any) (Map, error) {
		return Map{}, badQuestion([]fault.Field{{Path: "since", Key: key, Args: args}})
	}
	switch {
	case day == "":
		day = x.LastQuiet(q)
	case !record.IsDate(string(day)):
		return wrong("record.bad_date", string(day))
	case day.Last().After(m.Today()):
		return wrong("api.since_after", string(record.Day(m.Today())))
	}
	v, err := m.On(day)
	return Map{View: v, Lang: m.Lang, Find: m.Find, Insight: m.Insight, On: m.On}, err
}

// Finding is one thing that is worth telling a steering group.
type Finding struct {
	insight.Finding
	Text string   `json:"text" doc:"What it is, in words"`
	More []string `json:"more" doc:"What there is to add, in words"`
}

// Findings answers what is most worth telling of a part of the map, at most five
// things, the most worth first.
func (m Map) Findings(q ScopeQuestion) (Found[Finding], error) {
	if err := m.check(&q); err != nil {
		return Found[Finding]{}, err
	}
	return found(m.index().Findings(q.scope()), func(f insight.Finding) Finding {
		return Finding{f, f.Text.Say(m.Lang), m.say(f.More...)}
	}), nil
}

// Route is one way from an actor to another as instructions.
type Route struct {
	Steps []RouteStep `json:"steps" doc:"None if there is no way"`
	Trust float64     `json:"trust" doc:"From 0 to 1: how sure it is that it works"`
}

// RouteStep is one step of a route.
type RouteStep struct {
	insight.Step
	Say string `json:"say" doc:"What to do, in words"`
}

// routes gives the shortest and the surest way of all, over others too.
func (m Map) routes(q WayQuestion) (shortest, surest Route) {
	a := m.index().Paths(insight.PathQuestion{From: q.From, Into: q.Into, Municipality: q.Municipality})
	return m.route(a.Shortest), m.route(a.Surest)
}

func (m Map) route(r insight.Route) Route {
	shown := Route{Steps: []RouteStep{}, Trust: round(r.Trust)}
	for _, s := range r.Steps {
		said := RouteStep{s, s.Say.Say(m.Lang)}
		said.Freshness, said.Trust = round(s.Freshness), round(s.Trust)
		shown.Steps = append(shown.Steps, said)
	}
	return shown
}

// WaysInto is how the other parties find the way into one party.
type WaysInto struct {
	insight.WaysInto
	Reading string `json:"reading" doc:"What it says, in words"`
}

// WaysInto answers how the parties find the way into each other, the one that most
// find hard first.
func (m Map) WaysInto(q ScopeQuestion) (Found[WaysInto], error) {
	if err := m.check(&q); err != nil {
		return Found[WaysInto]{}, err
	}
	return found(m.index().WaysInto(q.scope()), func(w insight.WaysInto) WaysInto { return WaysInto{w, w.Reading.Say(m.Lang)} }), nil
}

// overTime makes the operations on two days, and on what is most worth telling.
func (s *Service) overTime(api huma.API) {
	analyse(api, "/diff", "diff", "What came, went and changed between two days", s.askDiff)
	analyse(api, "/ways", "ways", "How the other parties find the way into each party", s.askWaysInto)
	analyse(api, "/findings", "findings", "What is most worth telling a steering group", s.askFindings)
}

type diffInput struct {
	Asked
	DiffQuestion
}

func (s *Service) askDiff(ctx context.Context, in *diffInput) (*Answer[Diff], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Diff, error) { return m.Diff(in.DiffQuestion) })
}

type findingsInput struct {
	Paged
	ScopeQuestion
}

func (s *Service) askFindings(ctx context.Context, in *findingsInput) (*Answer[Page[Finding]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Finding], error) { return m.Findings(in.ScopeQuestion) })
}

type waysInput struct {
	Paged
	ScopeQuestion
}

func (s *Service) askWaysInto(ctx context.Context, in *waysInput) (*Answer[Page[WaysInto]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[WaysInto], error) { return m.WaysInto(in.ScopeQuestion) })
}
