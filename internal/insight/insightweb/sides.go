package insightweb

import (
	"strings"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
)

// sideBars sets a few measures of several things beside each other, as bars:
// {{template "insight-sides" .Sides}}.
type sideBars struct {
	Caption string
	Thing   string
	Heads   []string
	Unknown string
	Rows    []sideRow
}

// sideRow is one place, or what else is set beside the others.
type sideRow struct {
	Links []web.Link
	Cells []sideCell
}

// sideCell is one measure of it: its bar is as long as it is large beside the
// others.
type sideCell struct {
	Head  string // again, where rows are shown as cards
	Value string
	Width percent
	Known bool
}

// sideMeasure is a measure that is drawn.
type sideMeasure struct {
	key   string
	value func(insight.Profile) (n float64, said string, known bool)
	whole float64 // what the longest bar stands for; the largest of them if 0
}

func (s sight) sideMeasures() []sideMeasure {
	share := func(x insight.Share) (float64, string, bool) { return float64(x), s.percent(x), true }
	return []sideMeasure{
		{"active", func(p insight.Profile) (float64, string, bool) {
			return float64(p.Active), s.number(float64(p.Active)), true
		}, 0},
		{"covered", func(p insight.Profile) (float64, string, bool) {
			if !p.Told {
				return 0, "", false
			}
			return share(p.Covered)
		}, 1},
		{"load_median", func(p insight.Profile) (float64, string, bool) {
			if p.LoadMedian == nil {
				return 0, "", false
			}
			return *p.LoadMedian, s.number(*p.LoadMedian), true
		}, 0},
		{"freshness", func(p insight.Profile) (float64, string, bool) { return share(p.Freshness) }, 1},
		{"support", func(p insight.Profile) (float64, string, bool) {
			if p.Support == nil || p.Support.Total == nil {
				return 0, "", false
			}
			return *p.Support.Total, s.kronor(*p.Support.Total), true
		}, 0},
	}
}

func (s sight) sideBars(x insight.Comparison) *sideBars {
	b := &sideBars{Caption: s.t("compare.picture"), Thing: s.t("col.place_of"), Unknown: s.t("compare.no_figure")}
	measures := s.sideMeasures()
	for _, m := range measures {
		b.Heads = append(b.Heads, page.UpperFirst(s.t("measure."+m.key)))
	}
	for _, side := range x.Sides {
		r := sideRow{Links: []web.Link{{Href: to(side.Scope, pathOverview), Text: side.Name(s.v)}}}
		for i, m := range measures {
			n, said, known := m.value(side)
			cell := sideCell{Head: b.Heads[i], Value: said, Known: known}
			if whole := m.longest(x); known && whole > 0 {
				cell.Width = percent(100 * n / whole)
			}
			r.Cells = append(r.Cells, cell)
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

func (m sideMeasure) longest(x insight.Comparison) float64 {
	most := m.whole
	for _, side := range x.Sides {
		if n, _, known := m.value(side); known && m.whole == 0 {
			most = max(most, n)
		}
	}
	return most
}

// lowest names the municipality of an association that its mean hides.
func (s sight) lowest(p insight.Profile) string {
	low, ok := p.Lowest()
	if !ok {
		return ""
	}
	return s.t("compare.lowest", page.PlaceName(low.Municipality), s.percent(low.Covered))
}

func supportTotal(x *insight.Support) *float64      { return x.Total }
func supportIllness(x *insight.Support) *float64    { return x.Illness }
func supportLabour(x *insight.Support) *float64     { return x.Labour }
func supportAssistance(x *insight.Support) *float64 { return x.Assistance }

func (s sight) kronor(n float64) string { return s.t("kronor", s.l.Number(float64(int(n+0.5)))) }

// supportCell is one number of försörjningsmåttet, with where it comes from; where
// nobody has given it, it is said to be missing.
func (s sight) supportCell(p insight.Profile, part func(*insight.Support) *float64) web.Cell {
	if p.Support == nil || part(p.Support) == nil {
		return web.Cell{Note: s.t("compare.no_figure")}
	}
	c := web.Cell{Text: s.kronor(*part(p.Support)), Note: strings.ReplaceAll(p.Support.Period, "-", "–")}
	if len(p.Support.Sources) > 0 {
		c.Href = s.record(insight.Ref{Kind: "source", ID: p.Support.Sources[0]}).Href
	}
	if known := len(p.Support.Known); known < p.Support.Municipalities {
		c.Note = s.t("compare.support_of", c.Note, known, p.Support.Municipalities)
	}
	return c
}

// mostBars is how many rows a picture has at most.
const mostBars = 10

// count is a bar of a number, beside the largest there is.
func (s sight) count(head string, n, most int) sideCell {
	c := sideCell{Head: head, Value: s.number(float64(n)), Known: true}
	if most > 0 {
		c.Width = percent(100 * float64(n) / float64(most))
	}
	return c
}

// overlapBars draws how alike the forums of the first pairs are.
func (s sight) overlapBars(all []insight.Overlap) *sideBars {
	b := &sideBars{Caption: s.t("overlaps.picture"), Thing: s.t("col.pair"),
		Heads: []string{s.t("col.alike"), s.t("col.both"), s.t("col.only_one")}}
	all = all[:min(len(all), mostBars)]
	most := 0
	for _, o := range all {
		most = max(most, len(o.Shared), len(o.OnlyA)+len(o.OnlyB))
	}
	for _, o := range all {
		b.Rows = append(b.Rows, sideRow{Links: []web.Link{s.forum(o.A), s.forum(o.B)}, Cells: []sideCell{
			{Head: b.Heads[0], Value: s.percent(insight.Share(o.Similarity)), Width: percent(100 * o.Similarity), Known: true},
			s.count(b.Heads[1], len(o.Shared), most), s.count(b.Heads[2], len(o.OnlyA)+len(o.OnlyB), most)}})
	}
	return b
}

// dependenceBars draws how much hangs on the first of those on which much does.
func (s sight) dependenceBars(all []insight.Dependency) *sideBars {
	b := &sideBars{Caption: s.t("dependence.picture"), Thing: s.t("col.what"),
		Heads: []string{s.t("col.separates"), s.t("col.paths"), s.t("col.empty_forums")}}
	all = all[:min(len(all), mostBars)]
	most := 0
	for _, d := range all {
		most = max(most, len(d.Separates), len(d.ContactPaths), len(d.Forums))
	}
	for _, d := range all {
		link := s.element(d.Element)
		link.Text, link.Note = page.UpperFirst(link.Text), ""
		b.Rows = append(b.Rows, sideRow{Links: []web.Link{link}, Cells: []sideCell{s.count(b.Heads[0], len(d.Separates), most),
			s.count(b.Heads[1], len(d.ContactPaths), most), s.count(b.Heads[2], len(d.Forums), most)}})
	}
	return b
}

// asymmetryBars draws what the two sides of the first pairs say beside each other:
// the longer, the easier, or the more.
func (s sight) asymmetryBars(all []insight.Asymmetry) *sideBars {
	b := &sideBars{Caption: s.t("asymmetry.picture"), Thing: s.t("col.pair"), Heads: []string{s.t("col.one_says"), s.t("col.other_says")}}
	for _, x := range all[:min(len(all), mostBars)] {
		if len(x.Differences) == 0 {
			continue
		}
		d := x.Differences[0]
		one, other, of := d.On()
		vocabulary := "ease"
		if d.Aspect == insight.AspectIntensity {
			vocabulary = d.Aspect
		}
		cell := func(head, word string, at int) sideCell {
			said := s.t("aspect."+d.Aspect, page.Word(s.l, vocabulary, word))
			return sideCell{Head: head, Value: said, Width: percent(100 * float64(at) / float64(of)), Known: true}
		}
		b.Rows = append(b.Rows, sideRow{Links: []web.Link{s.actor(x.A), s.actor(x.B)},
			Cells: []sideCell{cell(b.Heads[0], d.A, one), cell(b.Heads[1], d.B, other)}})
	}
	return b
}
