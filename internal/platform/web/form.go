package web

import (
	"errors"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// Form is a form as it is shown: {{template "form" .Form}} renders all of it.
// Labels, hints and headings are given as text keys.
type Form struct {
	Lang     *text.Lang
	Action   string // where it is posted; the same address if empty
	Submit   string // the text of its button; "save" if empty
	Cancel   string // where its cancel link leads; none if empty
	Danger   bool   // what it does cannot be undone easily
	Filter   bool   // it is sent with GET and shown in one line
	Compact  bool   // fields stand beside each other where there is room
	Upload   bool   // it holds a file
	Hidden   []Hidden
	Sections []*Section
	Summary  string // what is wrong, over the list of faults
	Faults   []FormFault
	Extra    []Choice // more submit buttons: name "_do", value, text
	in       *Input
	prefix   string // of the names, in a row
}

// Hidden is a value that travels with a form.
type Hidden struct{ Name, Value string }

// Section is a part of a form with its own heading.
type Section struct {
	Heading string
	Note    string
	Fields  []*Field
}

// FormFault is one line of the error summary; Href leads to the field.
type FormFault struct{ Href, Text string }

// NewForm makes a form that shows what stands in the input.
func NewForm(l *text.Lang, in *Input) *Form {
	if in == nil {
		in = NewInput()
	}
	return &Form{Lang: l, in: in, Sections: []*Section{{}}}
}

// T gives a text in the language of the form.
func (f *Form) T(key string, args ...any) string { return f.Lang.T(key, args...) }

// Section begins a part with its own heading; note may be "".
func (f *Form) Section(heading, note string) {
	s := &Section{Heading: f.T(heading)}
	if note != "" {
		s.Note = f.T(note)
	}
	f.Sections = append(f.Sections, s)
}

// Keep lets values travel with the form unseen, such as the version of the
// record that is changed.
func (f *Form) Keep(name, value string) {
	f.Hidden = append(f.Hidden, Hidden{f.prefix + name, value})
}

// Field gives the field with the name; nil if the form has none such.
func (f *Form) Field(name string) *Field {
	for _, s := range f.Sections {
		if found := find(s.Fields, name); found != nil {
			return found
		}
	}
	return nil
}

func find(fields []*Field, name string) *Field {
	for _, field := range fields {
		if field.Name == name {
			return field
		}
		for _, row := range field.Rows {
			if found := find(row.Fields, name); found != nil {
				return found
			}
		}
	}
	return nil
}

// Fail puts the faults of an error to the fields they are about and into the
// summary. An error that is no fault, or nil, changes nothing.
func (f *Form) Fail(err error) *Form {
	var flt *fault.Fault
	if !errors.As(err, &flt) {
		return f
	}
	f.Summary = f.T("web.form.summary")
	for _, wrong := range flt.Fields {
		f.failField(wrong)
	}
	if len(flt.Fields) == 0 {
		f.Faults = append(f.Faults, FormFault{Text: f.T(flt.Key, flt.Args...)})
	}
	return f
}

func (f *Form) failField(wrong fault.Field) {
	said := f.T(wrong.Key, wrong.Args...)
	field := f.nearest(wrong.Path)
	if field == nil {
		f.Faults = append(f.Faults, FormFault{Text: said})
		return
	}
	if field.Error == "" {
		field.Error = said
	}
	f.Faults = append(f.Faults, FormFault{Href: "#" + field.Anchor(), Text: field.inWords() + ": " + said})
}

// nearest finds the field a path is about; a fault deeper in a thing than the
// form asks (participants[0].actor.id) belongs to the field around it.
func (f *Form) nearest(path string) *Field {
	for path != "" {
		if field := f.Field(path); field != nil {
			return field
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return nil
}

// HasFaults tells whether anything is wrong with what was typed.
func (f *Form) HasFaults() bool { return len(f.Faults) > 0 }

// IsLong tells whether the form is long enough to say what the marks mean.
func (f *Form) IsLong() bool {
	n := 0
	for _, s := range f.Sections {
		n += len(s.Fields)
	}
	return n > 1 && !f.Filter
}

// ButtonText is the text of the button that sends the form.
func (f *Form) ButtonText() string {
	switch {
	case f.Submit != "":
		return f.Submit
	case f.Filter:
		return f.T("web.form.filter")
	}
	return f.T("web.form.save")
}

func (f *Form) add(field *Field) *Field {
	field.form = f
	field.Name = f.prefix + field.Name
	field.Value = f.in.Values.Get(field.Name)
	field.Chosen = f.in.All(field.Name)
	last := f.Sections[len(f.Sections)-1]
	last.Fields = append(last.Fields, field)
	return field
}
