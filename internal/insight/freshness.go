package insight

import (
	"cmp"
	"slices"
	"time"

	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// FreshnessAnswer is how fresh the facts of a scope are, and whom to ask.
type FreshnessAnswer struct {
	Scope
	Facts   int        `json:"facts"`
	Average Share      `json:"average"` // of the freshness of each, 0 to 1
	Bands   []Band     `json:"bands"`   // the freshest first
	Months  []Month    `json:"months"`  // when it was last confirmed, the oldest first
	Keepers []Kept     `json:"keepers"` // by association that keeps it
	Actors  []Kept     `json:"actors"`  // by actor that knows about it, those with the stalest first
	Ask     []Asking   `json:"ask"`     // whom to ask next, in order
	Reading []Sentence `json:"reading"`
}

// The bands of freshness: a fact is fresh for half a year, and nobody should
// trust what has not been confirmed for two.
const (
	BandFresh = "fresh"
	BandAging = "aging"
	BandStale = "stale"
)

// Band is the facts that are about as fresh.
type Band struct {
	Band  string `json:"band"`
	Count int    `json:"count"`
	Facts []Ref  `json:"-"` // to be opened
}

// Month is the facts that were last confirmed in a month.
type Month struct {
	Month string `json:"month"` // YYYY-MM; "" is not known
	Count int    `json:"count"`
}

// Kept is the facts that one actor or association answers for.
type Kept struct {
	ID      string      `json:"id"` // "" is common, or known to nobody
	Count   int         `json:"count"`
	Average Share       `json:"average"`
	Oldest  record.Date `json:"oldest"` // when the oldest was confirmed; "" is not known
}

// Asking is one actor to ask, and what that would bring.
type Asking struct {
	Actor  string  `json:"actor"`
	Facts  []Asked `json:"facts"`  // the oldest first
	Raises Share   `json:"raises"` // by how much the average rises if all of them are confirmed
}

// Asked is one fact to ask about.
type Asked struct {
	Ref
	Confirmed record.Date `json:"confirmed"` // "" is not known
	Freshness float64     `json:"freshness"`
}

// dayOf gives a day as the format has it; "" if it is not known.
func dayOf(t time.Time) record.Date {
	if t.IsZero() {
		return ""
	}
	return record.Day(t)
}

// fact is one fact with who can say whether it is still so.
type fact struct {
	ref     Ref
	on      time.Time
	fresh   float64
	keptBy  string
	knowing []string // actors, the nearest first
}

// Freshness answers the question for a view.
func Freshness(v *record.View, s Scope) FreshnessAnswer { return NewIndex(v).Freshness(s) }

// Freshness tells what was confirmed when, and whom to ask what next. Facts are
// the units, forums, agreements, relations, contact paths and insatser: what can
// still be so or not. What people once said, figures and sources are as they were
// said.
func (x *Index) Freshness(s Scope) FreshnessAnswer {
	return once(x, freshnessQuestion{s}, func() FreshnessAnswer { return x.freshness(s) })
}

type freshnessQuestion struct{ Scope }

// FreshnessOf tells the same of some insatser.
func (x *Index) FreshnessOf(all []*insats.Insats) FreshnessAnswer {
	facts := make([]fact, len(all))
	for i, one := range all {
		facts[i] = x.factOfInsats(area{all: true}, one)
	}
	return x.answer(Scope{}, facts)
}

func (x *Index) freshness(s Scope) FreshnessAnswer { return x.answer(s, x.facts(s)) }

func (x *Index) answer(s Scope, facts []fact) FreshnessAnswer {
	a := FreshnessAnswer{Scope: s, Facts: len(facts), Average: average(facts), Bands: bandsOf(facts), Months: monthsOf(facts)}
	a.Keepers = keptBy(facts, func(f fact) string { return f.keptBy })
	a.Actors = keptBy(facts, fact.nearest)
	slices.SortStableFunc(a.Actors, func(p, q Kept) int {
		return cmp.Compare(float64(1-q.Average)*float64(q.Count), float64(1-p.Average)*float64(p.Count))
	})
	a.Ask = asking(facts)
	a.Reading = x.readFreshness(a)
	return a
}

// facts gathers the facts of a scope that hold.
func (x *Index) facts(s Scope) []fact {
	a := x.area(s)
	var all []fact
	add := func(b record.Body, knowing ...string) { all = append(all, x.fact(a, b, knowing)) }
	for _, u := range x.atlas().units.in(a) {
		add(u.unit, u.id)
	}
	for _, m := range x.atlas().forums.in(a) {
		if m.status != "ended" {
			add(m.Forum, append([]string{m.Convener}, idsOf(m.actors)...)...)
		}
	}
	for _, g := range x.atlas().agreed.in(a) {
		add(g, g.Parties...)
	}
	for _, t := range x.tellings(s) {
		add(t.Body, t.knowing()...)
	}
	for _, one := range x.insatser().in(a) {
		all = append(all, x.factOfInsats(a, one))
	}
	return all
}

func (x *Index) fact(a area, b record.Body, knowing []string) fact {
	return fact{refTo(b), x.v.ConfirmedOn(b), x.v.Freshness(b), b.HeadOf().KeptBy, x.toAsk(a, knowing)}
}

// factOfInsats is an insats as a fact: who gives it knows it best.
func (x *Index) factOfInsats(a area, one *insats.Insats) fact {
	return x.fact(a, one, append([]string{one.Provider}, one.Partners...))
}

// insatser are those that go on, by where they are told of.
func (x *Index) insatser() *placed[*insats.Insats] {
	type question struct{}
	return once(x, question{}, func() *placed[*insats.Insats] {
		all := &placed[*insats.Insats]{}
		for _, one := range insats.Insatser.All(x.v) {
			if !one.HasEnded() {
				all.add(one, one.ToldIn(x.v), one.KeptBy)
			}
		}
		return all
	})
}

// knowing gives who can say whether a telling is still so: a way in is best known
// where it leads, a relation by who tells of it.
func (t *telling) knowing() []string {
	if t.path != nil {
		return []string{t.into, t.from}
	}
	return []string{t.from, t.into}
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// toAsk gives who of those that know can be asked: the actors of the place, or,
// if none of them is, the others. A national authority sits in most forums, but
// those on the spot are the ones to ask.
func (x *Index) toAsk(a area, ids []string) []string {
	var near, far []string
	for _, id := range distinct(ids) {
		who := x.atlas().actors[id]
		switch {
		case who == nil:
		case len(who.places) > 0 && (a.all || share(who.places, a.codes)):
			near = append(near, id)
		default:
			far = append(far, id)
		}
	}
	if len(near) > 0 {
		return near
	}
	return far
}

func (f fact) nearest() string { return first(f.knowing) }

func (f fact) band() string {
	switch {
	case f.fresh >= 1:
		return BandFresh
	case f.fresh > 0:
		return BandAging
	}
	return BandStale
}

func average(facts []fact) Share {
	sum := 0.0
	for _, f := range facts {
		sum += f.fresh
	}
	return Share(sum / float64(max(len(facts), 1)))
}

func bandsOf(facts []fact) []Band {
	bands := []Band{{Band: BandFresh}, {Band: BandAging}, {Band: BandStale}}
	for _, f := range facts {
		i := slices.IndexFunc(bands, func(b Band) bool { return b.Band == f.band() })
		bands[i].Count++
		bands[i].Facts = append(bands[i].Facts, f.ref)
	}
	return bands
}

func monthsOf(facts []fact) []Month {
	count := map[string]int{}
	for _, f := range facts {
		month := ""
		if !f.on.IsZero() {
			month = f.on.Format("2006-01")
		}
		count[month]++
	}
	months := []Month{}
	for month, n := range count {
		months = append(months, Month{month, n})
	}
	slices.SortFunc(months, func(a, b Month) int { return cmp.Compare(a.Month, b.Month) })
	return months
}

func keptBy(facts []fact, who func(fact) string) []Kept {
	of := map[string][]fact{}
	for _, f := range facts {
		of[who(f)] = append(of[who(f)], f)
	}
	all := []Kept{}
	for id, theirs := range of {
		oldest := slices.MinFunc(theirs, func(a, b fact) int { return a.on.Compare(b.on) })
		all = append(all, Kept{id, len(theirs), average(theirs), dayOf(oldest.on)})
	}
	slices.SortFunc(all, func(a, b Kept) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID)) })
	return all
}

// mostAsked is how many actors are named to ask next.
const mostAsked = 20

// asking chooses whom to ask: each time the actor who can confirm the most that
// is not fresh, until nothing is left. What one has confirmed no other is asked.
func asking(facts []fact) []Asking {
	left := slices.DeleteFunc(slices.Clone(facts), func(f fact) bool { return f.fresh >= 1 || len(f.knowing) == 0 })
	all := []Asking{}
	for len(left) > 0 && len(all) < mostAsked {
		who := mostToGain(left)
		a := Asking{Actor: who, Facts: []Asked{}}
		var theirs, others []fact
		for _, f := range left {
			if slices.Contains(f.knowing, who) {
				theirs = append(theirs, f)
			} else {
				others = append(others, f)
			}
		}
		slices.SortStableFunc(theirs, func(p, q fact) int { return p.on.Compare(q.on) })
		for _, f := range theirs {
			a.Facts = append(a.Facts, Asked{f.ref, dayOf(f.on), f.fresh})
			a.Raises += Share((1 - f.fresh) / float64(len(facts)))
		}
		all, left = append(all, a), others
	}
	return all
}

// mostToGain gives the actor who can confirm most of what is missing to
// freshness; of equals the one of the lesser id.
func mostToGain(facts []fact) string {
	gain := map[string]float64{}
	for _, f := range facts {
		for _, id := range f.knowing {
			gain[id] += 1 - f.fresh
		}
	}
	best := ""
	for id, n := range gain {
		if best == "" || n > gain[best] || n == gain[best] && id < best {
			best = id
		}
	}
	return best
}

func (x *Index) readFreshness(a FreshnessAnswer) []Sentence {
	if a.Facts == 0 {
		return []Sentence{say("insight.freshness.empty")}
	}
	read := []Sentence{say("insight.freshness.bands", a.Facts, a.Bands[0].Count, a.Bands[1].Count, a.Bands[2].Count, a.Average)}
	if len(a.Ask) > 0 {
		ask := a.Ask[0]
		read = append(read, say("insight.freshness.ask", len(ask.Facts), x.endName(ask.Actor), a.Average, a.Average+ask.Raises))
	}
	return read
}
