package peopleweb

import (
	"net/http"

	"samkarta/internal/people"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

const perPage = 50

func (h *Web) scene(r *http.Request) (scene, error) {
	actor := ActorOf(r)
	v, err := h.records.View(r.Context(), actor, "")
	return scene{web.LangOf(r), v, actor}, err
}

func (h *Web) signInPage(w http.ResponseWriter, r *http.Request) error {
	in := web.QueryInput(r)
	next := web.Local(in.Get("next"))
	if ActorOf(r).IsSignedIn() {
		return web.Redirect(w, r, next)
	}
	kept := web.NewInput()
	kept.Set("next", next)
	return h.renderSignIn(w, r, http.StatusOK, kept, nil)
}

func (h *Web) renderSignIn(w http.ResponseWriter, r *http.Request, status int, in *web.Input, err error) error {
	l := web.LangOf(r)
	p := &formPage{Form: signInForm(l, in).Fail(err), Note: l.T("people.sign_in.forgotten")}
	p.Head = web.Head{Title: l.T("people.sign_in.title"), Lead: l.T("people.sign_in.lead")}
	p.Title, p.NoIndex = p.Head.Title, true
	w.Header().Set("Cache-Control", "no-store")
	return h.site.Render(w, r, status, "people-form", p)
}

func (h *Web) welcomePage(w http.ResponseWriter, r *http.Request) error {
	return h.renderWelcome(w, r, http.StatusOK, web.NewInput(), nil)
}

func (h *Web) renderWelcome(w http.ResponseWriter, r *http.Request, status int, in *web.Input, err error) error {
	welcome, gone := h.people.Welcome(r.Context(), r.PathValue("token"))
	if gone != nil {
		return gone
	}
	l := web.LangOf(r)
	p := &formPage{Form: welcomeForm(l, in).Fail(err), Email: welcome.Email}
	p.Head = web.Head{Title: l.T("people.welcome.again", welcome.Name), Lead: l.T("people.welcome.lead", welcome.Email)}
	if welcome.First {
		p.Head.Title = l.T("people.welcome.first", welcome.Name)
	}
	p.Title, p.NoIndex = p.Head.Title, true
	w.Header().Set("Cache-Control", "no-store")
	return h.site.Render(w, r, status, "people-form", p)
}

func (h *Web) mePage(w http.ResponseWriter, r *http.Request) error {
	return h.renderMe(w, r, http.StatusOK, nil)
}

func (h *Web) renderMe(w http.ResponseWriter, r *http.Request, status int, wrong error) error {
	sessions, err := h.people.Sessions(r.Context(), ActorOf(r), tokenOf(r))
	if err != nil {
		return err
	}
	a, err := h.people.Get(r.Context(), ActorOf(r), ActorOf(r).Account)
	if err != nil {
		return err
	}
	s, err := h.scene(r)
	if err != nil {
		return err
	}
	p := &mePage{Head: web.Head{Kicker: s.l.T("people.me"), Title: a.Name, Lead: a.Email}, Email: a.Email,
		Roles: s.roles(a, false), Sessions: sessionTable(s.l, sessions), Others: others(s.l, sessions)}
	if a.HasPassword() {
		p.Password = passwordForm(s.l).Fail(wrong)
	}
	p.Title = s.l.T("people.me")
	return h.site.Render(w, r, status, "people-me", p)
}

func sessionTable(l *text.Lang, sessions []people.Session) web.Table {
	t := web.Table{Caption: l.T("people.sessions"), Quiet: true, Columns: []web.Column{
		{Text: l.T("people.sessions.where")}, {Text: l.T("people.sessions.started")}, {Text: l.T("people.sessions.used")}}}
	for _, s := range sessions {
		where := web.Cell{Text: s.Address}
		if s.Address == "" {
			where.Text = l.T("people.sessions.somewhere")
		}
		if s.Current {
			where.Tags = []web.Tag{{Text: l.T("people.sessions.here"), Color: "success"}}
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{where, {Text: moment(l, s.StartedAt)}, {Text: moment(l, s.UsedAt)}}})
	}
	return t
}

// others is the button that ends the other sessions, if there are any.
func others(l *text.Lang, sessions []people.Session) *web.Post {
	if len(sessions) < 2 {
		return nil
	}
	return &web.Post{Action: "/konto/logga-ut-andra", Text: l.T("people.sessions.end")}
}

func (h *Web) listPage(w http.ResponseWriter, r *http.Request) error {
	s, err := h.scene(r)
	if err != nil {
		return err
	}
	in := web.QueryInput(r)
	all, err := h.people.List(r.Context(), s.actor, people.Filter{
		Words: in.Get("namn"), Association: in.Get("forbund"), Closed: in.Is("stangda")})
	if err != nil {
		return err
	}
	p := &listPage{Head: web.Head{Title: s.l.T("people.all"), Lead: s.l.T("people.all.lead", len(all))},
		Form: filterForm(s, in), Pages: web.NewPagination(r, perPage, len(all))}
	if people.MayInvite(s.actor) == nil {
		p.Head.Actions = []web.Link{{Href: "/konton/ny", Text: s.l.T("people.new"), Icon: "plus"}}
	}
	p.Table = s.list(web.PageOf(p.Pages, all))
	p.Title = p.Head.Title
	return h.site.Render(w, r, http.StatusOK, "people-list", p)
}

func (s scene) list(all []people.Account) web.Table {
	l := s.l
	t := web.Table{Caption: l.T("people.all"), Quiet: true, Columns: []web.Column{{Text: l.T("people.field.name")},
		{Text: l.T("people.field.email")}, {Text: l.T("people.roles")}, {Text: l.T("people.signed_in")}},
		Empty: web.Empty{Title: l.T("people.all.none"), Text: l.T("people.all.none.text")}}
	for _, a := range all {
		t.Rows = append(t.Rows, web.TableRow{Quiet: a.IsClosed(), Cells: []web.Cell{
			{Text: a.Name, Href: "/konton/" + a.ID, Tags: tags(l, a)}, {Text: a.Email},
			{Text: s.someRoles(a)}, {Text: day(l, a.SignedInAt)}}})
	}
	return t
}

func (h *Web) showPage(w http.ResponseWriter, r *http.Request) error {
	s, err := h.scene(r)
	if err != nil {
		return err
	}
	a, err := h.people.Get(r.Context(), s.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	p := &showPage{Head: web.Head{Kicker: s.l.T("people.account"), Title: a.Name, Lead: a.Email, Tags: tags(s.l, a)},
		Facts: s.facts(a), Roles: s.roles(a, true), Elsewhere: a.Elsewhere, Posts: s.posts(a)}
	if people.MayInvite(s.actor) == nil {
		p.Add = &web.Link{Href: "/konton/" + a.ID + "/roller", Text: s.l.T("people.roles.add"), Icon: "plus"}
	}
	if a.IsClosed() {
		p.Alert = &web.Alert{Color: "warning", Title: s.l.T("people.closed.title"), Text: s.l.T("people.closed.text", day(s.l, a.ClosedAt))}
	}
	p.Title = a.Name
	p.Crumbs = crumbs(s.l)
	return h.site.Render(w, r, http.StatusOK, "people-show", p)
}

func crumbs(l *text.Lang) []web.Link { return []web.Link{{Href: "/konton", Text: l.T("people.all")}} }

func (s scene) facts(a people.Account) web.Definitions {
	facts := web.Definitions{
		web.Say(s.l.T("people.added"), day(s.l, a.CreatedAt)),
		web.Say(s.l.T("people.signed_in"), day(s.l, a.SignedInAt)),
	}
	if !a.HasPassword() {
		facts = append(facts, web.Say(s.l.T("people.password"), s.l.T("people.password.none")))
	}
	return facts
}

// posts are what the actor may do with an account.
func (s scene) posts(a people.Account) []web.Post {
	at := "/konton/" + a.ID
	switch {
	case !a.MayManage:
		return nil
	case a.IsClosed():
		return []web.Post{{Action: at + "/oppna", Text: s.l.T("people.reopen")}}
	}
	return []web.Post{
		{Action: at + "/lank", Text: s.l.T("people.link.new"), Icon: "mail"},
		{Action: at + "/stang", Text: s.l.T("people.close"), Danger: true},
	}
}
