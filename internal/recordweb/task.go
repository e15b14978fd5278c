package recordweb

import (
	"net/http"
	"net/url"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// task is one request to write something, and who asks.
type task struct {
	*Pages
	w    http.ResponseWriter
	r    *http.Request
	v    *record.View
	l    *text.Lang
	kind *record.Kind
	body record.Body // what is written over; nil for a new record
}

// newTask finds what the address of a request is about, on the map as it is.
func (p *Pages) newTask(w http.ResponseWriter, r *http.Request) (*task, error) {
	v, err := p.Now(r)
	if err != nil {
		return nil, err
	}
	return p.taskOn(w, r, v)
}

// postedTask is newTask with what the form says that was posted.
func (p *Pages) postedTask(w http.ResponseWriter, r *http.Request) (*task, *web.Input, error) {
	t, err := p.newTask(w, r)
	if err != nil {
		return nil, nil, err
	}
	in, err := web.ParseInput(r)
	return t, in, err
}

func (p *Pages) taskOn(w http.ResponseWriter, r *http.Request, v *record.View) (*task, error) {
	k := v.Kinds().Named(r.PathValue("kind"))
	if k == nil || k.Kept || !hasForm(k) && isForm(r) {
		return nil, fault.New(fault.NotFound, "record.no_kind", r.PathValue("kind"))
	}
	t := &task{Pages: p, w: w, r: r, v: v, l: web.LangOf(r), kind: k}
	if id := r.PathValue("id"); id != "" {
		b, err := v.Get(k.Name, id)
		if err != nil {
			return nil, err
		}
		t.body = b
	}
	return t, nil
}

// hasForm tells whether records of a kind are written in a form: figures come out
// of documents.
func hasForm(k *record.Kind) bool { return len(layouts[k.Name].Groups) > 0 }

func isForm(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/ny/") || strings.HasPrefix(r.URL.Path, "/andra/")
}

// mayChange refuses those who may not change the record, and tells those who
// have not signed in to do so first.
func (t *task) mayChange() error {
	if t.v.MayChange(t.body) {
		return nil
	}
	return refusal(t.v.Actor())
}

func refusal(a access.Actor) error {
	if !a.IsSignedIn() {
		return fault.New(fault.Unauthenticated, "recordweb.sign_in")
	}
	return fault.New(fault.Forbidden, "record.may_not_change")
}

func (t *task) key() record.Key { return t.body.HeadOf().Key() }

// home is the page of the record.
func (t *task) home() string { return t.body.HeadOf().URL() }

func (t *task) directory(n near) *directory { return newDirectory(t.v, t.l, n, t.body) }

// nearBody is what a form to change a record suggests from.
func (t *task) nearBody() near {
	var n near
	h := t.body.HeadOf()
	if t.kind.Places != nil {
		n.codes = add(n.codes, t.kind.Places(t.v, t.body)...)
	}
	n.associations(t.v, h.KeptBy)
	return n
}

// keepers lists the associations for which the actor may add records of the
// kind; "" stands for what is common, which only the administrator adds to. An
// editor adds what can belong to a unit.
func (t *task) keepers() []string {
	a := t.v.Actor()
	if a.IsAdministrator() {
		all := []string{""}
		for _, x := range party.Associations.All(t.v) {
			all = append(all, x.ID)
		}
		return all
	}
	var all []string
	for _, s := range a.Assignments {
		if s.Role == access.Developer || s.Role == access.Editor && layouts[t.kind.Name].Own != "" {
			all = add(all, s.Association)
		}
	}
	return all
}

// ownUnit is the unit that an actor who is no more than its editor writes for.
func (t *task) ownUnit() string {
	a := t.v.Actor()
	unit := ""
	for _, s := range a.Assignments {
		if s.Role == access.Developer || s.Role == access.Administrator {
			return ""
		}
		if s.Role == access.Editor && unit == "" {
			unit = s.Unit
		}
	}
	return unit
}

// nearNew is what a form for a new record suggests from: the place that the
// link spoke of, the unit that the actor writes for, and its associations.
func (t *task) nearNew(q url.Values) near {
	n := near{codes: add(nil, placesAsked(q)...)}
	if u := party.Units.Find(t.v, t.ownUnit()); u != nil {
		n.codes = add(n.codes, u.Serves(t.v)...)
	}
	n.associations(t.v, t.keepers()...)
	return n
}

func placesAsked(q url.Values) []string {
	var codes []string
	for _, code := range append(q["municipality"], q["municipalities"]...) {
		if page.PlaceName(code) != code {
			codes = append(codes, code)
		}
	}
	return codes
}

// pastPage is shown instead of a form while an earlier day is looked at.
type pastPage struct {
	web.Frame
	Head  web.Head
	Alert web.Alert
}

// onlyToday says that an earlier day cannot be changed, with the way to today.
func (t *task) onlyToday() error {
	p := &pastPage{Head: web.Head{Title: t.l.T("recordweb.past.title")}}
	p.Title, p.NoIndex = p.Head.Title, true
	p.Alert = web.Alert{Color: "info", Text: t.l.T("recordweb.past", page.DateText(t.l, t.v.AsOf())),
		Links: []web.Link{{Href: page.TodayURL(t.r), Text: t.l.T("recordweb.past.today")}}}
	return t.Site.Render(t.w, t.r, http.StatusOK, "record-past", p)
}
