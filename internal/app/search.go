package app

import (
	"samkarta/internal/api"
	"samkarta/internal/finder"
	"samkarta/internal/record"
)

// Search answers a search as the API and the command line tell it.
func (a *App) Search(v *record.View, q api.SearchQuestion) api.SearchAnswer {
	found := a.Finder.Find(v, finder.Query{Text: q.Text, Kinds: q.Kinds, Municipality: q.Municipality,
		Party: q.Party, Limit: q.Limit, Offset: q.Offset})
	answer := api.SearchAnswer{Total: found.Total, Corrected: []string{}, Hits: []api.Hit{}}
	for _, c := range found.Corrected {
		answer.Corrected = append(answer.Corrected, c.To)
	}
	for _, h := range found.Hits {
		answer.Hits = append(answer.Hits, api.Hit{Kind: h.Kind, ID: h.ID, Title: h.Title, URL: h.URL, Score: h.Score, Municipalities: h.Places})
	}
	return answer
}
