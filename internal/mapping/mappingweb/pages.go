package mappingweb

import (
	"net/http"

	"samkarta/internal/finder"
	"samkarta/internal/mapping"
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

func (p *Pages) show(w http.ResponseWriter, r *http.Request, name string, shown web.Page) error {
	return p.Site.Render(w, r, http.StatusOK, name, shown)
}

func (p *Pages) statements(w http.ResponseWriter, r *http.Request, v *record.View) error {
	f := filterOf(r)
	if words := web.QueryInput(r).Get(askText); words != "" {
		f.Among = p.found(v, words)
	}
	return p.show(w, r, "statements", newStatementsPage(sightOf(r, v), r, f))
}

// found gives the ids of the statements with the words.
func (p *Pages) found(v *record.View, words string) map[string]bool {
	ids := map[string]bool{}
	for _, h := range p.Finder.Find(v, finder.Query{Text: words, Kinds: []string{mapping.Statements.Name}}).Hits {
		ids[h.ID] = true
	}
	return ids
}

func (p *Pages) statement(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := mapping.Statements.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "statement", newStatementPage(sightOf(r, v), s))
}

func (p *Pages) sources(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.show(w, r, "sources", newSourcesPage(sightOf(r, v)))
}

func (p *Pages) source(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := record.Sources.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.show(w, r, "source", newSourcePage(sightOf(r, v), r, s))
}
