package reporting

import (
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// passed is what has become of what the report is about since the day that it
// compares with, each thing once.
type passed struct {
	came, went, altered []insight.Ref
	seats               map[record.Key][]insight.Passing // who came and left, by forum
	fields              map[record.Key][]record.FieldChange
	names               map[record.Key]string
	confirmed           []insight.Ref
}

// pass compares the two days.
func (c *composer) pass() passed {
	p := passed{seats: map[record.Key][]insight.Passing{}, fields: map[record.Key][]record.FieldChange{}, names: map[record.Key]string{}}
	was := newLedger(c.Before, c.subject())
	chosen := map[record.Key]bool{}
	for _, l := range []*ledger{was, c.ledger} {
		for b := range l.told() {
			chosen[b.HeadOf().Key()] = true
		}
	}
	p.take(c.Insight.DiffOf(insight.NewIndex(c.Before), chosen), c.Before)
	p.confirm(c)
	return p
}

// take takes up what has changed. What was known before, and has ended nobody
// knows when, may have been over already.
func (p *passed) take(d insight.Changes, known *record.View) {
	add := func(to *[]insight.Ref, ref insight.Ref, name string) {
		if _, again := p.names[ref.Key()]; !again {
			*to = append(*to, ref)
			p.names[ref.Key()] = name
		}
	}
	pass := func(to *[]insight.Ref, all []insight.Passing) {
		for _, x := range all {
			if x.Kind != insight.KindSeat {
				add(to, x.Ref, x.Name)
			} else {
				key := forumKey(x.ID)
				p.seats[key] = append(p.seats[key], x)
				add(&p.altered, insight.Ref{Kind: key.Kind, ID: key.ID}, x.Name)
			}
		}
	}
	pass(&p.came, d.Came)
	pass(&p.went, d.Went)
	pass(&p.went, slices.DeleteFunc(slices.Clone(d.Undated), func(x insight.Passing) bool { return known.Has(x.Key()) }))
	for _, x := range d.Changed {
		add(&p.altered, x.Ref, x.Name)
		p.fields[x.Key()] = x.Fields
	}
}

// confirm finds what was there on both days and has been confirmed in between.
func (p *passed) confirm(c *composer) {
	marks := p.marks()
	for b := range c.ledger.told() {
		h := b.HeadOf()
		was, err := c.Before.Get(h.Kind.Name, h.ID)
		if err != nil || marks[h.Key()] != "" || !c.confirmedAfter(was, b) {
			continue
		}
		ref := insight.Ref{Kind: h.Kind.Name, ID: h.ID}
		p.confirmed = append(p.confirmed, ref)
		p.names[ref.Key()] = c.View.Title(b)
	}
}

// confirmedAfter tells whether a record has been confirmed since an earlier
// version of it.
func (c *composer) confirmedAfter(was, is record.Body) bool {
	return c.View.ConfirmedOn(is).After(c.Before.ConfirmedOn(was)) && c.View.ConfirmedOn(is).After(c.Before.Today())
}

// marks are what stands in the margin.
func (p *passed) marks() map[record.Key]report.Mark {
	marks := map[record.Key]report.Mark{}
	for _, x := range []struct {
		mark report.Mark
		refs []insight.Ref
	}{{report.Confirmed, p.confirmed}, {report.Changed, p.altered}, {report.New, p.came}, {report.Ended, p.went}} {
		for _, ref := range x.refs {
			marks[ref.Key()] = x.mark
		}
	}
	return marks
}

// changes tell what is new, what has ended, what has changed and what has been
// confirmed.
func (c *composer) changes() []report.Chapter {
	if c.Before == nil {
		return nil
	}
	return []report.Chapter{c.chapter(Changes, lazily(c.changed))}
}

func (c *composer) changed() []report.Block {
	p := c.passed
	if len(p.came)+len(p.went)+len(p.altered)+len(p.confirmed) == 0 {
		return sentences(c.T("reporting.changes.nothing", c.Before.Today(), c.View.Today()))
	}
	blocks := []report.Block{paragraph(c.T("reporting.changes.lead", c.Before.Today(), c.View.Today())), c.changesTable()}
	for _, x := range []struct {
		mark report.Mark
		refs []insight.Ref
	}{{report.New, p.came}, {report.Ended, p.went}, {report.Changed, p.altered}, {report.Confirmed, p.confirmed}} {
		if list := c.changesList(x.mark, x.refs); len(list.Items) > 0 {
			blocks = append(blocks, report.Heading{Level: 2, Text: c.T("reporting.changes." + string(x.mark))}, list)
		}
	}
	return blocks
}

// changesTable counts what has become of each kind of thing.
func (c *composer) changesTable() report.Table {
	table := report.Table{Caption: c.T("reporting.changes.caption"), Columns: []report.Column{{Title: c.T("reporting.column.kind"), Share: 3}}}
	for _, mark := range []report.Mark{report.New, report.Ended, report.Changed, report.Confirmed} {
		table.Columns = append(table.Columns, report.Column{Title: c.T("reporting.changes." + string(mark)), Kind: report.Number, Share: 1})
	}
	for _, kind := range insight.ComparedKinds() {
		row := report.Row{Cells: []report.Cell{{Text: report.Say(c.T("reporting.kinds." + kind))}}}
		all := 0
		for _, refs := range [][]insight.Ref{c.passed.came, c.passed.went, c.passed.altered, c.passed.confirmed} {
			n := 0
			for _, ref := range refs {
				if ref.Kind == kind {
					n++
				}
			}
			all += n
			row.Cells = append(row.Cells, c.number(n))
		}
		if all > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	return table
}

// mostNew is how many of a kind are named that are new: the others are marked
// where they stand in the report.
const mostNew = 40

// changesList names what has come, gone or changed, kind by kind. Of what has
// only been confirmed the table counts enough.
func (c *composer) changesList(mark report.Mark, refs []insight.Ref) report.List {
	var list report.List
	if mark == report.Confirmed {
		return list
	}
	for _, kind := range insight.ComparedKinds() {
		var items []report.Item
		for _, ref := range refs {
			if ref.Kind == kind {
				items = append(items, report.Item{Text: c.changeLine(mark, ref), Mark: mark})
			}
		}
		if len(items) > 0 {
			text.SortBy(items, func(i report.Item) string { return i.Text.String() })
			if rest := len(items) - mostNew; rest > 0 && mark == report.New {
				items = append(items[:mostNew:mostNew], report.Item{Text: report.Say(c.T("reporting.changes.more", rest))})
			}
			list.Items = append(list.Items, report.Item{Text: report.Line{{Text: c.T("reporting.kinds." + kind), Bold: true}}, Items: items})
		}
	}
	return list
}

// changeLine names a thing, and of one that has changed what has.
func (c *composer) changeLine(mark report.Mark, ref insight.Ref) report.Line {
	line := report.Say(c.passed.names[ref.Key()])
	if a, ok := party.FindActor(c.View, ref.ID); ok && ref.Kind == party.Units.Name { // several units have the same name
		line = report.Say(a.Name())
	}
	if mark != report.Changed {
		return line
	}
	var fields []string
	for _, f := range c.passed.fields[ref.Key()] {
		fields = append(fields, c.fieldName(ref.Kind, f.Field))
	}
	for _, s := range c.passed.seats[ref.Key()] {
		fields = append(fields, c.seatChange(s))
	}
	if len(fields) == 0 {
		return line
	}
	return append(line, report.Span{Text: ": " + joinedBySemicolon(fields)})
}

// fieldName is what a field is called that has changed.
func (c *composer) fieldName(kind, field string) string {
	if key := "field." + kind + "." + field; c.lang.Has(key) {
		return c.T(key)
	}
	return c.T("field." + field)
}

// seatChange says who came to sit in a forum or left it.
func (c *composer) seatChange(s insight.Passing) string {
	who := party.Called(c.teller, s.Actor, "")
	if s.Function != "" {
		who = c.T("insight.function_at", s.Function, who)
	}
	if s.How == insight.HowTold {
		return c.T("reporting.changes.sits", who)
	}
	return c.T("reporting.changes.left", who)
}
