package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/place"
	"samkarta/internal/platform/db/dbtest"
)

// country is a document as large as the whole of Sweden would make: in each of
// the 290 municipalities ten units, thirty forums, twenty contact paths, thirty
// relations and sixty statements.
func country() []byte {
	type object = map[string]any
	lists := map[string][]object{
		"parties": {{"id": "af", "name": "Arbetsförmedlingen", "kind": "employment_service"}, {"id": "fk", "name": "Försäkringskassan", "kind": "social_insurance"}},
	}
	add := func(list string, x object) { lists[list] = append(lists[list], x) }
	for _, m := range place.All() {
		town := "k" + m.Code
		add("parties", object{"id": town, "name": m.Name, "kind": "municipality", "municipality": m.Code})
		unit := func(i int) string { return fmt.Sprintf("%s/enhet-%d", town, i%10) }
		for i := range 10 {
			add("units", object{"id": unit(i), "party": town, "name": fmt.Sprintf("Enhet %d", i), "kind": "youth", "municipality": m.Code, "age_min": 16, "age_max": 24})
		}
		for i := range 30 {
			add("forums", object{"id": fmt.Sprintf("%s/forum-%d", town, i), "name": fmt.Sprintf("Forum %d i %s", i, m.Short), "kind": "network", "level": "operational",
				"participants": []object{{"actor": unit(i)}, {"actor": unit(i + 1)}, {"actor": unit(i + 2)}, {"actor": "af"}, {"actor": "fk"}}})
			add("relations", object{"from": unit(i), "to": []string{"af", "fk", town}[i/10], "municipality": m.Code, "intensity": "much"})
		}
		for i := range 20 {
			add("contact_paths", object{"from": unit(i), "into": []string{"af", "fk"}[i/10], "municipality": m.Code, "via": "mailbox"})
		}
		for i := range 60 {
			add("statements", object{"id": fmt.Sprintf("%s/s-%d", town, i), "about": []string{unit(i)}, "by": unit(i + 1), "kind": "obstacle", "factor": "resources", "text": "Det saknas resurser."})
		}
	}
	doc := object{"format": "samkarta/1", "source": object{"id": "riket", "title": "Riket", "date": "2019", "kind": "mapping"}}
	for name, list := range lists {
		doc[name] = list
	}
	data, err := json.Marshal(doc)
	if err != nil {
		panic(err)
	}
	return data
}

// BenchmarkQuestions asks the questions of a country of full size.
func BenchmarkQuestions(b *testing.B) {
	w := newWorld(b, dbtest.SQLite)
	_, err := exchange.Import(context.Background(), w.records, access.System("test"), []exchange.File{exchange.Bytes("riket.json", country())}, exchange.Options{})
	if err != nil {
		b.Fatal(err)
	}
	w.ask(get("/search?q=forum")) // so that the words are in the index
	for _, path := range []string{"/forums", "/forums?municipality=0604", "/forums?actor=k0604", "/forums?parties=k0604,af,fk", "/forums?parties=municipality,employment_service",
		"/forums?age=35", "/units?municipality=0604", "/units?actor=k0604", "/contact_paths?from=k0604&into=af", "/contact_paths?municipality=0604", "/relations?actor=fk",
		"/statements?about=k0604", "/statements?municipality=0604", "/path?from=k0604&into=af", "/search?q=forum+aneby", "/forums/k0604/forum-1"} {
		b.Run(path[1:], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if rec := w.ask(get(path)); rec.Code != 200 {
					b.Fatalf("%s: %d %s", path, rec.Code, rec.Body)
				}
			}
		})
	}
}
