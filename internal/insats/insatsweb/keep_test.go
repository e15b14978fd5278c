package insatsweb_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/insats"
	"samkarta/internal/insats/insatsweb"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

const hog = "hoglandets-samordningsforbund"

// tried are insatser with examples and places, kept by the developer's association.
const tried = `{"format": "samkarta/1", "kept_by": "hoglandets-samordningsforbund", "source": {"id": "tried", "title": "Prövade", "date": "2019-04-01", "kind": "catalogue"},
	"contact_paths": [{"from": "af", "into": "aneby/ame", "via": "mailbox", "function": "mottagningen", "channels": [{"kind": "mail", "value": "ame@example.se"}]}],
	"insatser": [
		{"id": "tried/odd", "name": "Prova på", "provider": "aneby/ame", "municipality": "0604", "stage": "preparatory", "status": "running", "purpose": "Att komma i gång i lugn takt.",
		 "places": 8, "availability": {"state": "few", "on": "2019-01-15"},
		 "eligibility": [{"municipalities": ["0604"], "age_min": 18, "age_max": 29, "referral_any": ["self", "school"]}],
		 "examples": [{"description": "19 år, hemma sedan två år", "municipality": "0604", "age": 19, "referral": ["self"], "answer": "yes"},
			{"description": "40 år, söker själv", "municipality": "0604", "age": 40, "incomes": [], "answer": "yes"}]},
		{"id": "tried/new", "name": "Nyss begynt", "status": "starting", "eligibility": [{"referral_any": ["self"]}]},
		{"id": "tried/work", "name": "Struktur", "stage": "structural", "municipality": "0604"}]}`

// Those who keep the catalogue up see which answers are not what is expected;
// others see only the examples that show what is meant.
func TestExamplesAreShown(t *testing.T) {
	s := newSite(t, tried)
	p := s.Show("/insatser/tried/odd").Whole().Has(".people", "19 år, hemma sedan två år", "Aneby; 19 år", "passar")
	p.HasNot("main", "40 år").HasNot("main", "Väntat svar").HasNot("#beskriven").HasNot(".room")
	s.Actor = developer()
	p = s.Show("/insatser/tried/odd").Whole()
	p.Has(".people", "40 år, söker själv", "inkomster: inget", "passar inte", "Väntat svar: passar", "Är för åldern 18–29 år.")
	p.Has("main .ds-alert", "1 exempelperson får ett annat svar")
}

// What is missing is said with what to do about it, to those who can.
func TestQualityIsShown(t *testing.T) {
	s := newSite(t, tried, few)
	s.Actor = developer()
	p := s.Show("/insatser/tried/odd").Has("#beskriven").Has(".checklist", "Det finns en väg in med kontaktuppgift.", "Det står inte vad insatsen har lett till.", "Skriv ett resultat")
	if got := p.Values(".checklist a", "href"); !slices.Equal(got, []string{"/andra/insats/tried/odd#f-results-add"}) {
		t.Errorf("what is missing is mended at %v", got)
	}
	s.Show("/insatser/tried/new").HasNot(".checklist", "Resultat")
	s.Show("/insatser/tried/work").HasNot(".checklist", "Målgrupp").HasNot("main", "Finns det plats?")
	first := s.Show("/insatser?q=&ordna=beskriven").Texts("tbody td:nth-of-type(6)")
	if len(first) == 0 || !strings.Contains(first[0], " av ") {
		t.Errorf("the list says of how they are described %v", first)
	}
	s.Actor = access.Public()
	s.Show("/insatser?ordna=beskriven").HasNot("thead", "Beskriven")
}

// Places are shown with their day, and can be asked for.
func TestPlacesAreShownAndAskedFor(t *testing.T) {
	s := newSite(t, tried, few)
	s.Show("/insatser/tried/odd").Has(".brief", "Få lediga platser", "15 januari 2019", "för 4 månader sedan", "Det kan ha ändrats")
	s.Show("/insatser?q=prova+på").Has("tbody th", "få lediga platser", "15 januari 2019")
	for query, there := range map[string]bool{"plats=few": true, "plats=place": true, "plats=free": false, "plats=unknown": false, "plats=closed": false} {
		if got := slices.Contains(s.Show("/insatser?q=prova&"+query).Texts("tbody th a"), "Prova på"); got != there {
			t.Errorf("%s: it is there: %v", query, got)
		}
	}
}

// Whether there is a place is said in one step, by those who may, on both
// databases; and nothing else of the insats is touched.
func TestPlacesAreSaidInOneStep(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := pagetest.Over(t, d)
		s.Import(`{"format": "samkarta/1", "kept_by": "hoglandets-samordningsforbund", "source": {"id": "base", "title": "B", "date": "2019-01-01", "kind": "mapping"},
			"associations": [{"id": "hoglandets-samordningsforbund", "name": "Höglandet"}], "parties": [{"id": "af", "name": "Arbetsförmedlingen", "kind": "employment_service"}, {"id": "aneby", "name": "Aneby kommun", "kind": "municipality", "municipality": "0604"}],
			"units": [{"id": "aneby/ame", "name": "AME", "party": "aneby", "kind": "labour_market"}]}`, tried)
		s.Serve(insatsweb.Files(), &insatsweb.Pages{Desk: s.Desk})
		s.Actor = developer()
		at := "/plats/tried/odd"
		form := s.Show("/insatser/tried/odd").Form()
		x := func() *insats.Insats { return insats.Insatser.Find(s.View(access.System("test")), "tried/odd") }
		for name, c := range map[string]struct {
			typed []string
			says  string
		}{
			"no state":       {[]string{"state", ""}, "#f-state-error"},
			"a word outside": {[]string{"state", "full"}, "#f-state-error"},
			"no day":         {[]string{"on", ""}, "#f-on-error"},
			"no such day":    {[]string{"on", "2019-02-31"}, "#f-on-error"},
			"a day to come":  {[]string{"on", "2040-01-01"}, "#f-on-error"},
		} {
			s.Post(at, pagetest.With(form, c.typed...)).Is(http.StatusUnprocessableEntity).Has(c.says)
			if x().Availability.State != "few" {
				t.Fatalf("%s: it was stored", name)
			}
		}
		s.Post(at, pagetest.With(form, "state", "closed", "on", "2019-05-03")).LeadsTo("/insatser/tried/odd")
		if got := x(); *got.Availability != (insats.Availability{State: "closed", On: "2019-05-03"}) || len(got.Examples) != 2 || got.Examples[1].Incomes == nil || *got.Places != 8 {
			t.Errorf("it says %+v", got)
		}
		s.Post(at, pagetest.With(form, "state", "free")).Is(http.StatusConflict)
		s.Actor = access.Public()
		s.Post(at, form).Is(http.StatusForbidden)
		if x().Availability.State != "closed" {
			t.Error("somebody who may not has changed it")
		}
	})
}

func TestCards(t *testing.T) {
	s := newSite(t, tried, few)
	p := s.Show("/insatser-kort?insats=tried/odd").Whole().Count(1, ".deckcard")
	p.Has(".deckcard", "Prova på", "18–29 år", "Att komma i gång", "Du kan söka själv eller få remiss från skolan.", "Mottagningen: ame@example.se", "Få lediga platser, 15 januari 2019", "april 2019", "Prövade")
	deck := s.Show("/insatser-kort?kommun=1285").Whole()
	names := deck.Texts(".deckcard__name")
	if len(names) < 10 || len(deck.All(".deck__sheet")) != (len(names)+3)/4 {
		t.Errorf("%d cards stand on %d sheets", len(names), len(deck.All(".deck__sheet")))
	}
	if more := s.Show("/insatser-kort?kommun=Eslöv&andra=1").Texts(".deckcard__name"); len(more) <= len(names) {
		t.Errorf("with those that are bound to no municipality there are %d, without %d", len(more), len(names))
	}
	if n := len(s.Show("/insatser-kort?forbund=" + hog).Texts(".deckcard")); n == 0 {
		t.Error("an association has no cards")
	}
	s.Show("/insatser-kort").Whole().Has(".empty", "Välj vems kort").HasNot(".deckcard")
	s.Show("/insatser-kort?kommun=2584&lang=en").Whole().Has(".empty", "Kiruna")
	s.Show("/insatser-kort?insats=tried/work").Has(".deckcard", "Struktur")
}

// What an association does not publish is not there for the public: not its page,
// not its card, not in the list.
func TestUnpublishedIsNotThere(t *testing.T) {
	s := newSite(t, tried)
	pagetest.Must(t, s.Records.Publish(context.Background(), developer(), hog, map[string]bool{"insats": false}))
	s.Get("/insatser/tried/odd").Is(http.StatusNotFound)
	s.Show("/insatser?q=prova").HasNot("tbody th", "Prova på")
	s.Show("/insatser-kort?insats=tried/odd").HasNot(".deckcard")
	s.Show("/insatser-kort?kommun=0604").HasNot(".deckcard", "Prova på")
	s.Actor = developer()
	s.Show("/insatser/tried/odd")
}

// The public reads what is known and not what is missing.
func TestThePublicPageIsPlain(t *testing.T) {
	s := newSite(t, few, tried)
	s.Show("/insatser/tried/odd").Has("main", "Du kan söka själv eller få remiss från skolan.").HasNot("section[aria-labelledby=fakta]", "Lagstöd")
	for who, said := range map[string]string{"few/bare": "Det är inte känt hur man kommer in.", "tried/new": "Du kan söka själv.", "few/full": "Det kan behövas remiss från skolan eller psykiatrin"} {
		s.Show("/insatser/"+who).Has("main", said)
	}
}
