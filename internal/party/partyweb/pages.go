package partyweb

import (
	"net/http"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
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

// part is a part of a page: whether it is there, its anchor and the key of its
// heading.
type part struct {
	there       bool
	anchor, key string
}

// contents leads to the parts that a page has.
func (s sight) contents(parts ...part) web.Tabs {
	t := web.Tabs{Label: s.l.T("partyweb.on_page")}
	for _, p := range parts {
		if p.there {
			t.Items = append(t.Items, web.Link{Href: "#" + p.anchor, Text: s.l.T(p.key)})
		}
	}
	return t
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, name string, page web.Page) error {
	return p.Site.Render(w, r, http.StatusOK, name, page)
}

func (p *Pages) actors(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "actors", newActorsPage(sightOf(r, v), r))
}

func (p *Pages) association(w http.ResponseWriter, r *http.Request, v *record.View) error {
	a, err := party.Associations.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "association", newAssociationPage(sightOf(r, v), a))
}

func (p *Pages) municipalities(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "municipalities", newMunicipalitiesPage(sightOf(r, v)))
}

func (p *Pages) municipality(w http.ResponseWriter, r *http.Request, v *record.View) error {
	m, ok := place.Find(r.PathValue("code"))
	if !ok {
		return fault.New(fault.NotFound, "partyweb.no_municipality", r.PathValue("code"))
	}
	return p.show(w, r, "municipality", newMunicipalityPage(sightOf(r, v), m))
}

func (p *Pages) party(w http.ResponseWriter, r *http.Request, v *record.View) error {
	x, err := party.Parties.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "party", newPartyPage(sightOf(r, v), x))
}

func (p *Pages) unit(w http.ResponseWriter, r *http.Request, v *record.View) error {
	u, err := party.Units.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "unit", newUnitPage(sightOf(r, v), u))
}

func (p *Pages) targetGroups(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "target-groups", newGroupsPage(sightOf(r, v), r))
}

func (p *Pages) targetGroup(w http.ResponseWriter, r *http.Request, v *record.View) error {
	t, err := party.TargetGroups.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "target-group", newGroupPage(sightOf(r, v), t))
}
