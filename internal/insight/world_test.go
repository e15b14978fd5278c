package insight

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/place"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/record"
)

// world is a map that a test can add to.
type world struct {
	t       testing.TB
	records *record.Service
	docs    int
}

func newWorld(t testing.TB) *world {
	t.Helper()
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return demo.Day }))
	return &world{t: t, records: record.New(d, exchange.Kinds())}
}

// thing is one record of a document.
type thing map[string]any

// add imports one document, kept by an association or by nobody.
func (w *world) add(keptBy string, lists map[string][]thing) {
	w.t.Helper()
	w.docs++
	w.addFrom(keptBy, thing{"id": fmt.Sprintf("doc-%d", w.docs), "title": fmt.Sprintf("Dokument %d", w.docs), "date": "2019-05-01", "kind": "mapping"}, lists)
}

// addFrom imports one document of a source.
func (w *world) addFrom(keptBy string, source thing, lists map[string][]thing) {
	w.t.Helper()
	doc := map[string]any{"format": exchange.Format, "source": source}
	if keptBy != "" {
		doc["kept_by"] = keptBy
	}
	for list, things := range lists {
		doc[list] = things
	}
	data, err := json.Marshal(doc)
	if err != nil {
		w.t.Fatal(err)
	}
	file := exchange.Bytes(fmt.Sprintf("doc-%d.json", w.docs), data)
	if _, err := exchange.Import(context.Background(), w.records, access.System("test"), []exchange.File{file}, exchange.Options{}); err != nil {
		w.t.Fatalf("import: %.800s", fmt.Sprintf("%#v", err))
	}
}

func (w *world) viewAs(actor access.Actor) *record.View {
	w.t.Helper()
	v, err := w.records.View(context.Background(), actor, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

func (w *world) index() *Index {
	w.t.Helper()
	return NewIndex(w.viewAs(access.Public()))
}

// shared keeps a map that many tests read, made once.
type shared struct {
	once sync.Once
	view *record.View
}

func (s *shared) index(t testing.TB, fill func(w *world)) *Index {
	t.Helper()
	s.once.Do(func() {
		w := newWorld(t)
		fill(w)
		s.view = w.viewAs(access.Public())
	})
	if s.view == nil {
		t.Fatal("the map could not be made; another test says why")
	}
	return NewIndex(s.view)
}

var demoMap, randomMap shared

// demoIndex is the map of the demonstration.
func demoIndex(t testing.TB) *Index {
	t.Helper()
	return demoMap.index(t, func(w *world) {
		if _, err := demo.Load(context.Background(), w.records); err != nil {
			w.t.Fatal(err)
		}
	})
}

// randomMaps is how many small random maps there are; each lies in a
// municipality of its own, with an association of its own.
const randomMaps = 40

// randomIndex is the random maps side by side, with the authorities they share.
func randomIndex(t testing.TB) *Index {
	t.Helper()
	return randomMap.index(t, func(w *world) {
		w.add("", map[string][]thing{"parties": {
			{"id": "af", "kind": "employment_service", "name": "Arbetsförmedlingen", "short_name": "AF"},
			{"id": "fk", "kind": "social_insurance", "name": "Försäkringskassan", "short_name": "FK"},
			{"id": "polisen", "kind": "police", "name": "Polisen"},
		}})
		for i, code := range randomCodes() {
			addRandomMap(w, rand.New(rand.NewPCG(uint64(i), 11)), code)
		}
	})
}

// randomCodes are the municipalities of the random maps.
func randomCodes() []string {
	var codes []string
	for _, m := range place.All()[:randomMaps] {
		codes = append(codes, m.Code)
	}
	return codes
}

func randomScopes() []Scope {
	var scopes []Scope
	for _, code := range randomCodes() {
		scopes = append(scopes, Scope{Municipality: code}, Scope{Association: "forbund-" + code})
	}
	return append(scopes, Scope{})
}

// dice makes the parts of a random map.
type dice struct {
	*rand.Rand
	code   string
	actors []string
	groups []string
}

func addRandomMap(w *world, r *rand.Rand, code string) {
	d := &dice{Rand: r, code: code}
	kommun, region, forbund := "kommun-"+code, "region-"+code, "forbund-"+code
	d.actors = []string{"af", "fk", "polisen", kommun, region}
	var units []thing
	for i := range 3 + r.IntN(6) {
		u := d.unit(fmt.Sprintf("enhet-%s-%d", code, i), []string{"af", "fk", kommun, region}, units)
		units = append(units, u)
		d.actors = append(d.actors, u["id"].(string))
	}
	var groups []thing
	for i := range 3 {
		g := thing{"id": fmt.Sprintf("grupp-%s-%d", code, i), "name": "Grupp"}
		d.ages(g)
		groups = append(groups, g)
		d.groups = append(d.groups, g["id"].(string))
	}
	for _, u := range units {
		if r.IntN(4) == 0 {
			u["colocated_with"] = []thing{{"actor": d.one(d.actors)}}
		}
	}
	w.add("", map[string][]thing{"associations": {{"id": forbund, "name": "Förbundet " + code, "municipalities": []string{code}}},
		"parties": {{"id": kommun, "kind": "municipality", "name": "Kommun " + code, "municipality": code},
			{"id": region, "kind": "region", "name": "Region " + code, "region": code[:2]}}})
	w.add(forbund, map[string][]thing{"units": units, "target_groups": groups, "forums": d.forums(),
		"relations": d.relations(), "contact_paths": d.paths()})
}

func (d *dice) one(all []string) string { return all[d.IntN(len(all))] }

// maybe gives one of the words, or now and then none.
func (d *dice) maybe(t thing, field string, words ...string) {
	if d.IntN(4) > 0 {
		t[field] = d.one(words)
	}
}

func (d *dice) ages(t thing) {
	low := d.IntN(60)
	if d.IntN(2) == 0 {
		t["age_min"] = low
	}
	if d.IntN(2) == 0 {
		t["age_max"] = low + d.IntN(30)
	}
}

func (d *dice) unit(id string, parties []string, before []thing) thing {
	u := thing{"id": id, "name": "Enhet " + id, "party": d.one(parties), "municipality": d.code}
	if len(before) > 0 && d.IntN(3) == 0 {
		above := before[d.IntN(len(before))]
		u["part_of"], u["party"] = above["id"], above["party"]
	}
	return u
}

func (d *dice) forums() []thing {
	var all []thing
	for i := range 4 + d.IntN(8) {
		f := thing{"id": fmt.Sprintf("forum-%s-%d", d.code, i), "name": "Forum", "municipalities": []string{d.code}, "participants": d.seats()}
		d.maybe(f, "level", "individual", "operational", "strategic")
		d.maybe(f, "formality", "formal", "informal", "unknown")
		d.maybe(f, "status", "active", "active", "active", "active", "unclear", "planned", "wished", "ended")
		if d.IntN(3) == 0 {
			f["convener"] = d.one(d.actors)
		}
		if d.IntN(2) == 0 {
			d.ages(f)
		}
		if d.IntN(2) == 0 {
			f["target_groups"] = []string{d.one(d.groups)}
		}
		d.rhythm(f)
		all = append(all, f)
	}
	return all
}

func (d *dice) seats() []thing {
	var seats []thing
	for range 1 + d.IntN(6) {
		s := thing{"actor": d.one(d.actors)}
		if d.IntN(3) == 0 {
			s["function"] = d.one([]string{"chef", "Handläggare", "samordnare"})
		}
		if d.IntN(12) == 0 {
			s["role"] = "client"
		}
		seats = append(seats, s)
	}
	return seats
}

func (d *dice) rhythm(f thing) {
	switch d.IntN(6) {
	case 0:
		f["frequency"] = thing{"times_min": 1, "times_max": 1 + d.IntN(4), "per": "term"}
	case 1:
		f["frequency"] = thing{"every": 1 + d.IntN(6), "unit": "week"}
	case 2:
		f["frequency"] = thing{"as_needed": true}
	case 3:
		f["frequency"] = thing{"regular": true}
	case 4:
		f["meetings_held"] = []thing{{"year": 2017 + d.IntN(3), "count": 1 + d.IntN(9)}}
	}
}

// ends gives two different ends; now and then a kind of party.
func (d *dice) ends() (from, to string) {
	from, to = d.one(d.actors), d.one(d.actors)
	for from == to {
		to = d.one(d.actors)
	}
	if d.IntN(8) == 0 {
		to = d.one([]string{"municipality", "region", "employment_service"})
	}
	return from, to
}

func (d *dice) relations() []thing {
	all, seen := []thing{}, map[string]bool{}
	for range 4 + d.IntN(14) {
		from, to := d.ends()
		r := thing{"from": from, "to": to, "municipality": d.code}
		d.maybe(r, "ease", "hard", "fairly_hard", "fairly_easy", "easy", "mixed")
		d.maybe(r, "intensity", "none", "least", "some", "much", "most")
		if !seen[from+to] {
			all = append(all, r)
		}
		seen[from+to] = true
	}
	return all
}

func (d *dice) paths() []thing {
	all, seen := []thing{}, map[string]bool{}
	for range 4 + d.IntN(10) {
		from, to := d.ends()
		via := d.one([]string{"function", "mailbox", "caseworker", "forum", "none"})
		p := thing{"from": from, "into": to, "via": via, "municipality": d.code}
		d.maybe(p, "ease", "hard", "fairly_hard", "fairly_easy", "easy")
		d.maybe(p, "function", "samordnare", "koordinator")
		switch d.IntN(4) {
		case 0:
			p["person_bound"] = true
		case 1:
			p["person_bound"] = false
		}
		if via != "none" {
			p["exists"] = true
		}
		if !seen[from+to+via] {
			all = append(all, p)
		}
		seen[from+to+via] = true
	}
	return all
}
