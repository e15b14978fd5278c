package api

import (
	"context"

	"samkarta/internal/record"
)

// SearchQuestion is a search over the map.
type SearchQuestion struct {
	Text, Municipality, Party string
	Kinds                     []string
	Limit, Offset             int // without a limit all
}

// Finder searches the map; the finder depends on nothing here.
type Finder func(v *record.View, q SearchQuestion) SearchAnswer

// SearchAnswer is what a search found.
type SearchAnswer struct {
	Total     int      `json:"total" doc:"How many there are in all"`
	Corrected []string `json:"corrected" doc:"Words that were taken for something else that was typed"`
	Hits      []Hit    `json:"hits" doc:"Best first"`
}

// Hit is one thing found.
type Hit struct {
	Kind           string   `json:"kind" doc:"A kind of record, municipality or term"`
	ID             string   `json:"id"`
	Title          string   `json:"title"`
	URL            string   `json:"url" doc:"Address of its page"`
	Score          float64  `json:"score" doc:"Compares within one answer only"`
	Municipalities []string `json:"municipalities"`
}

// SearchFor is a search as somebody asks it.
type SearchFor struct {
	Text         string   `query:"q" required:"true" doc:"What to look for" example:"arbetsmarknad"`
	Kinds        []string `query:"kind" doc:"Kinds of record, municipality or term" example:"unit,forum"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: about this municipality" example:"0604"`
	Party        string   `query:"party" is:"party" doc:"Id of a party: about it"`
}

// Search answers what a search finds.
func (m Map) Search(q SearchFor, offset, limit int) (SearchAnswer, error) {
	if err := m.check(&q); err != nil {
		return SearchAnswer{}, err
	}
	got := m.Find(m.View, SearchQuestion{q.Text, q.Municipality, q.Party, q.Kinds, limit, offset})
	got.Corrected, got.Hits = list(got.Corrected), list(got.Hits)
	for i := range got.Hits {
		got.Hits[i].Municipalities = list(got.Hits[i].Municipalities)
	}
	return got, nil
}

type searchInput struct {
	Paged
	SearchFor
}

func (s *Service) askSearch(ctx context.Context, in *searchInput) (*Answer[SearchAnswer], error) {
	return answer(ctx, s, in.Asked, func(m Map) (SearchAnswer, error) {
		if err := m.check(&in.Paged); err != nil {
			return SearchAnswer{}, err
		}
		offset, limit := in.window()
		return m.Search(in.SearchFor, offset, limit)
	})
}
