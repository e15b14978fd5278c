package insight

import (
	"testing"

	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// Insatser come and go as other facts do: where they are told of, which is at
// home with who gives them where they name no municipality.
func TestInsatserComeAndGo(t *testing.T) {
	h := newHistory(t)
	h.tell("2017", map[string][]thing{"insatser": {
		{"id": "hemma", "name": "Hemma", "provider": "k", "stage": "social", "places": 8},
		{"id": "slut", "name": "Slut", "municipality": "0604", "stage": "social", "ends": "2018-03-31", "status": "ended"},
		{"id": "borta", "name": "Borta", "municipality": "0604", "stage": "social", "status": "ended"},
		{"id": "annan", "name": "Annanstans", "municipality": "1281", "stage": "social"}}})
	h.tell("2019-01", map[string][]thing{"insatser": {{"id": "ny", "name": "Ny", "municipality": "0604", "stage": "social", "starts": "2018-09"},
		{"id": "ny-annan", "name": "Ny annanstans", "municipality": "1281", "stage": "social"}}})
	h.now = onDay("2020-06-01")
	h.change(record.Key{Kind: insats.Insatser.Name, ID: "hemma"}, record.Tree{"provider": "k", "name": "Hemma", "purpose": "annat"})

	for _, q := range []DiffQuestion{{Scope: Scope{Association: "f"}}, {Scope: Scope{Municipality: "0604"}}} {
		d := h.on("").Diff(h.on("2017"), q)
		expect(t, "came", passed(d.Came), "ny began 2018-09")
		expect(t, "went", passed(d.Went), "slut ended 2018-03-31")
		if len(d.Changed) != 1 || d.Changed[0].ID != "hemma" {
			t.Errorf("changed: %+v", d.Changed)
		}
		if len(d.Undated) != 1 || d.Undated[0].ID != "borta" {
			t.Errorf("%v are ended without a day", d.Undated)
		}
	}
	chosen := map[record.Key]bool{{Kind: insats.Insatser.Name, ID: "ny"}: true, {Kind: insats.Insatser.Name, ID: "ny-annan"}: true}
	expect(t, "came of those chosen", passed(h.on("").DiffOf(h.on("2017"), chosen).Came), "ny began 2018-09", "ny-annan told 2019-01")
}

// An insats is a fact that can still be so or not, and who gives it is asked.
func TestFreshnessOfInsatser(t *testing.T) {
	h := newHistory(t)
	h.tell("2017", map[string][]thing{"insatser": {
		{"id": "hemma", "name": "Hemma", "provider": "k", "partners": []string{"af"}, "stage": "social"},
		{"id": "slut", "name": "Slut", "provider": "k", "stage": "social", "status": "ended"},
		{"id": "annan", "name": "Annanstans", "municipality": "1281", "stage": "social"}}})
	x := h.on("")
	a := x.Freshness(Scope{Municipality: "0604"})
	if a.Facts != 1 || a.Bands[2].Count != 1 || len(a.Ask) != 1 || a.Ask[0].Actor != "k" || a.Ask[0].Facts[0].ID != "hemma" {
		t.Errorf("%+v", a)
	}
	if of := x.FreshnessOf(insats.Insatser.All(x.v)); of.Facts != 3 || of.Bands[2].Count != 3 {
		t.Errorf("of chosen ones: %+v", of)
	}
}
