package contact_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// slowCell counts a cell of the matrix as one would by hand: it looks at every
// forum and everything told, and asks of each whether it is one of the two's.
func slowCell(v *record.View, row, column string, scope []string) contact.Cell {
	var c contact.Cell
	for _, f := range forum.Forums.All(v) {
		status := f.KnownStatus()
		if (status == "active" || status == "unclear") && isAbout(scope, f.Serves(v)) && bothSit(v, f, row, column) {
			c.Forums++
		}
	}
	var eases []string
	hear := func(from, to, municipality, ease string) {
		here := isAbout(scope, servesOf(v, from)) && isAbout(scope, servesOf(v, to))
		if municipality != "" {
			here = isAbout(scope, []string{municipality})
		}
		if belongs(v, row, from) && belongs(v, column, to) && here {
			c.Told++
			eases = append(eases, ease)
		}
	}
	for _, r := range contact.Relations.All(v) {
		hear(r.From, r.To, r.Municipality, r.Ease)
	}
	for _, p := range contact.Paths.All(v) {
		ease := p.Ease
		if ease == "" && p.Missing() {
			ease = "hard"
		}
		hear(p.From, p.Into, p.Municipality, ease)
	}
	c.Ease = contact.Summary(eases)
	return c
}

func belongs(v *record.View, end, id string) bool {
	if !contact.IsKind(end) {
		return slices.Contains(party.Within(v, end), id)
	}
	a, ok := party.FindActor(v, id)
	return id == end || ok && a.Type() == end
}

func bothSit(v *record.View, f *forum.Forum, row, column string) bool {
	for _, p := range f.Participants {
		for _, q := range f.Participants {
			two := row != column || party.PartyOf(v, p.Actor) != party.PartyOf(v, q.Actor)
			if two && belongs(v, row, p.Actor) && belongs(v, column, q.Actor) {
				return true
			}
		}
	}
	return false
}

func isAbout(scope, places []string) bool {
	for _, code := range places {
		if slices.Contains(scope, code) {
			return true
		}
	}
	return len(scope) == 0 || len(places) == 0
}

func servesOf(v *record.View, id string) []string {
	a, ok := party.FindActor(v, id)
	switch {
	case !ok:
		return nil
	case a.Unit != nil:
		return a.Unit.Serves(v)
	case a.Party.Municipality != "":
		return []string{a.Party.Municipality}
	}
	return nil
}

func checkGrid(t *testing.T, v *record.View, rows, columns, scope []string) {
	t.Helper()
	g := contact.NewGrid(v, rows, columns, scope)
	for i, row := range rows {
		for j, column := range columns {
			want := slowCell(v, row, column, scope)
			if got := g.Cells[i][j]; got != want {
				t.Errorf("%s × %s in %v: %+v, want %+v", row, column, scope, got, want)
			}
			m := contact.Between(v, row, column, scope)
			opened := contact.Cell{Forums: len(m.Forums), Ease: m.Mine.Ease, Told: len(m.Mine.Relations) + len(m.Mine.Paths)}
			if opened != want {
				t.Errorf("%s × %s in %v opens to %+v, want %+v", row, column, scope, opened, want)
			}
		}
	}
}

func TestTheMatrixOfTheRealMap(t *testing.T) {
	v := demo(t)
	for _, a := range party.Associations.All(v) {
		checkGrid(t, v, a.Parties, a.Parties, a.Municipalities)
	}
	kinds := []string{"municipality", "employment_service", "social_insurance", "region", "association", "civil_society", "business"}
	checkGrid(t, v, kinds, kinds, nil)
	checkGrid(t, v, kinds, kinds, []string{"0604"})
	units := []string{"aneby/ame", "aneby/socialtjanst", "aneby/skola", "aneby/forsorjningsstod"}
	checkGrid(t, v, units, []string{"af", "fk", "region-jonkoping"}, []string{"0604"})
}

func TestTheMatrixOfRandomMaps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 8 {
		w := town(t)
		w.add(map[string][]thing{"forums": randomForums(r, 20)})
		for range 6 {
			w.add(map[string][]thing{"contact_paths": {randomPath(r)}, "relations": {randomRelation(r), randomRelation(r)}})
		}
		v := w.view()
		checkGrid(t, v, actors, actors, nil)
		checkGrid(t, v, actors, []string{"municipality", "social_insurance", "region"}, []string{"0604"})
	}
}

func randomRelation(r *rand.Rand) thing {
	ends := append(slices.Clone(actors), "municipality", "social_insurance")
	rel := thing{"from": pick(r, ends), "to": pick(r, ends), "ease": pick(r, ease), "level": pick(r, record.Vocabulary("level"))}
	if r.IntN(2) == 0 {
		rel["municipality"] = pick(r, []string{"0604", "0643"})
	}
	return rel
}

func TestAnebyFindsItsWay(t *testing.T) {
	v := demo(t)
	ends := []string{"aneby", "af", "fk", "region-jonkoping"}
	g := contact.NewGrid(v, ends, ends, []string{"0604"})
	for i, row := range ends[1:] {
		if got := g.Cells[i+1][0].Ease; got == "easy" || got == "fairly_easy" || got == "" {
			t.Errorf("%s finds Aneby %q, though no way leads in", row, got)
		}
	}
	for i := range ends {
		for j := range ends {
			if g.Cells[i][j].Forums != g.Cells[j][i].Forums {
				t.Errorf("%s and %s share %d forums one way and %d the other", ends[i], ends[j], g.Cells[i][j].Forums, g.Cells[j][i].Forums)
			}
		}
	}
}

func TestSummary(t *testing.T) {
	for want, words := range map[string][][]string{
		"":            {{}, {""}},
		"easy":        {{"easy"}, {"easy", "", "easy"}},
		"fairly_easy": {{"fairly_easy"}, {"easy", "fairly_easy"}},
		"mixed":       {{"mixed"}, {"easy", "hard"}, {"fairly_easy", "fairly_hard"}, {"mixed", "easy"}},
		"fairly_hard": {{"fairly_hard"}},
		"hard":        {{"hard"}, {"fairly_hard", "hard"}},
	} {
		for _, w := range words {
			if got := contact.Summary(w); got != want {
				t.Errorf("%q is %q, want %q", w, got, want)
			}
		}
	}
}

func TestMeeters(t *testing.T) {
	v := demo(t)
	got := contact.Meeters(v, []string{"0604"})
	var ids []string
	for _, m := range got[:4] {
		ids = append(ids, m.ID)
	}
	if want := []string{"aneby", "af", "fk", "region-jonkoping"}; !slices.Equal(ids, want) {
		t.Errorf("they are %v, want %v", ids, want)
	}
	for _, m := range got {
		n := 0
		for _, f := range forum.Forums.All(v) {
			if m.ID == "habo" {
				t.Error("Habo is no party of Aneby")
			}
			if isAbout([]string{"0604"}, f.Serves(v)) && slices.Contains(f.Parties(v), m.ID) && (f.KnownStatus() == "active" || f.KnownStatus() == "unclear") {
				n++
			}
		}
		if n != m.Forums {
			t.Errorf("%s sits in %d forums, want %d", m.ID, m.Forums, n)
		}
	}
	if kinds := contact.MeetingKinds(v, nil); kinds[0].ID != "municipality" || kinds[0].Kind != "municipality" {
		t.Errorf("the kinds begin with %v", kinds[0])
	}
}
