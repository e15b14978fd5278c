package recordweb

import (
	"net/http"
	"strconv"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of the fields of a confirmation.
const (
	fieldFact = "fact"  // kind/id of a record that is true today
	fieldBack = "_back" // where to go afterwards
)

// confirm says of one record that it is true today.
func (p *Pages) confirm(w http.ResponseWriter, r *http.Request) error {
	t, err := p.newTask(w, r)
	if err != nil {
		return err
	}
	if err := t.mayChange(); err != nil {
		return err
	}
	if err := p.Records.Confirm(r.Context(), t.v.Actor(), t.key()); err != nil {
		return err
	}
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	return web.Redirect(w, r, back(in.Get(fieldBack), t.home()), web.Done("recordweb.confirmed.one"))
}

// back is where a form asks to go afterwards, if that is on this site.
func back(asked, otherwise string) string {
	if len(asked) > 1 && asked[0] == '/' && asked[1] != '/' && !strings.ContainsAny(asked, "\\\r\n") {
		return asked
	}
	return otherwise
}

// confirmSeveral says of the records that were ticked that they are true today.
func (p *Pages) confirmSeveral(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	to := back(in.Get(fieldBack), "/bekrafta")
	var keys []record.Key
	for _, fact := range in.All(fieldFact) {
		kind, id, _ := strings.Cut(fact, "/")
		keys = append(keys, record.Key{Kind: kind, ID: id})
	}
	if len(keys) == 0 {
		return web.Redirect(w, r, to, web.Notice("recordweb.confirmed.none"))
	}
	actor := p.ActorOf(r)
	if !actor.IsSignedIn() {
		return refusal(actor)
	}
	if err := p.Records.Confirm(r.Context(), actor, keys...); err != nil {
		return err
	}
	return web.Redirect(w, r, to, web.Done("recordweb.confirmed.several", strconv.Itoa(len(keys))))
}

// askToPress answers whoever comes to the address of the button, perhaps after
// having signed in: a look at an address changes nothing.
func (p *Pages) askToPress(w http.ResponseWriter, r *http.Request) error {
	t, err := p.newTask(w, r)
	if err != nil {
		return err
	}
	page := &pressPage{Head: web.Head{Title: t.l.T("recordweb.press.title"), Lead: t.l.T("recordweb.press")}}
	page.Title, page.NoIndex = page.Head.Title, true
	page.Record = web.Link{Href: t.home(), Text: t.v.Title(t.body)}
	if t.v.MayChange(t.body) {
		page.Confirm = &web.Post{Action: r.URL.Path, Text: t.l.T("page.confirm"), Icon: "check", Variant: "primary"}
	}
	w.Header().Set("Allow", http.MethodPost)
	return p.Site.Render(w, r, http.StatusMethodNotAllowed, "record-press", page)
}

// pressPage says that a record is confirmed by a button.
type pressPage struct {
	web.Frame
	Head    web.Head
	Record  web.Link
	Confirm *web.Post
}

// mustBeKind refuses the name of a kind that has no pages.
func mustBeKind(v *record.View, name string) error {
	if k := v.Kinds().Named(name); name != "" && (k == nil || k.Kept) {
		return fault.New(fault.NotFound, "record.no_kind", name)
	}
	return nil
}
