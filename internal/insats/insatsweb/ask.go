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
)

// The names of what only the list of insatser can be asked for.
const (
	askIncome = "inkomst" // word of income
	askStage  = "steg"    // word of insats_stage, or insats.UnknownStage
	askStatus = "status"  // word of insats_status, or anyStatus
	askRoom   = "plats"   // word of availability, or one of insats.HasPlace and insats.UnknownState
)

// anyStatus asks for ended insatser too, which are left out otherwise.
const anyStatus = "alla"

// ask is which insatser are asked for; what is empty asks for all.
type ask struct {
	in                          *web.Input
	words                       []string
	person                      insats.Person // what the list is narrowed to, not anybody: no name, nothing kept
	stage, status, party, actor string
	room                        string
	within                      []string // the actor and all that is within it
	err                         error    // the age is none
}

func readAsk(s sight, r *http.Request) ask {
	in := web.QueryInput(r)
	a := ask{in: in, words: strings.Fields(strings.ToLower(in.Get(page.AskText))), stage: in.Get(askStage), status: in.Get(askStatus),
		party: in.Get(page.AskParty), actor: in.Get(page.AskActor), room: in.Get(askRoom)}
	a.person.Municipality = place.CodeOf(in.Get(page.AskMunicipality))
	in.Set(page.AskMunicipality, a.person.Municipality)
	a.person.Age = in.Int(page.AskAge, 0, 120)
	if income := in.Get(askIncome); income != "" {
		a.person.Incomes = []string{income}
	}
	if a.actor != "" {
		a.within = append(party.Within(s.View, a.actor), a.actor)
	}
	a.err = in.Err()
	return a
}

// find gives the insatser that were asked for, in the order of their names.
func (a ask) find(s sight) []*insats.Insats {
	return slices.DeleteFunc(insats.Insatser.All(s.View), func(x *insats.Insats) bool {
		return !a.hasStanding(x) || !a.hasWords(x) || !a.isGivenBy(s, x) || insats.Judge(x, a.person).Value == insats.No
	})
}

func (a ask) hasStanding(x *insats.Insats) bool {
	if a.stage != "" && x.KnownStage() != a.stage || a.room != "" && !x.IsAvailable(a.room) {
		return false
	}
	switch a.status {
	case "":
		return !x.HasEnded()
	case anyStatus:
		return true
	}
	return x.Status == a.status
}

func (a ask) hasWords(x *insats.Insats) bool {
	if len(a.words) == 0 {
		return true
	}
	said := strings.ToLower(x.Name + " " + strings.Join(x.Methods, " "))
	return !slices.ContainsFunc(a.words, func(w string) bool { return !strings.Contains(said, w) })
}

// isGivenBy goes by who gives an insats, for a party or a kind of party, and by
// who takes part in giving it too, for an actor.
func (a ask) isGivenBy(s sight, x *insats.Insats) bool {
	if a.actor != "" && !slices.ContainsFunc(append([]string{x.Provider}, x.Partners...), func(id string) bool { return slices.Contains(a.within, id) }) {
		return false
	}
	if a.party == "" {
		return true
	}
	who, known := party.FindActor(s.View, x.Provider)
	return known && (who.PartyID() == a.party || who.Type() == a.party)
}

func (a ask) form(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action = true, "/insatser"
	f.Text(page.AskText, "insatsweb.ask.name")
	f.Select(page.AskMunicipality, "insatsweb.ask.municipality", page.PlaceChoices(s.named().places, a.person.Municipality))
	f.Number(page.AskAge, "insatsweb.ask.age")
	f.Select(askIncome, "insatsweb.ask.income", page.Options(s.Lang, "income"))
	f.Select(askStage, "insatsweb.ask.stage", append(page.Options(s.Lang, "insats_stage"), web.Option{Value: insats.UnknownStage, Text: s.T("page.unknown")}))
	f.Select(askRoom, "insatsweb.room", s.roomOptions())
	f.Select(page.AskParty, "insatsweb.ask.party", page.PartyChoices(s.View, s.Lang, s.named().kinds, s.named().parties))
	f.Select(askStatus, "insatsweb.ask.status", append(page.Options(s.Lang, "insats_status"), web.Option{Value: anyStatus, Text: s.T("insatsweb.ask.any_status")})).Choosing("insatsweb.ask.without_ended")
	for _, name := range []string{page.AskActor, page.AskOrder} {
		if value := a.in.Get(name); value != "" {
			f.Keep(name, value)
		}
	}
	if page.Narrows(a.in) {
		f.Cancel = "/insatser"
	}
	return f.Fail(a.err)
}

// named is what the insatser of a map name: what one may choose among.
type named struct{ places, kinds, parties map[string]bool }

func (s sight) named() named {
	type question struct{}
	return record.Once(s.View, question{}, func() named {
		n := named{map[string]bool{}, map[string]bool{}, map[string]bool{}}
		for _, x := range insats.Insatser.All(s.View) {
			for _, code := range x.Towns() {
				n.places[code] = true
			}
			if who, ok := party.FindActor(s.View, x.Provider); ok {
				n.kinds[who.Type()], n.parties[who.PartyID()] = true, true
			}
		}
		return n
	})
}
