package recordweb

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// endPage asks from which day a record no longer holds.
type endPage struct {
	web.Frame
	Head     web.Head
	Alert    *web.Alert
	Form     *web.Form
	Pointing []pointing
}

// pointing is the records of one kind that point at what is to end.
type pointing struct {
	Title string
	Links []web.Link
	More  string
}

// fieldFrom is the first day on which the record does not hold.
const fieldFrom = "from"

// endForm asks from when.
func (p *Pages) endForm(w http.ResponseWriter, r *http.Request, v *record.View) error {
	t, err := p.openOn(w, r, v)
	if t == nil || err != nil {
		return err
	}
	in := web.NewInput()
	in.Set(fieldFrom, v.Today().Format(time.DateOnly))
	in.Set(fieldVersion, strconv.FormatInt(t.body.HeadOf().Version, 10))
	return t.showEnd(http.StatusOK, in, nil)
}

// showEnd writes the page: what happens, the day, and what points at the record.
func (t *task) showEnd(status int, in *web.Input, err error) error {
	title := page.Short(t.v.Title(t.body), 80)
	p := &endPage{Head: web.Head{Kicker: t.l.T("recordweb.end.kicker"), Title: title, Lead: t.l.T("recordweb.end.lead")}}
	p.Title, p.NoIndex, p.Crumbs = p.Head.Title, true, []web.Link{{Href: t.home(), Text: title}}
	if h := t.body.HeadOf(); h.EndedOn(t.v.Today()) {
		p.Alert = &web.Alert{Color: "info", Text: t.l.T("recordweb.end.already", page.DateText(t.l, h.ValidTo))}
		if hasForm(h.Kind) {
			p.Alert.Links = []web.Link{{Href: "/andra/" + h.Kind.Name + "/" + h.ID, Text: t.l.T("page.change")}}
		}
		return t.Site.Render(t.w, t.r, status, "record-end", p)
	}
	p.Form = web.NewForm(t.l, in)
	p.Form.Date(fieldFrom, "recordweb.end.from").Help("recordweb.end.from.hint").Require()
	p.Form.Keep(fieldVersion, in.Get(fieldVersion))
	p.Form.Submit, p.Form.Cancel, p.Form.Danger = t.l.T("page.end"), t.home(), true
	p.Form.Fail(err)
	p.Pointing = t.pointing()
	return t.Site.Render(t.w, t.r, status, "record-end", p)
}

// mostPointing is how many records of a kind the page names.
const mostPointing = 12

// pointing lists what points at the record, kind by kind: it stays as it is, and
// somebody has to go through it.
func (t *task) pointing() []pointing {
	var all []pointing
	for _, k := range t.v.Kinds().All {
		bodies := t.v.Pointing(k, t.key())
		if k.Kept || len(bodies) == 0 {
			continue
		}
		group := pointing{Title: t.l.T("recordweb.several."+k.Name, len(bodies))}
		for _, b := range bodies[:min(len(bodies), mostPointing)] {
			group.Links = append(group.Links, web.Link{Href: b.HeadOf().URL(), Text: page.Short(t.v.Title(b), 90)})
		}
		if len(bodies) > mostPointing {
			group.More = t.l.T("recordweb.and_more", len(bodies)-mostPointing)
		}
		all = append(all, group)
	}
	return all
}

// end says that the record holds no more.
func (p *Pages) end(w http.ResponseWriter, r *http.Request) error {
	t, err := p.newTask(w, r)
	if err != nil {
		return err
	}
	if err := t.mayChange(); err != nil {
		return err
	}
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	from := record.Date(in.Date(fieldFrom))
	in.Need(fieldFrom)
	version, _ := strconv.ParseInt(in.Get(fieldVersion), 10, 64)
	if err = in.Err(); err == nil {
		err = t.Records.End(r.Context(), t.v.Actor(), t.key(), version, from.First())
	}
	if err != nil {
		return t.endAgain(in, err)
	}
	return web.Redirect(w, r, t.home(), web.Done("recordweb.ended"))
}

// endAgain shows the page with what is wrong. If the record was changed in
// between, that is said, and the next press ends it as it is now.
func (t *task) endAgain(in *web.Input, err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != fault.Invalid && !isStale(err) {
		return err
	}
	if isStale(err) {
		if err := t.refresh(); err != nil {
			return err
		}
		in.Set(fieldVersion, strconv.FormatInt(t.body.HeadOf().Version, 10))
		return t.showEnd(http.StatusConflict, in, fault.New(fault.Conflict, "recordweb.end.stale"))
	}
	f = &fault.Fault{Kind: f.Kind, Key: f.Key, Fields: append([]fault.Field(nil), f.Fields...)}
	for i, field := range f.Fields {
		if field.Path == "valid_to" {
			f.Fields[i] = fault.Field{Path: fieldFrom, Key: "recordweb.end.before", Args: field.Args[1:]}
		}
	}
	return t.showEnd(http.StatusUnprocessableEntity, in, f)
}
