package mappingweb

import (
	"net/http"

	"samkarta/internal/finder"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

func (p *Pages) statements(w http.ResponseWriter, r *http.Request, v *record.View) error {
	f := filterOf(r)
	if words := web.QueryInput(r).Get(askText); words != "" {
		f.Among = p.found(v, words)
	}
	return p.Render(w, r, "statements", newStatementsPage(sight{page.SightOf(r, v)}, r, f))
}

// found gives the ids of the statements with the words.
func (p *Pages) found(v *record.View, words string) map[string]bool {
	ids := map[string]bool{}
	for _, h := range p.Finder.Find(v, finder.Query{Text: words, Kinds: []string{mapping.Statements.Name}}).Hits {
		ids[h.ID] = true
	}
	return ids
}

func (p *Pages) source(w http.ResponseWriter, r *http.Request, v *record.View) error {
	s, err := record.Sources.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.Render(w, r, "source", newSourcePage(sight{page.SightOf(r, v)}, r, s))
}
