package peopleweb

import (
	"net/http"
	"net/url"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// Fill fills what the frame of a page says of who is signed in: his name and
// ways on, or where to sign in; and, in a demonstration, the roles to choose.
func (h *Web) Fill(r *http.Request, f *web.Frame) {
	actor, l := ActorOf(r), web.LangOf(r)
	if actor.IsSignedIn() {
		f.User = &web.User{Name: actor.Name, Role: rolesInWords(l, actor), Links: links(l, actor), SignOut: "/logga-ut"}
	} else if !strings.HasPrefix(r.URL.Path, "/logga-in") {
		f.SignIn = &web.Link{Href: signInHref(r), Text: l.T("web.sign_in")}
	}
	if h.opts.Demo {
		f.Banner = banner(l, actor)
	}
}

// signInHref leads to the sign-in and back here.
func signInHref(r *http.Request) string {
	if r.Method != http.MethodGet || r.URL.Path == "/" || strings.HasPrefix(r.URL.Path, "/valkommen/") {
		return "/logga-in"
	}
	return "/logga-in?" + url.Values{"next": {r.URL.RequestURI()}}.Encode()
}

func links(l *text.Lang, actor access.Actor) []web.Link {
	all := []web.Link{{Href: "/konto", Text: l.T("people.me")}}
	if people.MayList(actor) {
		all = append(all, web.Link{Href: "/konton", Text: l.T("people.all")})
	}
	return all
}

// rolesInWords lists the roles of the actor, the widest first, each once.
func rolesInWords(l *text.Lang, actor access.Actor) string {
	var words []string
	for _, role := range access.Roles() {
		for _, a := range actor.Assignments {
			if a.Role == role {
				words = append(words, l.T("people.role."+string(role)))
				break
			}
		}
	}
	if len(words) == 0 {
		return l.T("people.role.none")
	}
	return strings.Join(words, ", ")
}

// nobody is the choice of a demonstration that signs out.
const nobody = "public"

func banner(l *text.Lang, actor access.Actor) *web.Banner {
	b := &web.Banner{Text: l.T("people.demo.banner"), Label: l.T("people.demo.choose"), Action: "/demo/roll", Name: "roll"}
	for _, role := range access.Roles() {
		b.Choices = append(b.Choices, web.Choice{Value: string(role), Text: l.T("people.role." + string(role)),
			Current: actor.Name == people.DemoName(role)})
	}
	b.Choices = append(b.Choices, web.Choice{Value: nobody, Text: l.T("people.role.public"), Current: !actor.IsSignedIn()})
	return b
}
