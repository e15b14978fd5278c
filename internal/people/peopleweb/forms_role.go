package peopleweb

import (
	"net/http"
	"slices"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
)

// associations are those that the actor sees accounts of.
func (s scene) associations() []web.Option {
	return slices.DeleteFunc(s.scopes(), func(o web.Option) bool { return o.Value == everywhere })
}

// scopeOf is where the role is to be: as was chosen, or the only choice there
// is; "" if it is still to be chosen.
func (s scene) scopeOf(in *web.Input) string {
	scopes := s.scopes()
	if len(scopes) == 1 {
		return scopes[0].Value
	}
	chosen := in.Get("scope")
	if slices.ContainsFunc(scopes, func(o web.Option) bool { return o.Value == chosen }) {
		return chosen
	}
	return ""
}

// roleForm asks where a role is to be, which decides what else to ask, and then
// for the role. The function adds what comes before it.
func (s scene) roleForm(in *web.Input, action, cancel, submit string, before func(*web.Form)) *web.Form {
	scope := s.scopeOf(in)
	if scope == "" {
		f := web.NewForm(s.l, nil)
		f.Filter, f.Action, f.Submit, f.Cancel = true, action, s.l.T("people.scope.next"), cancel
		f.Select("scope", "people.scope", s.scopes())
		return f
	}
	f := web.NewForm(s.l, in)
	f.Action, f.Cancel, f.Submit = action, cancel, s.l.T(submit)
	before(f)
	s.roleFields(f, scope)
	return f
}

// roleFields asks for a role in a scope.
func (s scene) roleFields(f *web.Form, scope string) {
	f.Keep("scope", scope)
	if scope == everywhere {
		f.Static("where", "people.field.role", s.l.T("people.role.administrator"))
		return
	}
	f.Static("where", "people.field.association", s.association(scope))
	var roles []web.Option
	for _, role := range []access.Role{access.Developer, access.Editor, access.Reader} {
		roles = append(roles, web.Option{Value: string(role), Text: s.l.T("people.role." + string(role)), Hint: s.l.T("people.role." + string(role) + ".hint")})
	}
	f.Radios("role", "people.field.role", roles).Require()
	f.Select("unit", "people.field.unit", s.units(scope)).Help("people.field.unit.hint")
}

// readRole reads the role that was chosen in a scope.
func readRole(in *web.Input, scope string) access.Assignment {
	if scope == everywhere {
		return access.Assignment{Role: access.Administrator}
	}
	return access.Assignment{Role: access.Role(in.Get("role")), Association: scope, Unit: in.Get("unit")}
}

// inviting is the scene of somebody who may give others a role.
func (h *Web) inviting(r *http.Request) (scene, error) {
	s, err := h.scene(r)
	if err == nil {
		err = people.MayInvite(s.actor)
	}
	return s, err
}

func (h *Web) newPage(w http.ResponseWriter, r *http.Request) error {
	return h.renderNew(w, r, http.StatusOK, web.QueryInput(r), nil)
}

func (h *Web) renderNew(w http.ResponseWriter, r *http.Request, status int, in *web.Input, wrong error) error {
	s, err := h.inviting(r)
	if err != nil {
		return err
	}
	p := &formPage{Head: web.Head{Title: s.l.T("people.new"), Lead: s.l.T("people.new.lead")}}
	p.Form = s.roleForm(in, "/konton/ny", "/konton", "people.new.submit", person).Fail(wrong)
	p.Title = p.Head.Title
	p.Crumbs = crumbs(s.l)
	return h.site.Render(w, r, status, "people-form", p)
}

// person asks whom an account is for. The browser is not to fill in its own
// user.
func person(f *web.Form) {
	f.Text("name", "people.field.name").Require().Fill("off")
	f.Email("email", "people.field.email").Require().Fill("off")
}

func (h *Web) invite(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	s, err := h.scene(r)
	if err != nil {
		return err
	}
	who := people.Person{Name: in.Get("name"), Email: in.Get("email")}
	made, err := h.people.Invite(r.Context(), s.actor, who, readRole(in, s.scopeOf(in)))
	if fault.Is(err, fault.Invalid) {
		return h.renderNew(w, r, web.Status(err), in, err)
	}
	if err != nil {
		return err
	}
	if made.Link == nil {
		return web.Redirect(w, r, "/konton/"+made.Account, web.Notice("people.done.known"))
	}
	return h.showLink(w, r, made.Account, *made.Link)
}

func (h *Web) rolePage(w http.ResponseWriter, r *http.Request) error {
	return h.renderRole(w, r, http.StatusOK, web.QueryInput(r), nil)
}

func (h *Web) renderRole(w http.ResponseWriter, r *http.Request, status int, in *web.Input, wrong error) error {
	s, err := h.inviting(r)
	if err != nil {
		return err
	}
	a, err := h.people.Get(r.Context(), s.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	at := "/konton/" + a.ID
	p := &formPage{Head: web.Head{Kicker: a.Name, Title: s.l.T("people.roles.add")}}
	p.Form = s.roleForm(in, at+"/roller", at, "people.roles.add", func(*web.Form) {}).Fail(wrong)
	p.Title = p.Head.Title
	p.Crumbs = append(crumbs(s.l), web.Link{Href: at, Text: a.Name})
	return h.site.Render(w, r, status, "people-form", p)
}

func (h *Web) assign(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	s, err := h.scene(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	err = h.people.Assign(r.Context(), s.actor, id, readRole(in, s.scopeOf(in)))
	if fault.Is(err, fault.Invalid) {
		return h.renderRole(w, r, web.Status(err), in, err)
	}
	return back(w, r, id, "people.done.assigned", err)
}
