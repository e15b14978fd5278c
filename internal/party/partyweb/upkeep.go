package partyweb

import (
	"cmp"
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// oldestShown is how many of the facts that wait longest to be confirmed are
// shown.
const oldestShown = 10

// oldestTable is the facts that were confirmed longest ago, with the button
// that confirms them for who may.
func (s sight) oldestTable(facts []record.Body) web.Table {
	t := web.Table{Caption: s.T("partyweb.to_confirm"), Quiet: true,
		Columns: []web.Column{{Text: s.T("partyweb.fact")}, {Text: s.T("page.confirmed")}, {Text: s.T("page.confirm"), Quiet: true}},
		Empty:   web.Empty{Title: s.T("partyweb.all_fresh"), Text: s.T("partyweb.all_fresh_text")}}
	may := false
	for _, b := range s.oldest(facts) {
		h := b.HeadOf()
		cells := []web.Cell{{Text: s.View.Title(b), Href: h.URL(), Note: s.T("partyweb.kind." + h.Kind.Name)}, {Fresh: page.FreshIn(s.View, s.Lang, b)}}
		if s.View.MayChange(b) {
			may = true
			cells = append(cells, web.Cell{Post: &web.Post{Action: "/bekrafta/" + h.Kind.Name + "/" + h.ID, Text: s.T("page.confirm"),
				Title: s.View.Title(b), Icon: "check"}})
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: cells})
	}
	if !may {
		t.Columns = t.Columns[:2]
	}
	return t
}

// oldest gives the facts that are not fresh, the oldest first. What others lean
// on comes before what is only said: units and forums before statements.
func (s sight) oldest(facts []record.Body) []record.Body {
	aged := slices.DeleteFunc(slices.Clone(facts), func(b record.Body) bool { return s.View.Freshness(b) == 1 })
	slices.SortStableFunc(aged, func(a, b record.Body) int {
		if byDay := s.View.ConfirmedOn(a).Compare(s.View.ConfirmedOn(b)); byDay != 0 {
			return byDay
		}
		return cmp.Compare(leaning(a), leaning(b))
	})
	return aged[:min(oldestShown, len(aged))]
}

// leaning is how early a fact is worth confirming among those of the same day.
func leaning(b record.Body) int {
	order := []string{"contact_path", "forum", "unit", "agreement", "target_group", "relation", "statement"}
	return slices.Index(order, b.HeadOf().Kind.Name)
}

// sourceTable is the sources that facts come from, the newest first.
func (s sight) sourceTable(facts []record.Body) web.Table {
	counts := map[string]int{}
	for _, b := range facts {
		counts[b.HeadOf().Source]++
	}
	t := web.Table{Caption: s.T("partyweb.sources"), Quiet: true, Columns: []web.Column{{Text: s.T("page.source")},
		{Text: s.T("partyweb.source_date")}, {Text: s.T("partyweb.facts_here"), Number: true}}}
	for _, src := range s.sources(counts) {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: src.Title, Href: src.URL(), Note: src.Publisher},
			{Text: page.DateText(s.Lang, src.Date)}, {Text: s.Lang.Number(float64(counts[src.ID]))}}})
	}
	return t
}

func (s sight) sources(counts map[string]int) []*record.Source {
	all := slices.DeleteFunc(record.Sources.All(s.View), func(src *record.Source) bool { return counts[src.ID] == 0 })
	slices.SortStableFunc(all, func(a, b *record.Source) int { return b.Date.Last().Compare(a.Date.Last()) })
	return all
}
