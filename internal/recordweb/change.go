package recordweb

import (
	"errors"
	"maps"
	"net/http"
	"reflect"
	"strconv"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// changeForm shows the form with what stands in the record.
func (p *Pages) changeForm(w http.ResponseWriter, r *http.Request, v *record.View) error {
	t, err := p.openOn(w, r, v)
	if t == nil || err != nil {
		return err
	}
	s := newSheet(t.kind, t.directory(t.nearBody()), t.body)
	in := web.NewInput()
	s.dir.fill(in, t.kind, record.TreeOf(t.body))
	in.Set(fieldVersion, strconv.FormatInt(t.body.HeadOf().Version, 10))
	return t.show(http.StatusOK, s.build(in), in)
}

// openOn is taskOn for what shows something to be written over: an earlier day
// is not, and its task is nil.
func (p *Pages) openOn(w http.ResponseWriter, r *http.Request, v *record.View) (*task, error) {
	if v.AsOf() != "" {
		t := &task{Pages: p, w: w, r: r, v: v, l: web.LangOf(r)}
		return nil, t.onlyToday()
	}
	t, err := p.taskOn(w, r, v)
	if err != nil {
		return nil, err
	}
	return t, t.mayChange()
}

// change saves what was posted.
func (p *Pages) change(w http.ResponseWriter, r *http.Request) error {
	t, in, err := p.postedTask(w, r)
	if err != nil {
		return err
	}
	s := newSheet(t.kind, t.directory(t.nearBody()), t.body)
	if in.RowsEdited() {
		return t.show(http.StatusOK, s.build(in), in)
	}
	e, err := t.edit(s, in)
	if err != nil {
		return t.again(s, in, err)
	}
	if in.Is(fieldChosen) {
		return t.settle(s, e)
	}
	return t.save(s, e)
}

// edit is a change that somebody wants to make: what the record said when the
// form was opened, and what it is to say.
type edit struct {
	in        *web.Input
	reading   *reading
	base      record.Body
	patch     record.Tree // the fields that were typed in; nil for what was emptied
	confirmed bool
}

// edit reads what was typed against the version that the form was filled with.
func (t *task) edit(s *sheet, in *web.Input) (*edit, error) {
	if err := t.mayChange(); err != nil {
		return nil, err
	}
	base, err := t.version(in.Get(fieldVersion))
	if err != nil {
		return nil, err
	}
	s.stored = base
	e := &edit{in: in, reading: &reading{d: s.dir}, base: base, confirmed: in.Is(fieldConfirmed)}
	e.patch = e.reading.changes(in, t.kind, record.TreeOf(base))
	return e, e.reading.check(t.kind, e.mine())
}

// mine is the whole record as the one who typed wants it.
func (e *edit) mine() record.Tree { return over(record.TreeOf(e.base), e.patch) }

// over lays a patch over a tree.
func over(tree, patch record.Tree) record.Tree {
	whole := maps.Clone(tree)
	for name, value := range patch {
		if value == nil {
			delete(whole, name)
		} else {
			whole[name] = value
		}
	}
	return whole
}

// version gives a version of the record by its number.
func (t *task) version(number string) (record.Body, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	if t.body.HeadOf().Version == n {
		return t.body, nil
	}
	history, err := t.Records.History(t.r.Context(), t.v.Actor(), t.key())
	if err != nil {
		return nil, err
	}
	for _, v := range history {
		if v.Body.HeadOf().Version == n {
			return v.Body, nil
		}
	}
	return nil, fault.New(fault.Invalid, "web.bad_form")
}

// save writes the change, unless somebody else has changed the record since.
func (t *task) save(s *sheet, e *edit) error {
	err := t.write(e, e.base.HeadOf().Version)
	switch {
	case isStale(err):
		return t.stale(s, e)
	case err != nil:
		return t.again(s, e.in, e.reading.explain(t.kind, err))
	}
	return t.saved(s, e)
}

// saved goes to the page of the record and says what was done.
func (t *task) saved(s *sheet, e *edit) error {
	flash := t.done("recordweb.changed", s, e.in)
	switch {
	case len(e.patch) == 0 && e.confirmed:
		flash = web.Done("recordweb.confirmed.one")
	case len(e.patch) == 0:
		flash = web.Notice("recordweb.unchanged")
	}
	return web.Redirect(t.w, t.r, t.home(), flash)
}

// write saves the change over a version. A form that another change has passed
// by is stale before the service looks at it, for the fields of both might not go
// together; unless it has been saved before and was posted twice.
func (t *task) write(e *edit, version int64) error {
	if t.body.HeadOf().Version != version && !e.isSaved(record.TreeOf(t.body)) {
		return fault.New(fault.Conflict, "record.stale")
	}
	return sure(e.in, func(sure bool) error {
		return t.Records.Change(t.r.Context(), t.v.Actor(), t.key(), record.Draft{
			Tree: e.patch, Version: version, Confirmed: e.confirmed, Sure: sure})
	})
}

// isSaved tells whether the record says already what the edit wants. To confirm
// what one has not seen is not that.
func (e *edit) isSaved(now record.Tree) bool {
	if len(e.patch) == 0 {
		return !e.confirmed
	}
	return reflect.DeepEqual(over(now, e.patch), now)
}

func isStale(err error) bool {
	var f *fault.Fault
	return errors.As(err, &f) && f.Kind == fault.Conflict && f.Key == "record.stale"
}
