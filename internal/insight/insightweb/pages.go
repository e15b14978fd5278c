package insightweb

import (
	"net/http"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

func (p *Pages) sight(r *http.Request, v *record.View) sight {
	return sight{v: v, l: web.LangOf(r), x: p.Insight.Index(v), r: r, today: p.Records.Today()}
}

// answer serves the page of an analysis.
func (p *Pages) answer(analyse func(sight) *answerPage) page.Shown {
	return func(w http.ResponseWriter, r *http.Request, v *record.View) error {
		return p.Site.Render(w, r, http.StatusOK, "insight-answer", analyse(p.sight(r, v)))
	}
}

func (p *Pages) overTime(w http.ResponseWriter, r *http.Request, v *record.View) error {
	on := func(day record.Date) (*insight.Index, error) { return p.Insight.Of(r.Context(), v.Actor(), day) }
	shown, err := p.sight(r, v).overTime(on)
	if err != nil {
		return err
	}
	return p.Site.Render(w, r, http.StatusOK, "insight-answer", shown)
}

func (p *Pages) overview(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.Site.Render(w, r, http.StatusOK, "insight-overview", p.sight(r, v).overview())
}

func (p *Pages) standings(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.Site.Render(w, r, http.StatusOK, "insight-overview", p.sight(r, v).standings())
}

func (p *Pages) standing(w http.ResponseWriter, r *http.Request, v *record.View) error {
	a, err := party.Associations.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.Site.Render(w, r, http.StatusOK, "insight-standing", p.sight(r, v).standing(a))
}
