package contact_test

import (
	"fmt"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/place"
	"samkarta/internal/record"
)

// country is a made-up map of full size: 290 municipalities with fifty units
// each, the authorities with offices everywhere, 7,000 forums, 20,000 ways and
// 20,000 relations. Everything is spread evenly: who sits with whom does not
// matter for how long a question takes.
func country(b *testing.B) *record.View {
	b.Helper()
	w := newWorld(b)
	parties := []thing{
		{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen"},
		{"id": "fk", "kind": "social_insurance", "name": "Försäkringskassan"}}
	for _, r := range place.Regions() {
		parties = append(parties, thing{"id": "r" + r.Code, "kind": "region", "name": r.Name, "region": r.Code})
	}
	lists := map[string][]thing{}
	for i, m := range place.All() {
		parties = append(parties, thing{"id": "k" + m.Code, "kind": "municipality", "name": m.Name, "municipality": m.Code, "region": m.Region})
		addTown(lists, i, m)
	}
	lists["parties"] = parties
	w.add(lists)
	return w.view()
}

func addTown(lists map[string][]thing, n int, m place.Municipality) {
	unit := func(party string, i int) string {
		id := fmt.Sprintf("%s/%s-%d", party, m.Code, i)
		lists["units"] = append(lists["units"], thing{"id": id, "party": party, "name": fmt.Sprintf("%s enhet %d", m.Short, i),
			"municipality": m.Code, "kind": record.Vocabulary("unit_kind")[i%20]})
		return id
	}
	var own, state []string
	for i := range 48 {
		own = append(own, unit("k"+m.Code, i))
	}
	for i := range 3 {
		state = append(state, unit("af", i), unit("fk", i), unit("r"+m.Region, i), unit("r"+m.Region, i+10))
	}
	for i := range 24 {
		seats := []thing{{"actor": own[i*2]}, {"actor": own[(i*2+5)%48]}, {"actor": state[i%12]}, {"actor": state[(i*5+1)%12]}}
		if i%3 == 0 {
			seats = append(seats, thing{"actor": "af"}, thing{"actor": "fk"})
		}
		lists["forums"] = append(lists["forums"], thing{"id": fmt.Sprintf("%s/forum-%d", m.Code, i), "name": fmt.Sprintf("Forum %d %s", i, m.Short),
			"municipalities": []string{m.Code}, "participants": seats, "level": "operational", "frequency": thing{"times_min": 1, "times_max": 1, "per": "month"}})
	}
	for i := range 69 {
		from, into := own[i%48], state[(i*7)%12]
		if i%2 == 0 {
			from, into = into, from
		}
		lists["contact_paths"] = append(lists["contact_paths"], thing{"from": from, "into": into, "via": vias[i%len(vias)], "ease": ease[i%5], "municipality": m.Code})
		lists["relations"] = append(lists["relations"], thing{"from": from, "to": into, "ease": ease[i%5], "level": record.Vocabulary("level")[(i/48+n)%4], "municipality": m.Code})
	}
	for _, to := range []string{"af", "fk"} {
		lists["contact_paths"] = append(lists["contact_paths"], thing{"from": "k" + m.Code, "into": to, "via": "mailbox", "municipality": m.Code})
	}
}

func BenchmarkWaysInOfTheCountry(b *testing.B) {
	v := country(b)
	for _, q := range []contact.Question{
		{From: "k0604/0604-0", Into: "af"}, {From: "af", Into: "k0604"}, {From: "k0604/0604-0", Into: "psychiatry"},
		{From: "af", Into: "fk", Municipality: "0604"}, {From: "af", Into: "fk"}, {From: "municipality", Into: "region"},
	} {
		b.Run(q.From+" into "+q.Into+" "+q.Municipality, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = len(contact.WaysIn(v, q).Ways)
			}
			b.ReportMetric(float64(n), "ways")
		})
	}
	b.Run("matrix of all", func(b *testing.B) {
		for b.Loop() {
			ends := []string{}
			for _, m := range contact.Meeters(v, nil)[:20] {
				ends = append(ends, m.ID)
			}
			contact.NewGrid(v, ends, ends, nil)
		}
	})
	b.Run("matrix of a municipality", func(b *testing.B) {
		for b.Loop() {
			contact.NewGrid(v, []string{"k0604", "af", "fk", "r06"}, []string{"k0604", "af", "fk", "r06"}, []string{"0604"})
		}
	})
	b.Run("between two", func(b *testing.B) {
		for b.Loop() {
			contact.Between(v, "k0604", "af", []string{"0604"})
		}
	})
}

func BenchmarkWaysIn(b *testing.B) {
	v := demo(b)
	b.ReportAllocs()
	for b.Loop() {
		contact.WaysIn(v, contact.Question{From: "aneby/ame", Into: "fk"})
	}
}
