package insatsweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// The addresses of the pages of gaps.
const (
	gapsPath = "/luckor"
	tryPath  = "/luckor/prova"
)

// The names of what the pages of gaps can be asked for besides.
const (
	askCount = "rakna"    // what is counted: countCertain or countPossible
	askReach = "rackvidd" // one of reachWords
)

// The words of what is counted.
const (
	countCertain  = "sakert"
	countPossible = "kanske"
)

// reachWords are the words in addresses for how far an insats is taken to reach.
var reachWords = map[string]string{insats.ReachHome: "hemma", insats.ReachNamed: "namnda", insats.ReachOpen: "ordagrant"}

// gapsAsk is which part of the grid is asked for, and how it is counted.
type gapsAsk struct {
	in            *web.Input
	towns         []string
	income, stage string // "": each
	incomes       []string
	stages        []string // where none is asked for, all that there is a word for
	certain       bool
	reach         string
}

func readGapsAsk(s sight, r *http.Request) gapsAsk {
	a := gapsAsk{in: web.QueryInput(r)}
	a.readTowns(s)
	a.income = a.in.OneOf(askIncome, record.Vocabulary("income")...)
	a.stage = a.in.OneOf(askStage, insats.Stages()...)
	a.incomes, a.stages = record.Vocabulary("income"), slices.DeleteFunc(insats.Stages(), isUnknownStage)
	if a.income != "" {
		a.incomes = []string{a.income}
	}
	if a.stage != "" {
		a.stages = []string{a.stage}
	}
	if a.in.Get(askCount) == "" {
		a.in.Set(askCount, countCertain)
	}
	a.certain = a.in.OneOf(askCount, countCertain, countPossible) != countPossible
	a.reach = insats.ReachHome
	for reach, word := range reachWords {
		if a.in.Get(askReach) == word {
			a.reach = reach
		}
	}
	a.in.Set(askReach, reachWords[a.reach])
	return a
}

func isUnknownStage(stage string) bool { return stage == insats.UnknownStage }

// readTowns reads the municipalities, by code or by name, and those of an
// association.
func (a *gapsAsk) readTowns(s sight) {
	var said []string
	for _, typed := range strings.Split(strings.Join(a.in.All(page.AskMunicipality), ","), ",") {
		if typed = strings.TrimSpace(typed); typed == "" {
			continue
		}
		said = append(said, typed)
		if m, ok := place.ByName(typed); !ok {
			a.in.Fail(page.AskMunicipality, "gaps.no_place", typed)
		} else if said[len(said)-1] = m.Short; !slices.Contains(a.towns, m.Code) {
			a.towns = append(a.towns, m.Code)
		}
	}
	a.in.Set(page.AskMunicipality, strings.Join(said, ", "))
	id := a.in.Get(page.AskAssociation)
	if id == "" {
		return
	}
	of := party.Associations.Find(s.View, id)
	if of == nil {
		a.in.Fail(page.AskAssociation, "gaps.no_association", id)
		return
	}
	for _, code := range of.Municipalities {
		if !slices.Contains(a.towns, code) {
			a.towns = append(a.towns, code)
		}
	}
}

func (a gapsAsk) ask(s sight) insats.Ask {
	return insats.Ask{Municipalities: a.towns, Incomes: a.incomes, Stages: a.stages, Certain: a.certain,
		PartyOf: func(x *insats.Insats) string { return party.PartyOf(s.View, x.Provider) }, Tries: a.isWithinCounty}
}

func (a gapsAsk) isWithinCounty(x *insats.Insats) bool { return x.IsWithinCounty(a.towns) }

func (a gapsAsk) grid(s sight) *insats.Grid {
	return insats.IndexWithin(s.View, a.reach).Grid(a.ask(s))
}

// address is the address of a page that asks for the same, with pairs of name and
// value besides.
func (a gapsAsk) address(path string, pairs ...string) string {
	all := []string{page.AskMunicipality, strings.Join(a.towns, ","), askIncome, a.income, askStage, a.stage}
	if !a.certain {
		all = append(all, askCount, countPossible)
	}
	if a.reach != insats.ReachHome {
		all = append(all, askReach, reachWords[a.reach])
	}
	return page.Address(path, append(all, pairs...)...)
}

func (a gapsAsk) form(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, gapsPath
	f.Submit = s.T("gaps.show")
	f.Text(page.AskMunicipality, "gaps.ask.municipalities").Help("gaps.ask.municipalities.hint")
	var associations []web.Option
	for _, x := range party.Associations.All(s.View) {
		associations = append(associations, web.Option{Value: x.ID, Text: x.Name})
	}
	f.Select(page.AskAssociation, "gaps.ask.association", associations).Choosing("gaps.ask.no_association")
	f.Select(askIncome, "gaps.ask.income", page.Options(s.Lang, "income")).Choosing("gaps.ask.all_incomes")
	f.Select(askStage, "gaps.ask.stage", s.stageOptions()).Choosing("gaps.ask.all_stages")
	f.Select(askCount, "gaps.ask.count", web.OptionsOf(s.Lang, "gaps.count.", countCertain, countPossible)).AlwaysOne()
	var reaches []web.Option
	for _, reach := range insats.Reaches() {
		reaches = append(reaches, web.Option{Value: reachWords[reach], Text: s.T("gaps.reach." + reach)})
	}
	f.Select(askReach, "gaps.ask.reach", reaches).AlwaysOne()
	return f.Fail(a.in.Err())
}

func (s sight) stageOptions() []web.Option {
	var all []web.Option
	for _, stage := range insats.Stages() {
		all = append(all, web.Option{Value: stage, Text: page.UpperFirst(insats.StageWord(s.Lang, stage))})
	}
	return all
}

// people tells how many people have an income in a municipality, as far as
// anybody says so.
func (s sight) people(municipality, income string) (float64, bool) {
	c, known := statistics.People(s.View, municipality, income)
	return c.People, known
}
