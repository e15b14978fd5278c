package recordweb

import (
	"cmp"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// When two have changed the same record, the second sees three versions: what
// stood there when the form was opened (the base), what the other has made of
// it (theirs), and what was typed (mine). A field that only one of them changed
// has its choice made already; for the others a choice is needed. What is chosen
// is saved over the version that was shown, so a third change is seen as well.

// The names of the fields of a choice between versions. What was typed travels
// along, with the number of the version it was typed over.
const (
	fieldChosen = "_chosen"  // the number of their version
	fieldChoice = "_choice." // before the name of a field: theirs or mine
)

const (
	choseTheirs = "theirs"
	choseMine   = "mine"
)

// conflictPage lets somebody choose between two versions of a record.
type conflictPage struct {
	web.Frame
	Head    web.Head
	Alert   web.Alert
	Form    *web.Form
	Clashes []clash
}

// clash is one field in which the two versions differ.
type clash struct {
	Name   string
	ID     string
	Label  string
	Base   string
	Theirs string
	Mine   string
	Choice string // made already where only one of them changed the field
	Why    string
	Error  string
}

// IsTheirs tells whether their version is chosen.
func (c clash) IsTheirs() bool { return c.Choice == choseTheirs }

// IsMine tells whether one's own version is chosen.
func (c clash) IsMine() bool { return c.Choice == choseMine }

// Anchor is where the error summary leads.
func (c clash) Anchor() string { return "#" + c.ID + "-theirs" }

// stale compares what was typed with what stands in the record by now. If
// nothing that a form shows has changed in between – somebody has confirmed the
// record – there is nothing to choose, and the change is saved.
func (t *task) stale(s *sheet, e *edit) error {
	if err := t.refresh(); err != nil {
		return err
	}
	if same(t.kind, record.TreeOf(e.base), record.TreeOf(t.body)) {
		e.base = t.body
		return t.save(s, e)
	}
	return t.choose(s, e, t.body, web.NewInput(), nil)
}

// refresh reads the record again.
func (t *task) refresh() error {
	v, err := t.Now(t.r)
	if err != nil {
		return err
	}
	t.v = v
	t.body, err = v.Get(t.kind.Name, t.body.HeadOf().ID)
	return err
}

// same tells whether two versions say the same in all that a form shows.
func same(k *record.Kind, a, b record.Tree) bool {
	for _, f := range fieldsOf(k) {
		if !reflect.DeepEqual(a[f.Name], b[f.Name]) {
			return false
		}
	}
	return true
}

// clashes lists the fields in which their version and mine differ, with the
// choices made so far.
func (t *task) clashes(e *edit, theirs record.Body, choices *web.Input) []clash {
	base, stored, mine := record.TreeOf(e.base), record.TreeOf(theirs), e.mine()
	var all []clash
	for _, a := range fieldsOf(t.kind) {
		b, s, m := base[a.Name], stored[a.Name], mine[a.Name]
		if reflect.DeepEqual(s, m) {
			continue
		}
		c := clash{Name: fieldChoice + a.Name, ID: "choice-" + a.Name, Label: page.FieldLabel(t.l, t.kind.Name, a.Name),
			Base: t.words(a.Name, b), Theirs: t.words(a.Name, s), Mine: t.words(a.Name, m)}
		made, why := "", "recordweb.both_changed"
		if reflect.DeepEqual(b, s) {
			made, why = choseMine, "recordweb.only_you"
		} else if reflect.DeepEqual(b, m) {
			made, why = choseTheirs, "recordweb.only_they"
		}
		c.Why = t.l.T(why)
		c.Choice = cmp.Or(choices.OneOf(c.Name, choseTheirs, choseMine), made)
		all = append(all, c)
	}
	return all
}

func (t *task) words(field string, value any) string {
	return page.ValueText(t.v, t.l, t.kind, field, value)
}

// choose shows both versions side by side.
func (t *task) choose(s *sheet, e *edit, theirs record.Body, choices *web.Input, missing []string) error {
	p := &conflictPage{Clashes: t.clashes(e, theirs, choices)}
	title := page.Short(t.v.Title(t.body), 80)
	p.Title, p.NoIndex, p.Crumbs = t.l.T("recordweb.conflict.title"), true, []web.Link{{Href: t.home(), Text: title}}
	p.Head = web.Head{Kicker: t.l.T("recordweb.change." + t.kind.Name), Title: p.Title}
	p.Alert = web.Alert{Color: "warning", Text: t.l.T("recordweb.conflict", t.who(theirs), t.l.Date(theirs.HeadOf().ChangedAt))}
	p.Form = web.NewForm(t.l, nil)
	p.Form.Submit, p.Form.Cancel = t.l.T("recordweb.conflict.save"), t.home()
	t.carry(s, e, p.Form, theirs)
	for i, c := range p.Clashes {
		if missing != nil && c.Choice == "" {
			p.Clashes[i].Error = t.l.T("recordweb.choose")
			p.Form.Faults = append(p.Form.Faults, web.FormFault{Href: c.Anchor(), Text: c.Label + ": " + p.Clashes[i].Error})
		}
	}
	p.Form.Summary = t.l.T("web.form.summary")
	return t.Site.Render(t.w, t.r, http.StatusConflict, "record-conflict", p)
}

// carry lets what was typed travel along with the choice.
func (t *task) carry(s *sheet, e *edit, f *web.Form, theirs record.Body) {
	in := web.NewInput()
	s.dir.fill(in, t.kind, e.mine())
	in.Set(fieldVersion, strconv.FormatInt(e.base.HeadOf().Version, 10))
	in.Set(fieldChosen, strconv.FormatInt(theirs.HeadOf().Version, 10))
	if e.confirmed {
		in.Set(fieldConfirmed, "1")
	}
	for _, name := range slices.Sorted(maps.Keys(in.Values)) {
		for _, value := range in.Values[name] {
			f.Keep(name, value)
		}
	}
}

// who says who has written the version that stands now.
func (t *task) who(b record.Body) string {
	history, err := t.Records.History(t.r.Context(), t.v.Actor(), t.key())
	if err != nil {
		return t.l.T("recordweb.author.someone")
	}
	for _, v := range history {
		if v.Body.HeadOf().Version == b.HeadOf().Version {
			return t.authors(history)(v.Author)
		}
	}
	return t.l.T("recordweb.author.someone")
}

// settle saves what was chosen over the version that was shown.
func (t *task) settle(s *sheet, e *edit) error {
	theirs, err := t.version(e.in.Get(fieldChosen))
	if err != nil {
		return err
	}
	clashes := t.clashes(e, theirs, e.in)
	patch := record.Tree{}
	mine := e.mine()
	var missing []string
	for _, c := range clashes {
		name := c.Name[len(fieldChoice):]
		switch {
		case e.in.Get(c.Name) == "": // also one that was made for them must be seen
			missing = append(missing, name)
		case c.IsMine():
			patch[name] = mine[name]
		}
	}
	if missing != nil {
		return t.choose(s, e, theirs, e.in, missing)
	}
	return t.saveChosen(s, &edit{reading: e.reading, base: theirs, patch: patch, confirmed: e.confirmed})
}

// saveChosen saves what was chosen. If it does not go together – their lower age
// with my upper one – the form is shown as it was chosen, for that to be mended.
func (t *task) saveChosen(s *sheet, e *edit) error {
	e.in = web.NewInput()
	s.stored = e.base
	s.dir.fill(e.in, t.kind, e.mine())
	e.in.Set(fieldVersion, strconv.FormatInt(e.base.HeadOf().Version, 10))
	if e.confirmed {
		e.in.Set(fieldConfirmed, "1")
	}
	e.reading.moved = nil
	return t.save(s, e)
}
