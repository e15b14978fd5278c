package peopleweb

import (
	"errors"
	"net/http"
	"strconv"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

func signInForm(l *text.Lang, in *web.Input) *web.Form {
	f := web.NewForm(l, in)
	f.Action, f.Submit = "/logga-in", l.T("web.sign_in")
	f.Email("email", "people.field.email").Require().Fill("username")
	f.Password("password", "people.field.password").Require().Fill("current-password")
	f.Keep("next", in.Get("next"))
	return f
}

func (h *Web) signIn(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	token := ""
	email, _ := in.Need("email"), in.Need("password")
	if err = in.Err(); err == nil {
		token, err = h.people.SignIn(r.Context(), email, in.Values.Get("password"), h.AddressOf(r))
	}
	if canBeMended(err) {
		retryAfter(w, err)
		return h.renderSignIn(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	if err := h.begin(w, r, token); err != nil {
		return err
	}
	return web.Redirect(w, r, web.Local(in.Get("next")))
}

// canBeMended tells whether the form is to be shown again with what is wrong.
func canBeMended(err error) bool {
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Unauthenticated, fault.Unavailable:
		return true
	}
	return false
}

// retryAfter tells programs what the text of the fault tells people.
func retryAfter(w http.ResponseWriter, err error) {
	var f *fault.Fault
	if errors.As(err, &f) && f.Kind == fault.Unavailable && len(f.Args) == 1 {
		if minutes, ok := f.Args[0].(int); ok {
			w.Header().Set("Retry-After", strconv.Itoa(60*minutes))
		}
	}
}

func (h *Web) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := h.begin(w, r, ""); err != nil {
		return err
	}
	return web.Redirect(w, r, "/", web.Done("people.done.signed_out"))
}

// demo changes to another of the made-up accounts.
func (h *Web) demo(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	token := ""
	if role := in.Get("roll"); role != nobody {
		if token, err = h.people.DemoSignIn(r.Context(), access.Role(role)); err != nil {
			return err
		}
	}
	if err := h.begin(w, r, token); err != nil {
		return err
	}
	return web.Redirect(w, r, web.Local(in.Get("back")))
}

// newPassword adds the fields of a password that somebody chooses. It is asked
// for twice, for what is mistyped unseen locks its writer out.
func newPassword(f *web.Form) {
	f.Password("password", "people.field.password.new").Require().Fill("new-password").Help("people.field.password.hint")
	f.Password("again", "people.field.password.again").Require().Fill("new-password")
}

// readNewPassword gives the password that was typed twice.
func readNewPassword(in *web.Input) (string, error) {
	password := in.Values.Get("password")
	if password != in.Values.Get("again") {
		in.Fail("again", "people.password.differs")
	}
	return password, in.Err()
}

func welcomeForm(l *text.Lang, in *web.Input) *web.Form {
	f := web.NewForm(l, in)
	f.Submit = l.T("people.welcome.submit")
	newPassword(f)
	return f
}

func (h *Web) accept(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	token := ""
	password, err := readNewPassword(in)
	if err == nil {
		token, err = h.people.Accept(r.Context(), r.PathValue("token"), password, h.AddressOf(r))
	}
	if canBeMended(err) {
		return h.renderWelcome(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	if err := h.begin(w, r, token); err != nil {
		return err
	}
	return web.Redirect(w, r, "/", web.Done("people.done.welcome"))
}

func passwordForm(l *text.Lang) *web.Form {
	f := web.NewForm(l, nil)
	f.Action, f.Submit = "/konto/losenord", l.T("people.password.change")
	f.Password("old", "people.field.password.old").Require().Fill("current-password")
	newPassword(f)
	return f
}

func (h *Web) changePassword(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	token := ""
	password, err := readNewPassword(in)
	if err == nil {
		token, err = h.people.ChangePassword(r.Context(), ActorOf(r), in.Values.Get("old"), password, h.AddressOf(r))
	}
	if canBeMended(err) {
		retryAfter(w, err)
		return h.renderMe(w, r, web.Status(err), err)
	}
	if err != nil {
		return err
	}
	h.setToken(w, r, token)
	return web.Redirect(w, r, "/konto", web.Done("people.done.password"))
}

func (h *Web) signOutOthers(w http.ResponseWriter, r *http.Request) error {
	if err := h.people.SignOutOthers(r.Context(), ActorOf(r), tokenOf(r)); err != nil {
		return err
	}
	return web.Redirect(w, r, "/konto", web.Done("people.done.others"))
}

func filterForm(s scene, in *web.Input) *web.Form {
	f := web.NewForm(s.l, in)
	f.Filter, f.Action, f.Submit, f.Cancel = true, "/konton", s.l.T("people.filter"), "/konton"
	f.Text("namn", "people.filter.words").Fill("off")
	if scopes := s.associations(); len(scopes) > 1 {
		f.Select("forbund", "people.field.association", scopes)
	}
	f.Check("stangda", "people.filter.closed")
	return f
}

// back shows an account again with what came of something done to it. What
// cannot be done as things are is told there too.
func back(w http.ResponseWriter, r *http.Request, id, done string, err error) error {
	var f *fault.Fault
	if errors.As(err, &f) && f.Kind == fault.Conflict {
		return web.Redirect(w, r, "/konton/"+id, web.Flash{Kind: "danger", Key: f.Key})
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, "/konton/"+id, web.Done(done))
}

func (h *Web) unassign(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	role := access.Assignment{Role: access.Role(in.Get("role")), Association: in.Get("association"), Unit: in.Get("unit")}
	err = h.people.Unassign(r.Context(), ActorOf(r), id, role)
	if err == nil {
		// Who took away the last that they shared sees the account no more.
		if _, gone := h.people.Get(r.Context(), ActorOf(r), id); gone != nil {
			return web.Redirect(w, r, "/konton", web.Done("people.done.unassigned"))
		}
	}
	return back(w, r, id, "people.done.unassigned", err)
}

func (h *Web) closeAccount(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	return back(w, r, id, "people.done.closed", h.people.CloseAccount(r.Context(), ActorOf(r), id))
}

func (h *Web) reopen(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	return back(w, r, id, "people.done.reopened", h.people.Reopen(r.Context(), ActorOf(r), id))
}

func (h *Web) newLink(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	link, err := h.people.NewLink(r.Context(), ActorOf(r), id)
	if err != nil {
		return back(w, r, id, "", err)
	}
	return h.showLink(w, r, id, link)
}

// showLink shows a link to hand over. It is shown once, on the page itself:
// nothing keeps it.
func (h *Web) showLink(w http.ResponseWriter, r *http.Request, id string, link people.Link) error {
	a, err := h.people.Get(r.Context(), ActorOf(r), id)
	if err != nil {
		return err
	}
	l := web.LangOf(r)
	p := &linkPage{URL: h.origin(r) + "/valkommen/" + link.Token, Expires: l.T("people.link.expires", moment(l, link.Expires)),
		Head: web.Head{Kicker: a.Name, Title: l.T("people.link.title"), Lead: l.T("people.link.lead", a.Name)},
		Back: web.Link{Href: "/konton/" + id, Text: l.T("people.link.back", a.Name)}}
	p.Title = p.Head.Title
	p.Crumbs = crumbs(l)
	w.Header().Set("Cache-Control", "no-store")
	return h.site.Render(w, r, http.StatusOK, "people-link", p)
}
