package recordweb

import (
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/glossary"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// part is a section of a form with the words that it explains, where somebody
// could stumble on them.
type part struct {
	Section *web.Section
	Terms   *web.Details
}

// The names of the fields that go with the writing of a record.
const (
	fieldKeeper    = "kept_by"
	fieldConfirmed = "_confirmed"
	fieldToken     = "_token"
	fieldVersion   = "_version"
	fieldSure      = "_sure"   // the writer means it
	fieldDoubts    = "_doubts" // what the writer was told before that
)

// sheet builds the form of a kind.
type sheet struct {
	kind    *record.Kind
	dir     *directory
	lists   *lists
	keepers []web.Option // who can keep a new record, where there is a choice
	keeper  string       // who keeps it, where there is none
	isNew   bool
	stored  record.Body   // what is changed; nil for a new record
	doubts  []fault.Field // what the writer must be sure of
	form    *web.Form
	parts   []part
}

func newSheet(k *record.Kind, d *directory, stored record.Body) *sheet {
	return &sheet{kind: k, dir: d, lists: &lists{d: d}, stored: stored, isNew: stored == nil}
}

// build makes the form that shows what stands in the input.
func (s *sheet) build(in *web.Input) *sheet {
	s.form = web.NewForm(s.dir.l, in)
	for _, g := range groupsOf(s.kind) {
		s.section("recordweb.group."+g.Name, "recordweb.note."+s.kind.Name+"."+g.Name)
		for _, a := range g.fields(s.kind) {
			s.field(s.form, a, a.Name, in)
		}
		s.endSection(g.Terms)
	}
	s.section("recordweb.group.save", "")
	s.saving()
	s.endSection("")
	return s
}

func (s *sheet) section(heading, note string) {
	if !s.dir.l.Has(note) {
		note = ""
	}
	s.form.Section(heading, note)
}

func (s *sheet) endSection(terms string) {
	p := part{Section: s.form.Sections[len(s.form.Sections)-1]}
	var words []string
	var items []web.Cell
	for _, id := range strings.Fields(terms) {
		if t, ok := glossary.Find(id); ok {
			cell := explain(s.dir.l, t)
			words, items = append(words, cell.Text), append(items, cell)
		}
	}
	if items != nil {
		p.Terms = &web.Details{Summary: s.dir.l.T("recordweb.terms", strings.Join(words, ", ")), Items: items}
	}
	s.parts = append(s.parts, p)
}

func explain(l *text.Lang, t glossary.Term) web.Cell {
	c := web.Cell{Text: t.Sv, Note: t.MeaningSv, Href: "/ordlista#" + t.ID}
	if l.Code == "en" {
		c.Text, c.Note = t.En, t.MeaningEn
	}
	return c
}

// saving asks who is to keep the record, if that is a question, and whether it
// is known to be true today.
func (s *sheet) saving() {
	l := s.dir.l
	switch {
	case len(s.keepers) > 0:
		s.form.Select(fieldKeeper, "page.kept_by", s.keepers).Help("recordweb.hint.kept_by").Require()
	case s.isNew:
		s.form.Static("keeper", "page.kept_by", s.keeper)
	}
	if s.doubts != nil {
		s.form.Check(fieldSure, "recordweb.sure").Help("recordweb.hint.sure")
		s.form.Keep(fieldDoubts, digest(s.doubts))
	}
	s.form.Check(fieldConfirmed, "recordweb.confirmed").Help("recordweb.hint.confirmed")
	s.form.Submit = l.T("recordweb.save." + map[bool]string{true: "new", false: "change"}[s.isNew])
}

// field adds a field to the form or to a row of it.
func (s *sheet) field(f *web.Form, a asked, name string, in *web.Input) {
	label := page.FieldKey(s.dir.l, s.kind.Name, name)
	var d *web.Field
	switch a.As {
	case asNames:
		s.names(f, a, name, label)
		return
	case asRows:
		s.rows(f, a, name, label, in)
		return
	case asPlaces:
		s.places(f, a, name, label)
		return
	case asObject:
		for _, part := range a.parts() {
			s.field(f, part, part.Name, in)
		}
		return
	case asName:
		d = f.SuggestFrom(a.Name, label, s.lists.id(a.Refs))
	case asFrequency:
		d = f.Text(a.Name, label)
	default:
		d = s.plain(f, a, label)
	}
	s.finish(d, a, name)
	if a.As == asFrequency {
		s.reading(d, in.Get(name))
	}
}

// plain adds a field that asks for a text, a date, a number or a word.
func (s *sheet) plain(f *web.Form, a asked, label string) *web.Field {
	switch a.As {
	case asArea:
		return f.Area(a.Name, label)
	case asLines:
		d := f.Area(a.Name, label)
		d.Lines = 3
		return d
	case asDate:
		return f.Date(a.Name, label)
	case asNumber:
		return f.Number(a.Name, label)
	case asSelect:
		return f.Select(a.Name, label, page.Options(s.dir.l, a.Vocabulary))
	case asRadios:
		return f.Radios(a.Name, label, s.choices(a))
	case asChecks:
		return s.checks(f, a, label)
	case asFlag:
		return f.Radios(a.Name, label, []web.Option{
			{Value: "yes", Text: s.dir.l.T("value.yes")}, {Value: "no", Text: s.dir.l.T("value.no")}, s.unsaid()})
	}
	return f.Text(a.Name, label)
}

// checks asks for words of a list, many of which stand folded in a row. Of a list
// that can be known to be empty there is a box for that as well.
func (s *sheet) checks(f *web.Form, a asked, label string) *web.Field {
	options := page.Options(s.dir.l, a.Elem.Vocabulary)
	if a.Whole && !a.hasNone() {
		options = append(options, web.Option{Value: notSaid, Text: s.dir.l.T("recordweb.none_of_these")})
	}
	d := f.Checks(a.Name, label, options)
	if f != s.form && len(options) > mostUnfolded {
		d.Fold()
	}
	return d
}

// mostUnfolded is how many boxes stand open in a row.
const mostUnfolded = 6

// choices gives the words of a vocabulary with what they mean, and that nothing
// is said unless there is a word for that.
func (s *sheet) choices(a asked) []web.Option {
	options := page.Options(s.dir.l, a.Vocabulary)
	for i, o := range options {
		if key := "recordweb.option." + a.Vocabulary + "." + o.Value; s.dir.l.Has(key) {
			options[i].Hint = s.dir.l.T(key)
		}
	}
	if !saysUnknown(a) && !a.Required {
		options = append(options, s.unsaid())
	}
	return options
}

func (s *sheet) unsaid() web.Option {
	return web.Option{Value: notSaid, Text: s.dir.l.T("recordweb.unsaid")}
}

// finish gives a field its hint and its marks. A hint for one kind of record
// goes before one for all.
func (s *sheet) finish(d *web.Field, a asked, name string) {
	for _, key := range []string{"recordweb.hint." + s.kind.Name + "." + name, "recordweb.hint." + name} {
		if s.dir.l.Has(key) {
			d.Help(key)
			break
		}
	}
	if a.Half {
		d.Beside()
	}
	if a.Field != nil && a.Required || name == evidence+".source" {
		d.Require()
	}
}

// names asks for several things by name, one a row.
func (s *sheet) names(f *web.Form, a asked, name, label string) {
	sort := sortOf(a.Elem.Refs)
	list := s.lists.id(a.Elem.Refs)
	d := f.Rows(a.Name, label, 1, func(row *web.Form) { row.SuggestFrom(one, "recordweb.one."+sort, list) })
	d.Adding("recordweb.add." + sort).Naming("recordweb.row." + sort)
	s.finish(d, asked{}, name)
}

// rows asks for several things, each with fields of its own.
func (s *sheet) rows(f *web.Form, a asked, name, label string, in *web.Input) {
	least := 0
	if s.isNew {
		least = leastRows[name]
	}
	d := f.Rows(a.Name, label, least, func(row *web.Form) {
		if openRows[name] {
			row.Check(openRow, "recordweb.open."+name)
		}
		for _, c := range a.columns() {
			s.field(row, c, name+"."+c.Name, in)
		}
	})
	d.Adding("recordweb.add." + name).Naming("recordweb.row." + name)
	s.finish(d, asked{}, name)
}

// leastRows is how many empty rows a new form offers.
var leastRows = map[string]int{"participants": 2, "channels": 1, "eligibility": 1}

// places asks for municipalities: boxes for those nearby, a line for others.
func (s *sheet) places(f *web.Form, a asked, name, label string) {
	boxes := s.dir.boxes()
	if len(boxes) == 0 {
		d := f.Text(a.Name+other, label)
		d.Help("recordweb.hint.places")
		return
	}
	var options []web.Option
	for _, code := range boxes {
		options = append(options, web.Option{Value: code, Text: page.PlaceName(code)})
	}
	text.SortBy(options, func(o web.Option) string { return o.Text })
	s.finish(f.Checks(a.Name, label, options), asked{}, name)
	f.Text(a.Name+other, "recordweb.other_places").Help("recordweb.hint.places")
}

// reading says how the words of a frequency are read.
func (s *sheet) reading(d *web.Field, words string) {
	if said := s.readAs(words); said != "" {
		d.Hint += " " + s.dir.l.T("recordweb.read_as", said)
	}
}

// readAs says a frequency as it is read: the stored one while its words stand
// unchanged; "" if nothing is written or it cannot be read.
func (s *sheet) readAs(words string) string {
	if words == "" {
		return ""
	}
	if f, ok := s.stored.(*forum.Forum); ok && f.Frequency != nil && frequencyWords(record.TreeOf(f)["frequency"].(record.Tree)) == words {
		return page.FrequencyText(s.dir.l, f.Frequency)
	}
	f, err := forum.ReadFrequency(words)
	if err != nil {
		return ""
	}
	return page.FrequencyText(s.dir.l, &f)
}
