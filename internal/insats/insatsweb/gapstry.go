package insatsweb

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// The names of what the page that tries changes can be asked for besides.
const (
	askInsats   = "insats"
	askChange   = "andring" // one of changeWords
	askToAge    = "till-alder"
	askToIncome = "till-inkomst"
	askToTown   = "till-kommun"
)

// changeWords are the words in addresses for the changes that can be tried.
var changeWords = map[string]string{insats.ChangeAgeMax: "hoj-alder", insats.ChangeAgeMin: "sank-alder", insats.ChangeIncome: "inkomst",
	insats.ChangeMunicipality: "kommun", insats.ChangeEnd: "avsluta"}

// tryPage tells what a change would do before it is done, and which single change
// would open most.
type tryPage struct {
	web.Frame
	Head   web.Head
	Back   web.Link
	Filter *web.Form
	Tried  *tried
	Best   []best
	NoBest string
	Note   string // what was tried
}

// tried is what a change would do.
type tried struct {
	Change string
	Says   string
	Lines  []string // the gaps that it opens or makes
	Table  web.Table
	More   string
}

// best is a change that opens much.
type best struct {
	Link   web.Link
	Opens  string
	People string
	Why    []string
}

func newTryPage(s sight, r *http.Request) *tryPage {
	a := readGapsAsk(s, r)
	p := &tryPage{Back: web.Link{Href: a.address(gapsPath), Text: s.T("gaps.title")}}
	p.Title = s.T("gaps.try")
	p.Head = web.Head{Title: p.Title, Kicker: s.T("gaps.title"), Lead: s.T("gaps.try.lead")}
	p.Crumbs = []web.Link{{Href: "/insatser", Text: s.T("insatsweb.insatser")}, {Href: a.address(gapsPath), Text: s.T("gaps.title")}}
	if len(a.towns) == 0 {
		a.in.Need(page.AskMunicipality)
		p.Filter = s.tryForm(a)
		return p
	}
	p.Title = s.T("gaps.try.in", insats.InTowns(s.Lang, a.towns))
	p.Head.Title = p.Title
	c, isAsked := s.readChange(a)
	p.Filter = s.tryForm(a)
	g := a.grid(s)
	if isAsked && a.in.Err() == nil {
		p.Tried = s.tried(a, g, c)
	}
	p.Best, p.Note = s.best(a, g)
	if len(p.Best) == 0 {
		p.NoBest = s.T("gaps.best.none")
	}
	return p
}

// readChange reads the change; false if none is asked for.
func (s sight) readChange(a gapsAsk) (c insats.Change, isAsked bool) {
	word := a.in.Get(askChange)
	if word == "" && a.in.Get(askInsats) == "" {
		return c, false
	}
	for kind, w := range changeWords {
		if w == word {
			c.Kind = kind
		}
	}
	if c.Kind == "" {
		a.in.Need(askChange)
		a.in.OneOf(askChange, "")
	}
	if c.Insats = a.in.Need(askInsats); c.Insats != "" && insats.Insatser.Find(s.View, c.Insats) == nil {
		a.in.Fail(askInsats, "record.unknown_insats", c.Insats)
	}
	switch c.Kind {
	case insats.ChangeAgeMax, insats.ChangeAgeMin:
		if a.in.Need(askToAge) != "" {
			if age := a.in.Int(askToAge, insats.GridFrom, insats.GridTo); age != nil {
				c.Age = *age
			}
		}
	case insats.ChangeIncome:
		a.in.Need(askToIncome)
		c.Word = a.in.OneOf(askToIncome, record.Vocabulary("income")...)
	case insats.ChangeMunicipality:
		a.in.Need(askToTown)
		c.Word = a.in.OneOf(askToTown, a.towns...)
	}
	return c, true
}

func (s sight) tryForm(a gapsAsk) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action, f.Submit = true, tryPath, s.T("gaps.try.submit")
	if len(a.towns) == 0 {
		f.Text(page.AskMunicipality, "gaps.ask.municipalities").Help("gaps.ask.municipalities.hint")
		return f.Fail(a.in.Err())
	}
	for _, name := range []string{page.AskMunicipality, page.AskAssociation, askIncome, askStage, askCount, askReach} {
		if value := a.in.Get(name); value != "" {
			f.Keep(name, value)
		}
	}
	f.Select(askInsats, "insatsweb.insats", s.insatsOptions(a)).Choosing("gaps.try.choose")
	var kinds []web.Option
	for _, kind := range insats.Changes() {
		kinds = append(kinds, web.Option{Value: changeWords[kind], Text: s.T("gaps.kind." + kind)})
	}
	f.Select(askChange, "gaps.try.change", kinds).Choosing("gaps.try.choose")
	f.Number(askToAge, "gaps.try.age")
	f.Select(askToIncome, "gaps.try.income", page.Options(s.Lang, "income")).Choosing("gaps.try.choose")
	towns := map[string]bool{}
	for _, code := range a.towns {
		towns[code] = true
	}
	f.Select(askToTown, "gaps.try.town", page.PlaceChoices(towns, "")).Choosing("gaps.try.choose")
	if a.in.Get(askChange) != "" {
		f.Cancel = a.address(tryPath)
	}
	return f.Fail(a.in.Err())
}

// insatsOptions are the insatser that take people and are for the municipalities,
// and then others of the same counties.
func (s sight) insatsOptions(a gapsAsk) []web.Option {
	var near, far []web.Option
	for _, x := range insats.CatalogueOf(s.View).All {
		switch o := (web.Option{Value: x.ID, Text: x.Name, Group: s.T("gaps.try.near")}); {
		case !x.TakesPeople() || !a.isWithinCounty(x):
		case len(x.Towns()) == 0 || slices.ContainsFunc(a.towns, func(code string) bool { return isTold(x, code) }):
			near = append(near, o)
		default:
			o.Group, o.Text = s.T("gaps.try.far"), x.Name+" ("+s.towns(x)+")"
			far = append(far, o)
		}
	}
	return append(near, far...)
}

// mostShifts is how many changed cells are shown.
const mostShifts = 60

func (s sight) tried(a gapsAsk, g *insats.Grid, c insats.Change) *tried {
	shifts := g.Try(c)
	t := &tried{Change: s.changeText(c), Table: s.shiftTable(shifts[:min(len(shifts), mostShifts)])}
	if rest := len(shifts) - mostShifts; rest > 0 {
		t.More = s.T("gaps.tried.more", rest)
	}
	opens, makes := a.gapsOf(shifts)
	switch {
	case len(shifts) == 0:
		t.Says = s.T("gaps.tried.nothing")
	case len(opens) > 0:
		t.Says = s.T("gaps.tried.opens", countGaps(opens))
	case len(makes) > 0:
		t.Says = s.T("gaps.tried.makes", countGaps(makes))
	default:
		t.Says = s.T("gaps.tried.no_gap", len(shifts))
	}
	for _, p := range opens {
		t.Lines = append(t.Lines, s.openLine(p))
	}
	for _, p := range makes {
		t.Lines = append(t.Lines, p.Say(s.Lang, a.certain))
	}
	return t
}

// gapsOf gives what a change opens and what it leaves empty, joined.
func (a gapsAsk) gapsOf(shifts []insats.Shift) (opens, makes []insats.Part) {
	var opened, emptied []insats.Cell
	for _, x := range shifts {
		from, to := insats.IncomeAges(x.Income)
		x.AgeFrom, x.AgeTo = max(x.AgeFrom, from), min(x.AgeTo, to)
		was, is := x.Possible, x.PossibleThen
		if a.certain {
			was, is = x.Certain, x.CertainThen
		}
		switch {
		case x.AgeFrom > x.AgeTo:
		case was == 0 && is > 0:
			opened = append(opened, x.Cell)
		case was > 0 && is == 0:
			emptied = append(emptied, x.Cell)
		}
	}
	return insats.Join(opened), insats.Join(emptied)
}

// countGaps counts gaps as one does in words: a municipality, an income and a
// stage, whatever the ages.
func countGaps(parts []insats.Part) (n int) {
	for _, p := range parts {
		n += len(p.Municipalities) * len(p.Incomes) * len(p.Stages)
	}
	return n
}

func (s sight) openLine(p insats.Part) string {
	return s.T("gaps.opens", insats.InTowns(s.Lang, p.Municipalities), insats.StageList(s.Lang, p.Stages), p.Who(s.Lang), p.Ages(s.Lang))
}

func (s sight) shiftTable(shifts []insats.Shift) web.Table {
	t := web.Table{Caption: s.T("gaps.tried.cells"), Columns: []web.Column{{Text: s.T("insatsweb.municipality")}, {Text: s.T("gaps.ask.income")}, {Text: s.T("gaps.ask.stage")},
		{Text: s.T("insatsweb.age")}, {Text: s.T("gaps.count.sakert"), Number: true}, {Text: s.T("gaps.count.kanske"), Number: true}}}
	step := func(was, is int) web.Cell {
		if was == is {
			return web.Cell{Text: strconv.Itoa(is)}
		}
		return web.Cell{Text: s.T("gaps.tried.step", was, is)}
	}
	for _, x := range shifts {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: page.PlaceName(x.Municipality)}, {Text: page.Word(s.Lang, "income", x.Income)},
			{Text: insats.StageWord(s.Lang, x.Stage)}, {Text: insats.Part{AgeFrom: x.AgeFrom, AgeTo: x.AgeTo}.Ages(s.Lang)},
			step(x.Certain, x.CertainThen), step(x.Possible, x.PossibleThen)}})
	}
	return t
}

// mostBest is how many of the best changes are told of.
const mostBest = 10

// best tries every single change, and tells of the first ten with what they would
// open.
func (s sight) best(a gapsAsk, g *insats.Grid) (all []best, note string) {
	type question struct{ asked string }
	found := record.Once(s.View, question{fmt.Sprint(a.towns, a.income, a.stage, a.certain, a.reach)}, func() []insats.Tried {
		return g.Top(statistics.Weigher(s.View), mostBest)
	})
	for _, t := range found {
		all = append(all, s.oneBest(a, g, t.Change))
	}
	return all, s.T("gaps.best.note")
}

func (s sight) oneBest(a gapsAsk, g *insats.Grid, c insats.Change) best {
	opens, _ := a.gapsOf(g.Try(c))
	b := best{Link: web.Link{Href: a.address(tryPath, changePairs(c)...), Text: s.changeText(c)}, Opens: s.T("gaps.tried.opens", countGaps(opens))}
	people, known := 0.0, false
	for _, p := range opens {
		b.Why = append(b.Why, s.openLine(p))
		for _, code := range p.Municipalities {
			for _, income := range p.Incomes {
				if n, is := s.people(code, income); is {
					people, known = people+n, true
				}
			}
		}
	}
	if known {
		b.People = s.T("gaps.best.people", int(people+0.5))
	}
	return b
}

// changePairs are the names and values that ask for a change.
func changePairs(c insats.Change) []string {
	pairs := []string{askInsats, c.Insats, askChange, changeWords[c.Kind]}
	switch c.Kind {
	case insats.ChangeAgeMax, insats.ChangeAgeMin:
		return append(pairs, askToAge, strconv.Itoa(c.Age))
	case insats.ChangeIncome:
		return append(pairs, askToIncome, c.Word)
	case insats.ChangeMunicipality:
		return append(pairs, askToTown, c.Word)
	}
	return pairs
}
