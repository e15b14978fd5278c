package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/exchange/hsds"
	"samkarta/internal/platform/fault"
)

// hsdsPath is what the addresses begin with under which the catalogue is as the
// Human Services Data Specification has it.
const hsdsPath = "/hsds"

// hsds makes the operations of the Human Services Data Specification 3.0. They
// have the addresses and the parameters that it names, and answer in its words.
func (s *Service) hsds(api huma.API) {
	hsdsGet[HsdsInfo](api, "", "", "What this API is", s.askHsds)
	hsdsGet[HsdsPage[hsds.Service]](api, "/services", "services", "Which services there are", s.askServices)
	hsdsGet[hsds.Service](api, "/services/{id}", "service", "One service with all that belongs to it", hsdsOne(s, hsdsMap.service))
	hsdsGet[HsdsPage[hsds.Organization]](api, "/organizations", "organizations", "Who gives services", s.askOrganizations)
	hsdsGet[hsds.Organization](api, "/organizations/{id}", "organization", "One organization with its services", s.askOrganization)
	hsdsGet[HsdsPage[hsds.ServiceAtLocation]](api, "/service_at_locations", "service-at-locations", "Where services are given", s.askAtLocations)
	hsdsGet[hsds.ServiceAtLocation](api, "/service_at_locations/{id}", "service-at-location", "One service in one place", hsdsOne(s, hsdsMap.atLocation))
	hsdsGet[HsdsPage[hsds.Taxonomy]](api, "/taxonomies", "taxonomies", "The lists of words that services are described by", s.askTaxonomies)
	hsdsGet[hsds.Taxonomy](api, "/taxonomies/{id}", "taxonomy", "One list of words", hsdsOne(s, hsdsMap.taxonomy))
	hsdsGet[HsdsPage[hsds.Term]](api, "/taxonomy_terms", "taxonomy-terms", "The words that services are described by", s.askTaxonomyTerms)
	hsdsGet[hsds.Term](api, "/taxonomy_terms/{id}", "taxonomy-term", "One word", hsdsOne(s, hsdsMap.term))
}

// hsdsGet makes an operation that is answered with a T.
func hsdsGet[T, I any](api huma.API, path, id, summary string, h func(context.Context, *I) (*huma.StreamResponse, error)) {
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")
	name := "hsds"
	if id != "" {
		name += "-" + id
	}
	register(api, huma.Operation{OperationID: name, Method: http.MethodGet, Path: hsdsPath + path, Summary: summary, Tags: []string{"hsds"},
		Responses: map[string]*huma.Response{"200": {Description: "As HSDS " + hsds.Version + " has it", Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}},
		Errors:    []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity}}, h)
}

// HsdsInfo is what the API says of itself.
type HsdsInfo struct {
	Version string `json:"version" doc:"HSDS version of this API"`
	Profile string `json:"profile" doc:"Where the use of it is explained"`
	OpenAPI string `json:"openapi_url" doc:"Where the API is described"`
}

// HsdsPage is a part of a list.
type HsdsPage[T any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []T  `json:"contents"`
}

// HsdsPaged is what every list can be asked.
type HsdsPaged struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
	Search      string `query:"search" doc:"Words that it is found by"`
	Page        Number `query:"page" least:"1" most:"10000000" usual:"1" doc:"Number of the page, from 1"`
	PerPage     Number `query:"per_page" least:"1" most:"1000" usual:"100" doc:"How many on a page"`
	Format      string `query:"format" is:"hsds_format" doc:"ndjson gives all of it without pages, one on a line"`
}

// hsdsMap is the map with the catalogue in the words of the specification.
type hsdsMap struct {
	Map
	hsds.Catalogue
}

// shown is a list of which only what is asked for is shown.
type shown struct {
	n       int
	onePage bool // all of it is on one page, if nothing else is asked for
	show    func(i int) any
}

func show[T, S any](all []T, one func(T) S) shown {
	return shown{n: len(all), show: func(i int) any { return one(all[i]) }}
}

// page cuts a page out of a list.
func (p HsdsPaged) page(of shown) HsdsPage[any] {
	size, number := usualLimit, 1
	if of.onePage {
		size = max(of.n, 1)
	}
	if p.PerPage.Given {
		size = p.PerPage.N
	}
	if p.Page.Given {
		number = p.Page.N
	}
	pages := (of.n + size - 1) / size
	page := HsdsPage[any]{TotalItems: of.n, TotalPages: pages, PageNumber: number, FirstPage: number == 1, LastPage: number >= pages, Contents: []any{}}
	for i := min((number-1)*size, of.n); i < min(number*size, of.n); i++ {
		page.Contents = append(page.Contents, of.show(i))
	}
	page.Size, page.Empty = len(page.Contents), len(page.Contents) == 0
	return page
}

// hsdsAnswer asks a question of the map and writes its answer, if it is not the
// one that whoever asks has already.
func (s *Service) hsdsAnswer(ctx context.Context, knownTags string, question func(m hsdsMap) (contentType string, body []byte, err error)) (*huma.StreamResponse, error) {
	c := callerOf(ctx)
	m, err := s.mapFor(ctx, c, "")
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(m.View)
	if knows(knownTags, tag) {
		return nil, unchanged(tag)
	}
	kind, body, err := question(hsdsMap{m, hsds.Catalogue{View: m.View, Lang: m.Lang, Base: c.origin}})
	if err != nil {
		return nil, c.problem(err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		for name, value := range map[string]string{"Content-Type": kind, "ETag": tag, "Cache-Control": revalidate, "Vary": vary} {
			ctx.SetHeader(name, value)
		}
		ctx.SetStatus(http.StatusOK)
		if _, err := ctx.BodyWriter().Write(body); err != nil {
			c.report(err) // whoever asked is gone
		}
	}}, nil
}

// hsdsList answers with a page of a list, or with all of it a line each.
func (s *Service) hsdsList(ctx context.Context, p HsdsPaged, list func(m hsdsMap) (shown, error)) (*huma.StreamResponse, error) {
	return s.hsdsAnswer(ctx, p.IfNoneMatch, func(m hsdsMap) (string, []byte, error) {
		if err := m.Map.check(&p); err != nil {
			return "", nil, inQuery(err)
		}
		of, err := list(m)
		if err != nil {
			return "", nil, inQuery(err)
		}
		if p.Format != "ndjson" {
			body, err := json.Marshal(p.page(of))
			return "application/json", body, err
		}
		var lines []byte
		for i := range of.n {
			line, err := json.Marshal(of.show(i))
			if err != nil {
				return "", nil, err
			}
			lines = append(append(lines, line...), '\n')
		}
		return "application/x-ndjson", lines, nil
	})
}

// HsdsID is what one thing can be asked.
type HsdsID struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
	ID          string `path:"id" doc:"The UUID, as the lists give it"`
}

// hsdsOne answers with one thing; not found if there is none with the id.
func hsdsOne[T any](s *Service, find func(m hsdsMap, id string) (T, bool)) func(context.Context, *HsdsID) (*huma.StreamResponse, error) {
	return func(ctx context.Context, in *HsdsID) (*huma.StreamResponse, error) {
		return s.hsdsAnswer(ctx, in.IfNoneMatch, func(m hsdsMap) (string, []byte, error) {
			x, ok := find(m, in.ID)
			if !ok {
				return "", nil, fault.New(fault.NotFound, "record.not_found", in.ID)
			}
			body, err := json.Marshal(x)
			return "application/json", body, err
		})
	}
}

func (s *Service) askHsds(ctx context.Context, in *Asked) (*huma.StreamResponse, error) {
	return s.hsdsAnswer(ctx, in.IfNoneMatch, func(m hsdsMap) (string, []byte, error) {
		body, err := json.Marshal(HsdsInfo{hsds.Version, m.Base + "/hjalp/import-export", m.Base + prefix + "/openapi.json"})
		return "application/json", body, err
	})
}
