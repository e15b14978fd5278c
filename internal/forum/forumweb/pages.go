package forumweb

import (
	"net/http"

	"samkarta/internal/forum"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sight is the map as one request sees it, in its language.
type sight struct {
	v *record.View
	l *text.Lang
}

func sightOf(r *http.Request, v *record.View) sight { return sight{v, web.LangOf(r)} }

func (s sight) t(key string, args ...any) string { return s.l.T("forumweb."+key, args...) }

func (p *Pages) show(w http.ResponseWriter, r *http.Request, name string, page web.Page) error {
	return p.Site.Render(w, r, http.StatusOK, name, page)
}

func (p *Pages) forums(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "forums", newForumsPage(sightOf(r, v), r))
}

func (p *Pages) forum(w http.ResponseWriter, r *http.Request, v *record.View) error {
	f, err := forum.Forums.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "forum", newForumPage(sightOf(r, v), f))
}

func (p *Pages) agreements(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "agreements", newAgreementsPage(sightOf(r, v), r))
}

func (p *Pages) agreement(w http.ResponseWriter, r *http.Request, v *record.View) error {
	a, err := forum.Agreements.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "agreement", newAgreementPage(sightOf(r, v), a))
}
