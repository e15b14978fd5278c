package web

import (
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/text"
)

// Field is one field of a form; {{template "field" .}} renders it.
type Field struct {
	Kind     string // text, area, number, date, email, password, file, select, radios, checks, suggest, rows, static
	Name     string
	Label    string
	Hint     string
	Value    string
	Chosen   []string // of radios and checks
	Options  []Option
	Required bool
	Folded   bool // of checks: they are shown when one asks for them
	Narrow   bool // a few characters wide
	Half     bool // stands beside the next where there is room
	Complete string
	Error    string
	Focus    bool
	Rows     []*Row // of a repeated field
	AddText  string
	RowText  string
	Lines    int
	Nothing  string // of a select: the text of the choice of nothing, if it is not the usual
	Quiet    bool   // it does not say that it need not be filled
	Always   bool   // of a select: something is always chosen
	Picture  string // of a file: the address of the picture that is there now
	Alt      string // what the picture shows
	List     string // id of the datalist that it suggests from, where fields share one
	form     *Form
	list     *Field // the repeated field it stands in
	row      int
}

// Option is one choice; options with the same Group stand together.
type Option struct {
	Value string
	Text  string
	Group string
	Hint  string
}

// OptionGroup is the options that stand together under a heading.
type OptionGroup struct {
	Heading string
	Options []Option
}

// Row is one row of a repeated field.
type Row struct {
	Heading string
	Remove  string // the value of the remove button
	Fields  []*Field
}

// OptionsOf makes options of values whose texts are the prefix and the value:
// OptionsOf(l, "forum.level.", "local") shows the text forum.level.local.
func OptionsOf(l *text.Lang, prefix string, values ...string) []Option {
	all := make([]Option, len(values))
	for i, v := range values {
		all[i] = Option{Value: v, Text: l.T(prefix + v)}
	}
	return all
}

// Text adds a line of text.
func (f *Form) Text(name, label string) *Field { return f.line("text", name, label) }

// Email adds an address of e-mail.
func (f *Form) Email(name, label string) *Field { return f.line("email", name, label) }

// Password adds a password; what was typed is never shown again.
func (f *Form) Password(name, label string) *Field {
	field := f.line("password", name, label)
	field.Value = ""
	return field
}

// Number adds a number.
func (f *Form) Number(name, label string) *Field { return f.line("number", name, label).Narrowly() }

// Date adds a day that may be a month or a year only.
func (f *Form) Date(name, label string) *Field {
	field := f.line("date", name, label).Narrowly()
	field.Hint = f.T("web.field.date.hint")
	return field
}

// Area adds a text of several lines.
func (f *Form) Area(name, label string) *Field {
	field := f.line("area", name, label)
	field.Lines = 4
	return field
}

// File adds a file to be sent.
func (f *Form) File(name, label string) *Field {
	f.Upload = true
	return f.line("file", name, label)
}

// Select adds a choice of one from a list; an empty choice comes first.
func (f *Form) Select(name, label string, options []Option) *Field {
	return f.choice("select", name, label, options)
}

// Radios adds a choice of one from few.
func (f *Form) Radios(name, label string, options []Option) *Field {
	return f.choice("radios", name, label, options)
}

// Checks adds a choice of any number.
func (f *Form) Checks(name, label string, options []Option) *Field {
	return f.choice("checks", name, label, options)
}

// Check adds one box to tick; its value is "1".
func (f *Form) Check(name, label string) *Field {
	return f.choice("check", name, label, []Option{{Value: "1", Text: f.T(label)}})
}

// Suggest adds a line of text that suggests what to write.
func (f *Form) Suggest(name, label string, options []Option) *Field {
	return f.choice("suggest", name, label, options)
}

// SuggestFrom is Suggest for fields that share what they suggest: the page
// renders one {{template "datalist" .}} with the id for all of them.
func (f *Form) SuggestFrom(name, label, list string) *Field {
	field := f.line("suggest", name, label)
	field.List = list
	return field
}

// DataList is what the fields suggest that name it.
type DataList struct {
	ID      string
	Options []string
}

// ListID is the id of the datalist that the field suggests from.
func (d *Field) ListID() string {
	if d.List != "" {
		return d.List
	}
	return d.ID() + "-list"
}

// Static shows a value that cannot be changed here.
func (f *Form) Static(name, label, value string) *Field {
	field := f.line("static", name, label)
	field.Value = value
	return field
}

func (f *Form) line(kind, name, label string) *Field {
	return f.add(&Field{Kind: kind, Name: name, Label: f.T(label)})
}

func (f *Form) choice(kind, name, label string, options []Option) *Field {
	return f.add(&Field{Kind: kind, Name: name, Label: f.T(label), Options: options})
}

// Rows adds a group of fields that is repeated: as many rows as the input has,
// at least the number given. The function adds the fields of one row.
func (f *Form) Rows(name, label string, least int, fields func(row *Form)) *Field {
	field := f.add(&Field{Kind: "rows", Name: name, Label: f.T(label), AddText: f.T("web.form.add"), RowText: "web.form.row"})
	n := max(f.in.Rows(field.Name), least)
	for i := range n {
		prefix := strings.TrimSuffix(At(field.Name, i, ""), ".")
		row := &Form{Lang: f.Lang, in: f.in, prefix: prefix + ".", Sections: []*Section{{}}}
		fields(row)
		f.Hidden = append(f.Hidden, row.Hidden...)
		row.name(i, field)
		field.Rows = append(field.Rows, &Row{Remove: prefix, Fields: row.Sections[0].Fields})
		focusRow(row, f.in.Values.Get("_focus"))
	}
	f.Hidden = append(f.Hidden, Hidden{rowsField + field.Name, strconv.Itoa(n)})
	field.Focus = f.in.Values.Get("_focus") == addRow+"."+field.Name
	return field
}

// name tells the fields of a row which row they stand in.
func (f *Form) name(i int, list *Field) {
	for _, field := range f.Sections[0].Fields {
		field.list, field.row = list, i
	}
}

// focusRow lets the first field of a row that was just added take the focus.
func focusRow(row *Form, focus string) {
	if focus == row.prefix && len(row.Sections[0].Fields) > 0 {
		row.Sections[0].Fields[0].Focus = true
	}
}

// Require marks the field as one that must be filled.
func (d *Field) Require() *Field { d.Required = true; return d }

// Help gives the field a hint, by its text key.
func (d *Field) Help(key string, args ...any) *Field { d.Hint = d.form.T(key, args...); return d }

// Showing lets a field for a file show the picture that is there now.
func (d *Field) Showing(src, alt string) *Field { d.Picture, d.Alt = src, alt; return d }

// Labelled gives the field a label that is no text key but a text.
func (d *Field) Labelled(label string) *Field { d.Label = label; return d }

// Choosing gives the choice of nothing its text, by its key: where something must
// be chosen, or where nothing means something of its own.
func (d *Field) Choosing(key string) *Field { d.Nothing = d.form.T(key); return d }

// AlwaysOne leaves out the choice of nothing: one of the options is always chosen.
func (d *Field) AlwaysOne() *Field { d.Always = true; return d }

// Fold hides the choices of a field until one asks for them, or any is chosen.
func (d *Field) Fold() *Field { d.Folded = true; return d }

// IsOpen tells whether the choices of a folded field are shown from the start.
func (d *Field) IsOpen() bool { return len(d.Chosen) > 0 || d.Error != "" }

// Narrowly makes the field only as wide as a date or a number.
func (d *Field) Narrowly() *Field { d.Narrow = true; return d }

// Beside lets the field stand beside the next one where there is room.
func (d *Field) Beside() *Field { d.Half = true; return d }

// Unmarked keeps a field that need not be filled from saying so: one of many alike
// under a note that says it.
func (d *Field) Unmarked() *Field { d.Quiet = true; return d }

// Fill says what the browser may fill in by itself, such as "email".
func (d *Field) Fill(complete string) *Field { d.Complete = complete; return d }

// Adding gives a repeated field the text of its add button, by its key.
func (d *Field) Adding(key string) *Field { d.AddText = d.form.T(key); return d }

// Naming gives the rows of a repeated field their headings, by a text key
// with the number as its argument.
func (d *Field) Naming(key string) *Field { d.RowText = key; return d }

// ID is the id of the field in the page.
func (d *Field) ID() string { return "f-" + idOf.Replace(d.Name) }

var idOf = strings.NewReplacer("[", "-", "]", "", ".", "-", "_", "-")

// Anchor is where a link to the field leads: what takes the focus.
func (d *Field) Anchor() string {
	if d.Kind == "radios" || d.Kind == "checks" {
		return d.OptionID(0)
	}
	if d.Kind == "rows" {
		return d.ID() + "-add"
	}
	return d.ID()
}

// OptionID is the id of the i:th option.
func (d *Field) OptionID(i int) string { return d.ID() + "-" + strconv.Itoa(i) }

// IsChosen tells whether an option is chosen.
func (d *Field) IsChosen(value string) bool {
	if d.Kind == "select" {
		return d.Value == value
	}
	return slices.Contains(d.Chosen, value)
}

// Groups gives the options by their groups, in the order they come.
func (d *Field) Groups() []OptionGroup {
	var all []OptionGroup
	for _, o := range d.Options {
		if len(all) == 0 || all[len(all)-1].Heading != o.Group {
			all = append(all, OptionGroup{Heading: o.Group})
		}
		last := &all[len(all)-1]
		last.Options = append(last.Options, o)
	}
	return all
}

// DescribedBy lists the ids of the hint and the error, for aria-describedby.
func (d *Field) DescribedBy() string {
	var ids []string
	if d.Hint != "" {
		ids = append(ids, d.ID()+"-hint")
	}
	if d.Error != "" {
		ids = append(ids, d.ID()+"-error")
	}
	return strings.Join(ids, " ")
}

// InputType is the type of the input element.
func (d *Field) InputType() string {
	switch d.Kind {
	case "radios":
		return "radio"
	case "checks":
		return "checkbox"
	case "email", "password", "file":
		return d.Kind
	}
	// Numbers and days are plain text: the browser's own fields drop what they
	// do not understand, and it could not be shown again with its fault.
	return "text"
}

// InputMode says which keys a telephone shows.
func (d *Field) InputMode() string {
	switch d.Kind {
	case "number", "date":
		return "numeric"
	}
	return ""
}

// EmptyChoice is the text of the choice of nothing.
func (d *Field) EmptyChoice() string {
	switch {
	case d.Nothing != "":
		return d.Nothing
	case d.form.Filter:
		return d.T("web.field.any")
	}
	return d.T("web.field.choose")
}

// Marked tells whether a field that need not be filled says so.
func (d *Field) Marked() bool {
	return !d.form.Filter && !d.Quiet && d.Kind != "static" && d.Kind != "rows" && d.Kind != "check"
}

// T gives a text in the language of the form.
func (d *Field) T(key string, args ...any) string { return d.form.T(key, args...) }

// RowHeading is the heading of the i:th row.
func (d *Field) RowHeading(i int) string { return d.T(d.RowText, i+1) }

// inWords names the field as the error summary does: with its row.
func (d *Field) inWords() string {
	if d.list == nil {
		return d.Label
	}
	return d.list.RowHeading(d.row) + ", " + d.Label
}
