package reporting

import (
	"cmp"
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/platform/report"
)

// summary says how it stands in few words and figures: what is most worth telling,
// the key figures, the pictures and what is stale. In print it is to keep within
// two pages.
func (c *composer) summary() []report.Chapter {
	return []report.Chapter{c.chapter(Summary, lazily(c.foundOut, c.keyFigures, c.strip, c.smallNetwork, c.stale))}
}

// mostFound is how many findings are told, and mostMore how many sentences of each
// follow the first.
const (
	mostFound = 5
	mostMore  = 1
)

// found is a finding with the place that it is of.
type found struct {
	insight.Finding
	place string
}

// foundOut tells the findings, each under its question.
func (c *composer) foundOut() []report.Block {
	var all []found
	scopes := c.scopes()
	for _, s := range scopes {
		for _, f := range c.Insight.Findings(s) {
			all = append(all, found{f, s.Name(c.View)})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.Worth, a.Worth) })
	if len(all) == 0 {
		return []report.Block{paragraph(c.T("insightweb.standing.none"))}
	}
	list := report.List{Ordered: true}
	for _, f := range all[:min(len(all), mostFound)] {
		title := c.T("insightweb.finding." + f.Kind)
		if len(scopes) > 1 {
			title = f.place + ": " + title
		}
		line := report.Line{{Text: title, Bold: true}, {Text: " " + f.Text.Say(c.lang)}}
		for _, more := range f.More[:min(len(f.More), mostMore)] {
			line = append(line, report.Span{Text: " " + more.Say(c.lang)})
		}
		list.Items = append(list.Items, report.Item{Text: line})
	}
	return []report.Block{list}
}

// keyFigures has a row for each municipality, and for the association if the
// report is of all of it.
func (c *composer) keyFigures() []report.Block {
	table := report.Table{Caption: c.T("reporting.standing.figures"), Sheet: c.T("reporting.standing.figures"), Columns: []report.Column{{Title: c.T("reporting.column.town"), Share: 3}}}
	for _, name := range []string{"units", "active", "load", "covered", "freshness"} {
		kind := report.Number
		if name == "covered" || name == "freshness" {
			kind = report.Share
		}
		table.Columns = append(table.Columns, report.Column{Title: c.T("reporting.standing." + name), Kind: kind, Share: 1.6})
	}
	for _, town := range c.towns {
		if s := (insight.Scope{Municipality: town}); c.Insight.TellsOfNetwork(s) {
			table.Rows = append(table.Rows, report.Row{Cells: c.keyCells(townName(town), s)})
		}
	}
	if len(c.order.Municipalities) == 0 && len(table.Rows) > 0 {
		table.Rows = append(table.Rows, report.Row{Sum: true, Cells: c.keyCells(c.T("reporting.standing.whole"), insight.Scope{Association: c.association.ID})})
	}
	if len(table.Rows) == 0 {
		return nil
	}
	return []report.Block{table}
}

func (c *composer) keyCells(name string, s insight.Scope) []report.Cell {
	p := c.Insight.Profile(s)
	dash := report.Cell{Text: report.Say("–")}
	load, covered, fresh := dash, dash, dash
	if p.LoadMedian != nil {
		load = c.number(int(*p.LoadMedian + .5))
	}
	if p.Active > 0 && p.Told {
		covered = c.share(p.Covered)
	}
	if c.Insight.Freshness(s).Facts > 0 {
		fresh = c.share(p.Freshness)
	}
	return []report.Cell{{Text: report.Say(name)}, c.number(p.Units), c.number(p.Active), load, covered, fresh}
}

func (c *composer) share(s insight.Share) report.Cell {
	n := float64(s.Percent())
	return report.Cell{Text: report.Say(c.T("insight.percent", s.Percent())), Number: &n}
}

func (c *composer) strip() []report.Block { return c.Insight.CoverageStrip(c.teller, c.towns) }

// smallNetwork is the picture of the collaboration, small enough to stand beside
// all else.
func (c *composer) smallNetwork() []report.Block {
	var blocks []report.Block
	for _, s := range c.toldScopes() {
		blocks = append(blocks, c.Insight.NetworkFigure(c.teller, s, c.order.Party, insight.HalfPage)...)
	}
	return blocks
}

// stale says how fresh the facts are, and whom to ask.
func (c *composer) stale() []report.Block {
	var blocks []report.Block
	scopes := c.scopes()
	for _, s := range scopes {
		a := c.Insight.Freshness(s)
		if a.Facts == 0 {
			continue
		}
		var said []string
		if len(scopes) > 1 {
			said = append(said, s.Name(c.View)+":")
		}
		for i, read := range a.Reading {
			if i == 0 || len(a.Ask) > 0 && (a.Average+a.Ask[0].Raises).Percent() > a.Average.Percent() {
				said = append(said, read.Say(c.lang))
			}
		}
		blocks = append(blocks, sentences(said...)...)
	}
	return blocks
}
