package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"samkarta/internal/insats"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// The made-up catalogue, and how many persons are asked about.
const (
	madeInsatser = 100_000
	madePersons  = 2_000
	sqlPersons   = 200
	explained    = 50
)

// matched is what was measured of answering what a person can take part in.
type matched struct {
	insatser, groups  int
	build             time.Duration
	size, held        float64 // bytes an insats: reckoned, and of the heap
	answer, unplaced  spread
	explain           spread // the first so many, with their words
	yes, depends      int    // of how many insatser, at the median
	sql, sqlShort     spread
	grid, gridRead    time.Duration
	gridSome, best    time.Duration
	cells, emptyCells int
}

// made makes up a catalogue in which criteria are about as common as in the
// demonstration's, and persons; the same each time.
type made struct {
	*rand.Rand
	codes []string
}

func newMade() made {
	m := made{Rand: rand.New(rand.NewPCG(4, 4))}
	for _, town := range place.All() {
		m.codes = append(m.codes, town.Code)
	}
	return m
}

func (m made) some(percent, most int, words []string) []string {
	if m.IntN(100) >= percent {
		return nil
	}
	var list []string
	for range 1 + m.IntN(most) {
		if w := words[m.IntN(len(words))]; !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

var enrolledAt = []string{"employment_service", "arbete_forsorjning", "peak", "fontanhuset", "komvux", "sfi", "jobbtorg", "samhall"}

func (m made) criteria(home string) insats.Criteria {
	word := record.Vocabulary
	g := insats.Criteria{IncomesAny: m.some(20, 2, word("income")), IncomesNone: m.some(12, 1, word("income")), DecisionsAny: m.some(22, 2, word("decision")),
		ReferralAny: m.some(8, 3, word("referral")), ConditionsAny: m.some(35, 4, word("condition")), ConditionsNone: m.some(3, 1, word("condition")),
		StatusesAny: m.some(15, 2, word("person_status")), StatusesAll: m.some(3, 2, word("person_status")), EnrolledAny: m.some(20, 1, enrolledAt)}
	if home != "" {
		g.Municipalities = append(m.some(8, 4, m.codes), home)
	}
	if m.IntN(100) < 30 {
		from, to := 16+m.IntN(10), 25+m.IntN(42)
		g.AgeMin, g.AgeMax = &from, &to
	} else if m.IntN(100) < 7 {
		g.AgeNote = "unga"
	}
	if m.IntN(100) < 25 {
		g.Other = "Behovet bedöms av handläggaren."
	}
	return g
}

func (m made) catalogue(n int) []*insats.Insats {
	stages := insats.Stages()
	all := make([]*insats.Insats, n)
	for i := range all {
		x := &insats.Insats{Name: fmt.Sprintf("Insats %d", i), Stage: stages[m.IntN(len(stages)-1)], Provider: fmt.Sprintf("part-%d", m.IntN(900))}
		x.ID = fmt.Sprintf("insats-%d", i)
		home := ""
		if m.IntN(100) >= 1 {
			home = m.codes[i%len(m.codes)]
		}
		for more := m.IntN(100); ; more += 100 {
			x.Eligibility = append(x.Eligibility, m.criteria(home))
			if more < 75 || more >= 200 || more >= 100 && more < 195 {
				break
			}
		}
		all[i] = x
	}
	return all
}

func (m made) list(words []string) []string {
	if m.IntN(10) < 4 {
		return nil
	}
	return append([]string{}, m.some(70, 2, words)...)
}

func (m made) person() insats.Person {
	word, age := record.Vocabulary, 16+m.IntN(51)
	return insats.Person{Municipality: m.codes[m.IntN(len(m.codes))], Age: &age, Incomes: m.list(word("income")), Decisions: m.list(word("decision")),
		Conditions: m.list(word("condition")), Statuses: m.list(word("person_status")), Referral: m.list(word("referral")), Enrolled: m.list(enrolledAt)}
}

// match measures the answers from the index beside those of a database.
func (b *bench) match(ctx context.Context, cluster string) (*matched, error) {
	b.say("what somebody can take part in, of %d insatser", madeInsatser)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one core, the collector's work included
	made := newMade()
	all := made.catalogue(madeInsatser)
	m := &matched{insatser: len(all)}
	for _, x := range all {
		m.groups += len(x.Eligibility)
	}
	before := heap()
	x := insats.NewIndex(all)
	m.held = float64(heap()-before) / float64(len(all))
	m.size = float64(x.Size()) / float64(len(all))
	m.build = fastest(5, func() { insats.NewIndex(all) })
	m.answers(made, x)
	m.gaps(x)
	m.gapsOfSome(x)
	if err := m.inSQL(ctx, cluster, newMade(), all, x); err != nil {
		return nil, err
	}
	runtime.KeepAlive(all)
	return m, nil
}

// heap is how much of the memory is in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

func fastest(times int, f func()) time.Duration {
	var took []time.Duration
	for range times {
		begun := time.Now()
		f()
		took = append(took, time.Since(begun))
	}
	return slices.Min(took)
}

func (m *matched) answers(made made, x *insats.Index) {
	var placed, anywhere, explain []time.Duration
	var yes, depends []int
	for range madePersons {
		p := made.person()
		begun := time.Now()
		a := x.Answer(p)
		placed = append(placed, time.Since(begun))
		yes, depends = append(yes, a.YesCount), append(depends, a.DependsCount)
		begun = time.Now()
		explainFirst(a, p)
		explain = append(explain, time.Since(begun))
		p.Municipality = ""
		begun = time.Now()
		x.Answer(p)
		anywhere = append(anywhere, time.Since(begun))
	}
	m.answer, m.unplaced, m.explain = spreadOfTimes(placed), spreadOfTimes(anywhere), spreadOfTimes(explain)
	slices.Sort(yes)
	slices.Sort(depends)
	m.yes, m.depends = yes[len(yes)/2], depends[len(depends)/2]
}

// explainFirst says in words why the first insatser of a list are in it.
func explainFirst(a *insats.Answers, p insats.Person) (said int) {
	for _, set := range []insats.Set{a.Yes, a.Depends, a.No} {
		for _, one := range a.List(set, explained-said) {
			v := insats.Judge(one, p)
			v.Why(text.Sv)
			for _, r := range v.On {
				r.Say(text.Sv)
			}
			said++
		}
		if said == explained {
			break
		}
	}
	return said
}

func spreadOfTimes(took []time.Duration) spread {
	slices.Sort(took)
	return spread{p50: percentile(took, 50), p95: percentile(took, 95)}
}

// gaps measures the grid of the whole country.
func (m *matched) gaps(x *insats.Index) {
	ask := insats.Ask{Incomes: record.Vocabulary("income")[:12], Stages: insats.Stages()}
	for _, town := range place.All() {
		ask.Municipalities = append(ask.Municipalities, town.Code)
	}
	var g *insats.Grid
	m.grid = fastest(3, func() { g = x.Grid(ask) })
	m.cells = len(ask.Municipalities) * (insats.GridTo - insats.GridFrom + 1) * len(ask.Incomes) * len(ask.Stages)
	var cells []insats.Cell
	m.gridRead = fastest(3, func() { cells = g.Cells() })
	for _, c := range cells {
		if c.Certain == 0 {
			m.emptyCells += c.AgeTo - c.AgeFrom + 1
		}
	}
}

// gapsOfSome measures what a page of gaps asks for: of the municipalities of one
// association, with what is empty and what hangs on one; and every change tried.
func (m *matched) gapsOfSome(x *insats.Index) {
	ask := insats.Ask{Incomes: record.Vocabulary("income"), Stages: insats.Stages(), Certain: true, PartyOf: func(x *insats.Insats) string { return x.Provider }}
	for _, town := range place.All()[:6] {
		ask.Municipalities = append(ask.Municipalities, town.Code)
	}
	ask.Tries = func(x *insats.Insats) bool { return x.IsWithinCounty(ask.Municipalities) }
	var g *insats.Grid
	m.gridSome = fastest(5, func() {
		g = x.Grid(ask)
		g.Empty(nil)
		g.Lone(nil)
	})
	m.best = fastest(3, func() { g.Top(nil, 10) })
}

func (b *bench) printMatch(ctx context.Context, cluster string) error {
	m, err := b.match(ctx, cluster)
	if err != nil {
		return err
	}
	return m.print(os.Stdout)
}

// print writes the figures beside their targets.
func (m *matched) print(w io.Writer) error {
	fmt.Fprintf(w, "\nWhat somebody can take part in: %d insatser with %d groups of criteria in 290 municipalities, one core\n", m.insatser, m.groups)
	fmt.Fprintf(w, "%d persons with municipality, age and some lists; at the median %d fit and %d depend\n\n", madePersons, m.yes, m.depends)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name, value, target string) { fmt.Fprintf(t, "%s\t%s\t%s\t\n", name, value, target) }
	line("", "", "target")
	line("index: all three sets and counts, median, µs", us(m.answer.p50), "≤ 100")
	line("the same, p95, µs", us(m.answer.p95), "")
	line("the same, municipality not known, median, µs", us(m.unplaced.p50), "")
	line(fmt.Sprintf("the first %d explained in words, median, µs", explained), us(m.explain.p50), "≤ 200")
	line("database: all three sets and counts, median, µs", us(m.sql.p50), "")
	line("ratio", fmt.Sprintf("%.0f", ratio(m.sql.p50, m.answer.p50)), "≥ 100")
	line("database: only what fits or may, and the counts, median, µs", us(m.sqlShort.p50), "")
	line("ratio", fmt.Sprintf("%.0f", ratio(m.sqlShort.p50, m.answer.p50)), "")
	line("index, bytes an insats, reckoned", fmt.Sprintf("%.1f", m.size), "≤ 64")
	line("index, bytes an insats, of the heap", fmt.Sprintf("%.1f", m.held), "")
	line("building the index, ms", ms(m.build), "≤ 500")
	line(fmt.Sprintf("gaps of the whole country, %d cells, ms", m.cells), ms(m.grid), "≤ 1000")
	line(fmt.Sprintf("listing them, %d with nothing certain, ms", m.emptyCells), ms(m.gridRead), "")
	line("gaps of six municipalities, empty and fragile, ms", ms(m.gridSome), "")
	line("the best of all single changes for them, ms", ms(m.best), "")
	return t.Flush()
}

func us(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Microsecond)) }

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
