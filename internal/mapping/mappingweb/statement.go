package mappingweb

import (
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// statementPage is one statement.
type statementPage struct {
	web.Frame
	Head    web.Head
	Facts   web.Definitions
	Related []page.StatementItem
	More    web.Link // to all of the same factor and place
	About   page.About
}

var stanceColors = map[string]string{mapping.Works: "success", mapping.Needs: "warning", mapping.Wishes: "info"}

func newStatementPage(s sight, x *mapping.Statement) *statementPage {
	p := &statementPage{About: page.NewAbout(s.View, s.Lang, x), Facts: s.statementFacts(x)}
	p.Head = web.Head{Kicker: s.T("mappingweb.statement_on", page.Word(s.Lang, "factor", x.Factor)), Title: x.Text,
		Tags: []web.Tag{{Text: page.Word(s.Lang, "statement_kind", x.Type), Color: stanceColors[x.Stance()],
			Href: page.Address("/vad", page.AskStance, x.Stance())}},
		Fresh: page.Fresh(s.View, s.Lang, x)}
	p.Title = x.Text
	p.Crumbs = []web.Link{{Href: "/vad", Text: s.T("mappingweb.statements")},
		{Href: page.Address("/vad", page.AskFactor, x.KnownFactor()), Text: page.Word(s.Lang, "factor", x.KnownFactor())}}
	p.Related = s.items(mapping.Related(s.View, x), page.Context{})
	p.More = web.Link{Href: page.Address("/vad", page.AskFactor, x.KnownFactor(), page.AskMunicipality, x.Municipality),
		Text: s.T("mappingweb.more_related")}
	return p
}

func (s sight) statementFacts(x *mapping.Statement) web.Definitions {
	unknown := []web.Cell{{Text: s.T("page.unknown")}}
	said := func(key string, cells []web.Cell) web.Definition {
		if len(cells) == 0 {
			cells = unknown
		}
		return web.Definition{Term: s.T(key), Cells: cells}
	}
	facts := web.Definitions{
		said("mappingweb.about", s.things(x.About)),
		said("mappingweb.by", s.sayer(x)),
		said("mappingweb.municipality", s.place(x.Municipality)),
	}
	if len(x.TargetGroups) > 0 {
		facts = append(facts, said("mappingweb.groups", s.targetGroups(x.TargetGroups)))
	}
	if x.Heading != "" {
		facts = append(facts, web.Say(s.T("mappingweb.heading"), x.Heading))
	}
	return append(facts, said("page.source", s.origin(x)))
}

// things are the actors, forums and insatser that a statement is about.
func (s sight) things(ids []string) []web.Cell {
	var cells []web.Cell
	for _, id := range ids {
		if _, ok := party.FindActor(s.View, id); ok {
			cells = append(cells, page.ActorCell(s.View, s.Lang, id))
			continue
		}
		cell := web.Cell{Text: s.nameOf(id)}
		for _, kind := range []string{"forum", "insats"} {
			if b, err := s.View.Get(kind, id); err == nil {
				cell.Note = s.T("finder.kind." + kind)
				if b.HeadOf().Kind.Path != "" {
					cell.Href = b.HeadOf().URL()
				}
			}
		}
		cells = append(cells, cell)
	}
	return cells
}

func (s sight) sayer(x *mapping.Statement) []web.Cell {
	as := ""
	if p := x.KnownPerspective(); p != "unknown" {
		as = s.T("perspective." + p)
	}
	switch {
	case x.By != "":
		cell := page.ActorCell(s.View, s.Lang, x.By)
		if as != "" {
			cell.Tags = []web.Tag{{Text: as}}
		}
		return []web.Cell{cell}
	case as != "":
		return []web.Cell{{Text: as}}
	}
	return nil
}

func (s sight) place(code string) []web.Cell {
	if code == "" {
		return nil
	}
	return []web.Cell{{Text: page.PlaceName(code), Href: page.PlaceURL(code)}}
}

func (s sight) targetGroups(ids []string) []web.Cell {
	cells := make([]web.Cell, len(ids))
	for i, id := range ids {
		key := record.Key{Kind: party.TargetGroups.Name, ID: id}
		cells[i] = web.Cell{Text: s.View.TitleOf(key)}
		if s.View.Has(key) {
			cells[i].Href = party.TargetGroups.Path + id
		}
	}
	return cells
}

// origin is the source that says it, with the page.
func (s sight) origin(b record.Body) []web.Cell {
	src := s.View.SourceOf(b)
	if src == nil {
		return nil
	}
	return []web.Cell{{Text: src.Title, Href: src.URL(), Note: pagesOf(s.Lang, b.HeadOf(), src.ID)}}
}
