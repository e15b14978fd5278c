package insight

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/picture"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// How high the picture of the network may be in a report.
const (
	WholePage = 600.0
	HalfPage  = 430.0
)

// reportMark is how large the marks are in a report, against those on a screen.
const reportMark = .62

// radius is how large a node is drawn.
func (s *sheet) radius(i int) float64 {
	r := s.networkFile.radius(i)
	if s.inReport {
		r *= reportMark
	}
	return r
}

// fit sets out the nodes over a sheet that stands in a report.
func (s *sheet) fit(height float64) {
	box := s.at.Box(s.g)
	box = Box{box.X + EdgeLength/2, box.Y + EdgeLength/2, box.Width - EdgeLength, box.Height - EdgeLength}
	across := reportWidth / box.Width
	down := min(height/box.Height, mostWider*across)
	across = min(across, mostWider*down)
	left := (reportWidth - box.Width*across) / 2
	s.p.Width, s.p.Height = reportWidth, box.Height*down+letterSize
	for _, n := range s.g.Nodes {
		p := s.at[n.Key()]
		s.point = append(s.point, picture.Point{X: left + (p.X-box.X)*across, Y: (p.Y - box.Y) * down})
	}
}

// NetworkFigure draws the network of a scope for a report, of a party what it is
// part of. Where it may take a whole page, what is not named in it has a number,
// which is explained under it.
func (x *Index) NetworkFigure(t *record.Teller, s Scope, of string, height float64) []report.Block {
	f := x.networkFile(NetworkQuestion{Scope: s, Selection: Selection{Party: of}}, t.Lang)
	if len(f.g.Nodes) == 0 {
		return nil
	}
	d := f.sheet()
	d.inReport, d.numbers = true, height == WholePage
	d.fit(height)
	d.draw()
	alt := t.T("reporting.analysis.network.alt", d.p.About, x.mostTied(t, s))
	blocks := []report.Block{report.Figure{Caption: t.T("reporting.analysis.network", d.p.Title), Alt: alt, Drawing: d.p}}
	if d.numbers {
		blocks = append(blocks, note(d.legendSaid()))
	}
	if len(d.numbered) > 0 {
		said := make([]string, len(d.numbered))
		for i, name := range d.numbered {
			said[i] = strconv.Itoa(i+1) + " " + name
		}
		blocks = append(blocks, note(t.T("reporting.analysis.network.numbers", strings.Join(said, "; "))))
	}
	return blocks
}

// legendSaid says what the marks stand for.
func (s *sheet) legendSaid() string {
	var marks, ties []string
	for _, n := range s.kindsOfNode() {
		kind := cmp.Or(n.PartyKind, n.Kind)
		marks = append(marks, s.l.T("reporting.analysis.mark."+kind))
	}
	for _, kind := range s.kindsOfTie() {
		ties = append(ties, s.l.T("reporting.analysis.tie."+kind))
	}
	said := s.l.T("reporting.analysis.marks", s.l.List(marks))
	if len(ties) > 0 {
		said += " " + s.l.T("reporting.analysis.lines", s.l.List(ties))
	}
	return said + " " + s.l.T("reporting.analysis.sizes")
}

// mostTied names those with most contacts.
func (x *Index) mostTied(t *record.Teller, s Scope) string {
	var names []string
	for _, c := range x.byContacts(s) {
		if len(names) < 3 && c.Degree > 0 {
			names = append(names, t.T("reporting.analysis.contacts", c.Degree, called(t.Lang, x.endName(c.Actor))))
		}
	}
	if len(names) == 0 {
		return t.T("insight.metrics.empty")
	}
	return t.T("reporting.analysis.most_tied", t.Lang.List(names))
}

func (x *Index) byContacts(s Scope) []Central {
	all := slices.Clone(x.Metrics(s).Nodes)
	slices.SortStableFunc(all, func(a, b Central) int { return cmp.Compare(b.Degree, a.Degree) })
	return all
}

// ReportNetwork shows the network and tells of its shape: who has most contacts,
// and who holds it together.
func (x *Index) ReportNetwork(t *record.Teller, s Scope, of string) []report.Block {
	read := x.Metrics(s).Reading
	var blocks []report.Block
	if len(read) > 0 {
		blocks = append(blocks, lead(t.Lang, read[0]))
		blocks = append(blocks, sayAll(t.Lang, read[1:])...)
	}
	blocks = append(blocks, x.NetworkFigure(t, s, of, WholePage)...)
	table := tableOf(t, "actors", report.Column{Title: "actor", Share: 5}, report.Column{Title: "contacts", Kind: report.Number, Share: 1.5}, report.Column{Title: "forums", Kind: report.Number, Share: 1.5},
		report.Column{Title: "between", Kind: report.Share, Share: 2})
	g := x.Network(s)
	within := x.within(of)
	for _, c := range x.byContacts(s) {
		if of != "" && !slices.Contains(within, c.Actor) {
			continue
		}
		forums := 0
		for _, kind := range []string{NodeUnit, NodeParty} {
			if i, ok := g.Find(kind + ":" + c.Actor); ok {
				forums = g.Nodes[i].Forums
			}
		}
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(text.UpperFirst(called(t.Lang, x.endName(c.Actor)))), numberCell(t.Lang, float64(c.Degree)),
			numberCell(t.Lang, float64(forums)), shareCell(t.Lang, Share(c.Betweenness))}})
	}
	if len(table.Rows) > 0 {
		blocks = append(append(blocks, t.Shortened(table)...), note(t.T("reporting.analysis.actors.note")))
	}
	return append(blocks, x.cutsTable(t, s)...)
}

// mostCuts is how many places that hold the network together are told of.
const mostCuts = 10

// cutsTable tells without whom others lose the rest.
func (x *Index) cutsTable(t *record.Teller, s Scope) []report.Block {
	cuts := x.Cuts(s)
	table := tableOf(t, "cuts", report.Column{Title: "what", Share: 3}, report.Column{Title: "sort", Share: 1}, report.Column{Title: "cut_off", Share: 5})
	for _, p := range cuts.Points[:min(len(cuts.Points), mostCuts)] {
		if p.Kind == NodePerson || len(p.CutOff) == 0 {
			continue
		}
		lost := called(t.Lang, seriesOf(p.CutOff, 6, x.endName))
		table.Rows = append(table.Rows, report.Row{Cells: []report.Cell{words(text.UpperFirst(called(t.Lang, x.elementName(Element{ID: p.ID, Kind: p.Kind})))), words(t.T("insightweb.element." + p.Kind)), words(lost)}})
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return append(sayAll(t.Lang, []Sentence{cuts.Reading}), table)
}
