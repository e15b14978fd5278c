package api

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/glossary"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// words makes the operations that tell of places and words.
func (s *Service) words(api huma.API) {
	about(api, "/glossary", "list-terms", "Words and abbreviations of the field, and what they mean where", s.askTerms)
	about(api, "/municipalities", "list-municipalities", "The municipalities, with the associations they belong to", s.askMunicipalities)
	about(api, "/municipalities/{code}", "get-municipality", "One municipality", s.askMunicipality)
	about(api, "/regions", "list-regions", "The regions", s.askRegions)
	about(api, "/vocabularies", "list-vocabularies", "The words that fields choose among, with their texts", s.askVocabularies)
}

func about[I, O any](api huma.API, path, id, summary string, h func(context.Context, *I) (*O, error)) {
	get(api, path, id, summary, h)
	api.OpenAPI().Paths[prefix+path].Get.Tags = []string{"words"}
}

// Term is a word of the field.
type Term struct {
	ID            string   `json:"id"`
	Sv            string   `json:"sv"`
	En            string   `json:"en"`
	Abbreviations []string `json:"abbreviations"`
	Meaning       string   `json:"meaning" doc:"In the language of the request"`
	Places        []string `json:"places" doc:"Codes of municipalities and regions where it means this; none: everywhere"`
}

// TermQuestion chooses words of the field.
type TermQuestion struct {
	Word         string `query:"word" doc:"A word or an abbreviation; left out: all there are" example:"GPS"`
	Municipality string `query:"municipality" is:"municipality" doc:"Code or name: what it means here comes first" example:"0680"`
}

// Terms answers what words mean.
func (m Map) Terms(q TermQuestion) (Found[Term], error) {
	if err := m.check(&q); err != nil {
		return Found[Term]{}, err
	}
	terms := glossary.All()
	if q.Word != "" {
		terms = meaning(terms, q)
	}
	return found(terms, m.Term), nil
}

// meaning gives what an abbreviation can stand for, or else the words that are
// written so.
func meaning(all []glossary.Term, q TermQuestion) []glossary.Term {
	if terms := glossary.Resolve(q.Word, q.Municipality); len(terms) > 0 {
		return terms
	}
	word := strings.ToLower(strings.TrimSpace(q.Word))
	return slices.DeleteFunc(all, func(t glossary.Term) bool {
		return !strings.Contains(strings.ToLower(t.Sv), word) && !strings.Contains(strings.ToLower(t.En), word)
	})
}

// Term shows a word of the field.
func (m Map) Term(t glossary.Term) Term {
	shown := Term{t.ID, t.Sv, t.En, list(t.Short), t.MeaningSv, list(t.Places)}
	if m.Lang.Code == "en" {
		shown.Meaning = t.MeaningEn
	}
	return shown
}

type termsInput struct {
	Paged
	TermQuestion
}

func (s *Service) askTerms(ctx context.Context, in *termsInput) (*Answer[Page[Term]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Term], error) { return m.Terms(in.TermQuestion) })
}

// Municipality is a municipality.
type Municipality struct {
	Code         string   `json:"code" example:"0604"`
	Name         string   `json:"name" example:"Aneby kommun"`
	Short        string   `json:"short" example:"Aneby"`
	Region       string   `json:"region" doc:"Code of its region" example:"06"`
	Associations []string `json:"associations" doc:"Ids of the associations it belongs to"`
	URL          string   `json:"url" doc:"Address of its page"`
}

// Municipality shows a municipality.
func (m Map) Municipality(p place.Municipality) Municipality {
	shown := Municipality{p.Code, p.Name, p.Short, p.Region, []string{}, "/kommuner/" + p.Code}
	for _, a := range party.Associations.Pointing(m.View, record.Key{Kind: "municipality", ID: p.Code}, "municipalities") {
		shown.Associations = append(shown.Associations, a.ID)
	}
	return shown
}

type municipalitiesInput struct {
	Paged
	Region string `query:"region" is:"region" doc:"Code of a region: in it" example:"06"`
}

func (s *Service) askMunicipalities(ctx context.Context, in *municipalitiesInput) (*Answer[Page[Municipality]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Municipality], error) {
		if err := m.check(in); err != nil {
			return Found[Municipality]{}, err
		}
		all := place.All()
		if in.Region != "" {
			all = place.InRegion(in.Region)
		}
		return found(all, m.Municipality), nil
	})
}

type municipalityInput struct {
	Asked
	Code string `path:"code" doc:"Its code with four digits" example:"0604"`
}

func (s *Service) askMunicipality(ctx context.Context, in *municipalityInput) (*Answer[Municipality], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Municipality, error) {
		p, ok := place.Find(in.Code)
		if !ok {
			return Municipality{}, fault.New(fault.NotFound, "api.unknown_municipality", in.Code)
		}
		return m.Municipality(p), nil
	})
}

// Region is a region.
type Region struct {
	Code   string `json:"code" example:"06"`
	Name   string `json:"name" example:"Region Jönköpings län"`
	County string `json:"county" example:"Jönköpings län"`
}

func (s *Service) askRegions(ctx context.Context, in *Paged) (*Answer[Page[Region]], error) {
	return pageOf(ctx, s, in, func(Map) (Found[Region], error) {
		return found(place.Regions(), func(r place.Region) Region { return Region{r.Code, r.Name, r.County} }), nil
	})
}

// Vocabulary is the words that a field chooses among.
type Vocabulary struct {
	Name  string `json:"name" example:"formality"`
	Words []Word `json:"words" doc:"In the order of the format"`
}

// Word is one of them.
type Word struct {
	Word string `json:"word" example:"formal"`
	Text string `json:"text" doc:"In the language of the request" example:"formellt"`
}

func (s *Service) askVocabularies(ctx context.Context, in *Asked) (*Answer[[]Vocabulary], error) {
	return answer(ctx, s, *in, func(m Map) ([]Vocabulary, error) {
		names := record.Vocabularies()
		slices.Sort(names)
		all := make([]Vocabulary, len(names))
		for i, name := range names {
			all[i] = Vocabulary{name, found(record.Vocabulary(name), func(w string) Word { return Word{w, m.Lang.T(name + "." + w)} }).All()}
		}
		return all, nil
	})
}
