package reporting

import (
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// sheetColumn is a column of a table that only workbooks and data files hold.
type sheetColumn[T any] struct {
	name string
	kind report.Kind
	cell func(*composer, T) report.Cell
}

// say is a column of words; the names are those of reporting.behind.
func say[T any](name string, of func(*composer, T) string) sheetColumn[T] {
	return sheetColumn[T]{name, report.Words, func(c *composer, x T) report.Cell { return report.Cell{Text: report.Say(of(c, x))} }}
}

func confirmed[T record.Body](c *composer, x T) report.Cell {
	on := c.View.ConfirmedOn(x)
	if on.IsZero() {
		return report.Cell{}
	}
	return report.Cell{Text: report.Say(c.lang.Date(on)), Date: on}
}

// behind are the records that the report is made of, in tables for workbooks.
func (c *composer) behind() []report.Block {
	l := c.ledger
	var blocks []report.Block
	add := func(t report.Table) {
		if len(t.Rows) > 0 {
			blocks = append(blocks, t)
		}
	}
	add(sheet(c, "units", unitColumns, ordered(c, party.Units, l.units)))
	add(sheet(c, "statements", statementColumns, ordered(c, mapping.Statements, l.statements, spots(l.development), spots(l.reflections))))
	relations := []map[spot][]*contact.Relation{l.relations}
	if l.within != nil { // of a party it also has what others tell
		relations = append(relations, spots(l.ofParties))
	}
	add(sheet(c, "relations", relationColumns, ordered(c, contact.Relations, relations...)))
	add(sheet(c, "ways", pathColumns, ordered(c, contact.Paths, l.paths)))
	return blocks
}

// spots makes what is kept by place alike to what is kept by spot.
func spots[T any](at map[string][]T) map[spot][]T {
	by := map[spot][]T{}
	for place, list := range at {
		by[spot{place: place}] = list
	}
	return by
}

// ordered gives the records of a kind that are kept at several places, in order.
func ordered[K comparable, T any](c *composer, k record.Of[T], at ...map[K][]*T) []*T {
	var bodies []record.Body
	for _, m := range at {
		for _, list := range m {
			for _, x := range list {
				bodies = append(bodies, any(x).(record.Body))
			}
		}
	}
	c.View.InOrder(k.Kind, bodies)
	all := make([]*T, len(bodies))
	for i, b := range bodies {
		all[i] = k.As(b)
	}
	return all
}

func sheet[T record.Body](c *composer, name string, columns []sheetColumn[T], all []T) report.Table {
	t := report.Table{Caption: c.T("reporting.behind." + name), Sheet: c.T("reporting.behind." + name), Behind: true}
	for _, column := range columns {
		t.Columns = append(t.Columns, report.Column{Title: c.T("reporting.behind." + column.name), Kind: column.kind})
	}
	for _, x := range all {
		row := report.Row{Mark: c.teller.Mark(x)}
		for _, column := range columns {
			row.Cells = append(row.Cells, column.cell(c, x))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

var unitColumns = []sheetColumn[*party.Unit]{
	say("towns", func(c *composer, u *party.Unit) string { return party.TownsCalled(c.lang, u.Serves(c.View)) }),
	say("party", func(c *composer, u *party.Unit) string { return c.partyTitle(u.Party) }),
	say("unit", func(_ *composer, u *party.Unit) string { return u.Name }),
	say("short", func(_ *composer, u *party.Unit) string { return u.ShortName }),
	say("kind", func(c *composer, u *party.Unit) string { return c.word("unit_kind", u.Type) }),
	{"age_min", report.Number, func(c *composer, u *party.Unit) report.Cell { return c.numberIf(u.AgeMin) }},
	{"age_max", report.Number, func(c *composer, u *party.Unit) report.Cell { return c.numberIf(u.AgeMax) }},
	say("groups", func(c *composer, u *party.Unit) string { return party.GroupsCalled(c.teller, u.TargetGroups) }),
	say("mission", func(_ *composer, u *party.Unit) string { return u.Mission }),
	{"confirmed", report.Day, confirmed[*party.Unit]},
}

var statementColumns = []sheetColumn[*mapping.Statement]{
	say("towns", func(c *composer, s *mapping.Statement) string {
		return party.TownsCalled(c.lang, mapping.Places(c.View, s))
	}),
	say("about", func(c *composer, s *mapping.Statement) string { return c.thingsCalled(s.About) }),
	say("kind", func(c *composer, s *mapping.Statement) string { return c.word("statement_kind", s.Type) }),
	say("factor", func(c *composer, s *mapping.Statement) string { return c.word("factor", s.Factor) }),
	say("statement", func(_ *composer, s *mapping.Statement) string { return s.Text }),
	say("by", func(c *composer, s *mapping.Statement) string { return c.thingsCalled([]string{s.By}) }),
	say("perspective", func(c *composer, s *mapping.Statement) string {
		if s.KnownPerspective() == "unknown" {
			return ""
		}
		return c.word("perspective", s.Perspective)
	}),
	say("groups", func(c *composer, s *mapping.Statement) string { return party.GroupsCalled(c.teller, s.TargetGroups) }),
	{"confirmed", report.Day, confirmed[*mapping.Statement]},
}

var relationColumns = []sheetColumn[*contact.Relation]{
	say("towns", func(_ *composer, r *contact.Relation) string { return townName(r.Municipality) }),
	say("from", func(c *composer, r *contact.Relation) string { return contact.EndName(c.View, c.lang, r.From) }),
	say("to", func(c *composer, r *contact.Relation) string { return contact.EndName(c.View, c.lang, r.To) }),
	say("intensity", func(c *composer, r *contact.Relation) string { return c.word("intensity", r.Intensity) }),
	say("ease", func(c *composer, r *contact.Relation) string { return c.word("ease", r.Ease) }),
	say("formality", func(c *composer, r *contact.Relation) string { return c.word("relation_formality", r.Formality) }),
	say("wants", func(c *composer, r *contact.Relation) string { return c.words("wants", r.Wants) }),
	say("note", func(c *composer, r *contact.Relation) string { return c.teller.Named(r.Note) }),
	{"confirmed", report.Day, confirmed[*contact.Relation]},
}

var pathColumns = []sheetColumn[*contact.Path]{
	say("towns", func(_ *composer, p *contact.Path) string { return townName(p.Municipality) }),
	say("from", func(c *composer, p *contact.Path) string { return contact.EndName(c.View, c.lang, p.From) }),
	say("into", func(c *composer, p *contact.Path) string { return contact.EndName(c.View, c.lang, p.Into) }),
	say("via", func(c *composer, p *contact.Path) string { return c.word("via", p.Via) }),
	say("function", func(_ *composer, p *contact.Path) string { return p.Function }),
	say("channels", func(_ *composer, p *contact.Path) string {
		var values []string
		for _, ch := range p.Channels {
			values = append(values, strings.TrimSpace(ch.Value+" "+ch.Hours))
		}
		return joinedBySemicolon(values)
	}),
	say("ease", func(c *composer, p *contact.Path) string { return c.word("ease", p.Ease) }),
	say("person_bound", func(c *composer, p *contact.Path) string { return c.yes(p.PersonBound) }),
	say("exists", func(c *composer, p *contact.Path) string {
		exists := !p.Missing()
		return c.yes(&exists)
	}),
	say("note", func(c *composer, p *contact.Path) string { return c.teller.Named(p.Note) }),
	{"confirmed", report.Day, confirmed[*contact.Path]},
}

// word says a word of a vocabulary, "" for none.
func (c *composer) word(vocabulary, word string) string {
	if word == "" {
		return ""
	}
	return c.T(vocabulary + "." + word)
}

func (c *composer) words(vocabulary string, all []string) string {
	said := make([]string, len(all))
	for i, word := range all {
		said[i] = c.word(vocabulary, word)
	}
	return strings.Join(said, ", ")
}

func (c *composer) yes(is *bool) string {
	switch {
	case is == nil:
		return ""
	case *is:
		return c.T("value.yes")
	}
	return c.T("value.no")
}

func (c *composer) numberIf(n *int) report.Cell {
	if n == nil {
		return report.Cell{}
	}
	return c.number(*n)
}

// thingsCalled names actors and forums, and what else a statement may be about.
func (c *composer) thingsCalled(ids []string) string {
	var names []string
	for _, id := range ids {
		if a, ok := party.FindActor(c.View, id); ok {
			names = append(names, a.Name())
			continue
		}
		for _, kind := range []string{forum.Forums.Name, "insats"} {
			if key := (record.Key{Kind: kind, ID: id}); c.View.Has(key) {
				names = append(names, c.View.TitleOf(key))
				break
			}
		}
	}
	return joinedBySemicolon(names)
}
