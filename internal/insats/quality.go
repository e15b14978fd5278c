package insats

import (
	"slices"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/record"
)

// Quality is how well an insats is told of: the mean of what applies to it, from
// 0 to 1.
type Quality struct {
	Score float64       `json:"score" doc:"Mean of the criteria that apply, from 0 to 1"`
	Parts []QualityPart `json:"parts" doc:"The criteria that apply; the others are left out and not counted as failed"`
}

// QualityPart is one criterion of the quality with how far it is met.
type QualityPart struct {
	Name  string  `json:"name" enum:"contact,purpose,target,entry,freshness,results"`
	Value float64 `json:"value" doc:"From 0 to 1"`
}

// Around is what the map knows around an insats.
type Around struct {
	Way       bool // a way leads to who gives it
	Channel   bool // with a mailbox, a number or the like
	Freshness float64
	Today     time.Time
}

// QualityOf reckons the quality of an insats on the map.
func QualityOf(v *record.View, x *Insats) Quality {
	ways := x.Ways(v)
	return x.Quality(Around{Way: len(ways) > 0, Freshness: v.Freshness(x), Today: v.Today(),
		Channel: slices.ContainsFunc(ways, func(p *contact.Path) bool { return hasChannel(p) })})
}

func hasChannel(p *contact.Path) bool {
	return slices.ContainsFunc(p.Channels, func(c contact.Channel) bool { return c.Value != "" })
}

// Town is the one municipality that an insats is told to be for; "" if there are
// more, or none.
func (x *Insats) Town() string {
	if codes := x.Towns(); len(codes) == 1 {
		return codes[0]
	}
	return ""
}

// Quality reckons how well an insats is told of. What works on the structure
// takes nobody in, so nobody needs to get in; and what has just begun has led to
// nothing yet.
func (x *Insats) Quality(a Around) Quality {
	var q Quality
	add := func(name string, value float64) { q.Parts = append(q.Parts, QualityPart{name, value}) }
	add("contact", a.contact())
	add("purpose", met(x.Purpose != ""))
	if x.Stage != structural {
		add("target", met(len(x.Eligibility) > 0))
		add("entry", met(a.Way || x.IsReferredTo()))
	}
	add("freshness", a.Freshness)
	if !x.isBeginning(a.Today) {
		add("results", met(len(x.Results) > 0))
	}
	for _, p := range q.Parts {
		q.Score += p.Value / float64(len(q.Parts))
	}
	return q
}

func met(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// contact is met by half where the way is known but not the mailbox or the number.
func (a Around) contact() float64 {
	switch {
	case a.Channel:
		return 1
	case a.Way:
		return 0.5
	}
	return 0
}

// IsReferredTo tells whether an insats says of any group who refers to it.
func (x *Insats) IsReferredTo() bool {
	return slices.ContainsFunc(x.Eligibility, func(g Criteria) bool { return len(g.ReferralAny) > 0 })
}

// young is for how many months after its start an insats is not asked for results.
const young = 6

func (x *Insats) isBeginning(today time.Time) bool {
	return x.Status == starting || x.Starts != "" && today.Before(x.Starts.First().AddDate(0, young, 0))
}

// Level is how far a criterion of the quality is met: "yes", "partly" or "no".
func (p QualityPart) Level() string {
	switch {
	case p.Value >= 1:
		return "yes"
	case p.Value <= 0:
		return "no"
	}
	return "partly"
}
