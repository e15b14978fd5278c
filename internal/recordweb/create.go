package recordweb

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// formPage is a form to add or to change a record.
type formPage struct {
	web.Frame
	Head  web.Head
	Alert *web.Alert
	Form  *web.Form
	Parts []part
	Lists []web.DataList
}

// newForm shows an empty form, or one filled with what the address says:
// /ny/forum?municipality=0604.
func (p *Pages) newForm(w http.ResponseWriter, r *http.Request, v *record.View) error {
	t, err := p.taskOn(w, r, v)
	if err != nil {
		return err
	}
	if v.AsOf() != "" {
		return t.onlyToday()
	}
	if len(t.keepers()) == 0 {
		return t.mayNotAdd()
	}
	s := t.newSheet(r.URL.Query())
	in := web.NewInput()
	s.dir.fill(in, t.kind, t.asked(r.URL.Query()))
	in.Set(fieldConfirmed, "1")
	in.Set(fieldToken, id.New())
	return t.show(http.StatusOK, s.build(in), in)
}

// mayNotAdd refuses those who may add no record of the kind.
func (t *task) mayNotAdd() error {
	if a := t.v.Actor(); a.IsSignedIn() && len(a.Associations()) > 0 {
		return fault.New(fault.Forbidden, "recordweb.may_not_add")
	}
	return refusal(t.v.Actor())
}

func (t *task) newSheet(q url.Values) *sheet {
	s := newSheet(t.kind, t.directory(t.nearNew(q)), nil)
	keepers := t.keepers()
	if len(keepers) == 1 {
		s.keeper = t.keeperName(keepers[0])
		return s
	}
	for _, k := range keepers {
		value := k
		if k == "" {
			value = notSaid
		}
		s.keepers = append(s.keepers, web.Option{Value: value, Text: t.keeperName(k)})
	}
	return s
}

func (t *task) keeperName(association string) string {
	if association == "" {
		return t.l.T("page.common")
	}
	return t.v.TitleOf(record.Key{Kind: "association", ID: association})
}

// asked is what the address says of the new record. An editor's own unit is
// filled in where it says whose the record is.
func (t *task) asked(q url.Values) record.Tree {
	tree := record.Tree{}
	for _, a := range fieldsOf(t.kind) {
		if given := given(q, a); len(given) > 0 {
			tree[a.Name] = askedValue(a, given)
		}
	}
	if own := layouts[t.kind.Name].Own; own != "" && tree[own] == nil && t.ownUnit() != "" {
		tree[own] = t.ownUnit()
	}
	return tree
}

// given is what the address says of a field. A municipality counts among the
// several of a kind that has no single one.
func given(q url.Values, a asked) []string {
	values := q[a.Name]
	if a.As == asPlaces {
		return placesAsked(url.Values{"municipality": append(slices.Clone(q["municipality"]), values...)})
	}
	return values
}

func askedValue(a asked, values []string) any {
	switch a.As {
	case asRows:
		var rows []any
		for _, id := range values {
			rows = append(rows, record.Tree{a.columns()[0].Name: id})
		}
		return rows
	case asLines, asChecks, asPlaces, asNames:
		return list(values)
	}
	return values[0]
}

// create adds the record that was posted.
func (p *Pages) create(w http.ResponseWriter, r *http.Request) error {
	t, in, err := p.postedTask(w, r)
	if err != nil {
		return err
	}
	s := t.newSheet(r.URL.Query())
	if in.RowsEdited() {
		return t.show(http.StatusOK, s.build(in), in)
	}
	key, err := t.add(s, in)
	if err != nil {
		return t.again(s, in, err)
	}
	return web.Redirect(w, r, t.kind.Path+key.ID, t.done("recordweb.created", s, in))
}

func (t *task) add(s *sheet, in *web.Input) (record.Key, error) {
	keeper, wrong := t.keeperIn(in)
	rd := &reading{d: s.dir, faults: wrong}
	tree := rd.whole(in, t.kind)
	if err := rd.check(t.kind, tree); err != nil {
		return record.Key{}, err
	}
	token := in.Get(fieldToken)
	if len(token) > 64 {
		token = ""
	}
	var key record.Key
	err := sure(in, func(sure bool) (err error) {
		key, err = t.Records.Create(t.r.Context(), t.v.Actor(), t.kind, record.Draft{
			Tree: tree, KeptBy: keeper, Token: token, Confirmed: in.Is(fieldConfirmed), Sure: sure})
		return err
	})
	return key, rd.explain(t.kind, err)
}

// keeperIn is the association that is to keep the record: the one chosen, or
// the only one there is.
func (t *task) keeperIn(in *web.Input) (string, []fault.Field) {
	all := t.keepers()
	if len(all) == 1 {
		return all[0], nil
	}
	chosen := in.Get(fieldKeeper)
	if chosen == "" && len(all) > 0 {
		return "", []fault.Field{{Path: fieldKeeper, Key: "web.field.needed"}}
	}
	if chosen == notSaid {
		chosen = ""
	}
	if len(all) > 0 && !slices.Contains(all, chosen) {
		return "", []fault.Field{{Path: fieldKeeper, Key: "web.field.choice"}}
	}
	return chosen, nil
}

// explain moves the faults of the service to where they stand on the form.
func (r *reading) explain(k *record.Kind, err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return err
	}
	fields := r.place(f.Fields)
	inOrder(k, fields)
	return &fault.Fault{Kind: f.Kind, Key: f.Key, Args: f.Args, Fields: fields, Err: f.Err}
}

// again shows the form with what was typed and with what is wrong. Only what is
// no fault of the one who typed becomes a page of its own.
func (t *task) again(s *sheet, in *web.Input, err error) error {
	kind := fault.KindOf(err)
	if kind == fault.Internal || kind == fault.NotFound || kind == fault.Unavailable {
		return err
	}
	s.doubts = record.DoubtsIn(err)
	s.build(in)
	if kind == fault.Forbidden || kind == fault.Unauthenticated {
		err = t.whyNot(err)
	}
	s.form.Fail(err)
	if s.doubts != nil {
		s.form.Summary = t.l.T("recordweb.unsure")
		s.form.Faults = append(s.form.Faults, web.FormFault{Href: "#" + s.form.Field(fieldSure).Anchor(), Text: t.l.T("recordweb.sure.where")})
	}
	if there := existing(err); there != "" {
		s.form.Faults = []web.FormFault{{Href: t.kind.Path + there, Text: t.l.T("recordweb.exists")}}
	}
	return t.show(web.Status(err), s, in)
}

// whyNot says why the posted record was refused: nobody has signed in any more,
// or it belongs to another unit than the editor's.
func (t *task) whyNot(err error) error {
	if !t.v.Actor().IsSignedIn() {
		return fault.New(fault.Unauthenticated, "recordweb.signed_out")
	}
	own := layouts[t.kind.Name].Own
	if unit := t.ownUnit(); unit != "" && own != "" {
		return &fault.Fault{Kind: fault.Forbidden, Key: "recordweb.not_yours", Fields: []fault.Field{{
			Path: own, Key: "recordweb.not_yours", Args: []any{t.v.TitleOf(record.Key{Kind: "unit", ID: unit})}}}}
	}
	return err
}

// existing gives the id of the record that is there already; "" if the error is
// another one.
func existing(err error) string {
	var f *fault.Fault
	if errors.As(err, &f) && f.Key == "record.exists" && len(f.Args) == 1 {
		there, _ := f.Args[0].(string)
		return there
	}
	return ""
}

// done tells that a record was saved, and how its frequency was understood.
func (t *task) done(key string, s *sheet, in *web.Input) web.Flash {
	f := t.kind.Schema.Field("frequency")
	if f == nil {
		return web.Done(key)
	}
	if said := s.readAs(in.Get(f.Name)); said != "" {
		return web.Done(key+"_read", said)
	}
	return web.Done(key)
}

// show writes the page of a form.
func (t *task) show(status int, s *sheet, in *web.Input) error {
	p := &formPage{Form: s.form, Parts: s.parts, Lists: s.lists.made}
	p.NoIndex = true
	if t.body == nil {
		p.Head = web.Head{Title: t.l.T("recordweb.new." + t.kind.Name), Lead: t.l.T("recordweb.lead." + t.kind.Name)}
		s.form.Keep(fieldToken, in.Get(fieldToken))
		s.form.Cancel = "/"
	} else {
		title := page.Short(t.v.Title(t.body), 80)
		p.Head = web.Head{Kicker: t.l.T("recordweb.change." + t.kind.Name), Title: title, Fresh: page.Fresh(t.v, t.l, t.body)}
		p.Crumbs = []web.Link{{Href: t.home(), Text: title}}
		s.form.Keep(fieldVersion, in.Get(fieldVersion))
		s.form.Cancel = t.home()
	}
	p.Title = p.Head.Title
	return t.Site.Render(t.w, t.r, status, "record-form", p)
}
