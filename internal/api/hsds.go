package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/exchange/hsds"
	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
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

// HsdsServices chooses services; what is left empty chooses all.
type HsdsServices struct {
	TaxonomyTerm  string `query:"taxonomy_term_id" doc:"UUID of a word: the service says it"`
	Taxonomy      string `query:"taxonomy_id" doc:"UUID of a list of words: the service says one of them"`
	Organization  string `query:"organization_id" doc:"UUID of an organization: it, or one within it, gives the service"`
	ModifiedAfter string `query:"modified_after" doc:"Changed at this time or later: 2026-05-31T12:00:00Z, or a day" example:"2026-05-31"`
}

type servicesInput struct {
	HsdsPaged
	HsdsServices
	Minimal bool `query:"minimal" doc:"Only the id and the day of change of each, all on one page"`
	Full    bool `query:"full" doc:"Each with all that belongs to it"`
}

func (s *Service) askServices(ctx context.Context, in *servicesInput) (*huma.StreamResponse, error) {
	return s.hsdsList(ctx, in.HsdsPaged, func(m hsdsMap) (shown, error) {
		all, err := m.services(in.Search, in.HsdsServices)
		switch {
		case in.Minimal:
			of := show(all, m.Minimal)
			of.onePage = true
			return of, err
		case in.Full:
			return show(all, m.Service), err
		}
		return show(all, m.Brief), err
	})
}

// services are the insatser that are asked for.
func (m hsdsMap) services(search string, q HsdsServices) ([]*insats.Insats, error) {
	after, err := modifiedAfter(q.ModifiedAfter)
	if err != nil {
		return nil, err
	}
	named := m.among(insats.Insatser.Name, search)
	return slices.DeleteFunc(insats.Insatser.All(m.Map.View), func(x *insats.Insats) bool {
		return !named.has(x.ID) || x.ChangedAt.Before(after) || !m.isGivenBy(x, q.Organization) || !m.says(x, q)
	}), nil
}

func modifiedAfter(said string) (time.Time, error) {
	if said == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(form, said); err == nil {
			return t, nil
		}
	}
	return time.Time{}, badQuestion([]fault.Field{{Path: "modified_after", Key: "record.bad_date", Args: []any{said}}})
}

// isGivenBy tells whether an organization, or one within it, gives an insats.
func (m hsdsMap) isGivenBy(x *insats.Insats, organization string) bool {
	a, ok := party.FindActor(m.Map.View, x.Provider)
	return organization == "" || ok && (hsds.ID(a.Key().Kind, a.ID) == organization || hsds.ID(party.Parties.Name, a.PartyID()) == organization)
}

// says tells whether an insats says a word, or one of a list.
func (m hsdsMap) says(x *insats.Insats, q HsdsServices) bool {
	if q.TaxonomyTerm == "" && q.Taxonomy == "" {
		return true
	}
	return slices.ContainsFunc(m.Service(x).Attributes, func(a hsds.Attribute) bool {
		return a.Term != nil && (q.TaxonomyTerm == "" || a.TermID == q.TaxonomyTerm) && (q.Taxonomy == "" || a.Term.TaxonomyID == q.Taxonomy)
	})
}

func (m hsdsMap) service(id string) (hsds.Service, bool) {
	for _, x := range insats.Insatser.All(m.Map.View) {
		if hsds.ID(insats.Insatser.Name, x.ID) == id {
			return m.Service(x), true
		}
	}
	return hsds.Service{}, false
}

type organizationsInput struct {
	HsdsPaged
	FullService bool `query:"full_service" doc:"Each with its services with all that belongs to them"`
	Full        bool `query:"full" doc:"Each with where it works and its services"`
}

// organizations are those who give an insats, and the parties of these.
func (m hsdsMap) organizations() []party.Actor {
	type question struct{}
	return record.Once(m.Map.View, question{}, func() []party.Actor {
		var all []party.Actor
		seen := map[string]bool{}
		for _, x := range insats.Insatser.All(m.Map.View) {
			a, ok := party.FindActor(m.Map.View, x.Provider)
			for _, id := range []string{a.ID, a.PartyID()} {
				if one, found := party.FindActor(m.Map.View, id); ok && found && !seen[id] {
					seen[id] = true
					all = append(all, one)
				}
			}
		}
		return all
	})
}

// organization shows an organization with its services, named or whole.
func (m hsdsMap) organization(a party.Actor, full bool) hsds.Organization {
	o := m.Organization(a)
	for _, x := range insats.Insatser.All(m.Map.View) {
		if x.Provider != a.ID {
			continue
		}
		one := m.Brief(x)
		if full {
			one = m.Service(x)
		}
		one.Organization = nil
		o.Services = append(o.Services, one)
	}
	return o
}

func (s *Service) askOrganizations(ctx context.Context, in *organizationsInput) (*huma.StreamResponse, error) {
	return s.hsdsList(ctx, in.HsdsPaged, func(m hsdsMap) (shown, error) {
		parties, units := m.among(party.Parties.Name, in.Search), m.among(party.Units.Name, in.Search)
		all := slices.DeleteFunc(slices.Clone(m.organizations()), func(a party.Actor) bool { return !parties.has(a.ID) && !units.has(a.ID) })
		if in.Full || in.FullService {
			return show(all, func(a party.Actor) hsds.Organization { return m.organization(a, in.FullService) }), nil
		}
		return show(all, m.basic), nil
	})
}

// basic is an organization without its lists.
func (m hsdsMap) basic(a party.Actor) hsds.Organization {
	o := m.Organization(a)
	o.Identifiers, o.Locations = nil, nil
	return o
}

type organizationInput struct {
	HsdsID
	FullService bool `query:"full_service" doc:"With its services with all that belongs to them"`
}

func (s *Service) askOrganization(ctx context.Context, in *organizationInput) (*huma.StreamResponse, error) {
	return hsdsOne(s, func(m hsdsMap, id string) (o hsds.Organization, ok bool) {
		for _, a := range m.organizations() {
			if hsds.ID(a.Key().Kind, a.ID) == id {
				return m.organization(a, in.FullService), true
			}
		}
		return o, false
	})(ctx, &in.HsdsID)
}

type atLocationsInput struct {
	HsdsPaged
	HsdsServices
	Full bool `query:"full" doc:"Each with its place, its contacts and their numbers"`
}

func (s *Service) askAtLocations(ctx context.Context, in *atLocationsInput) (*huma.StreamResponse, error) {
	return s.hsdsList(ctx, in.HsdsPaged, func(m hsdsMap) (shown, error) {
		services, err := m.services(in.Search, in.HsdsServices)
		return show(m.atLocations(services), func(x hsds.ServiceAtLocation) hsds.ServiceAtLocation {
			if !in.Full {
				x.Contacts, x.Phones = nil, nil
			}
			return x
		}), err
	})
}

func (m hsdsMap) atLocations(services []*insats.Insats) []hsds.ServiceAtLocation {
	var all []hsds.ServiceAtLocation
	for _, x := range services {
		one := m.Service(x)
		for _, at := range one.ServiceLocations {
			at.Contacts, at.Phones = one.Contacts, one.Phones
			all = append(all, at)
		}
	}
	return all
}

func (m hsdsMap) atLocation(id string) (hsds.ServiceAtLocation, bool) {
	return oneOfThem(m.atLocations(insats.Insatser.All(m.Map.View)), func(x hsds.ServiceAtLocation) bool { return x.ID == id })
}

func oneOfThem[T any](all []T, is func(T) bool) (one T, ok bool) {
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i], true
	}
	return one, false
}

type taxonomiesInput struct{ HsdsPaged }

func (s *Service) askTaxonomies(ctx context.Context, in *taxonomiesInput) (*huma.StreamResponse, error) {
	return s.hsdsList(ctx, in.HsdsPaged, func(m hsdsMap) (shown, error) {
		return show(slices.DeleteFunc(hsds.Taxonomies(m.Map.Lang), func(x hsds.Taxonomy) bool { return !hasWords(in.Search, x.Name, x.Description) }), itself), nil
	})
}

func itself[T any](x T) T { return x }

func (m hsdsMap) taxonomy(id string) (hsds.Taxonomy, bool) {
	return oneOfThem(hsds.Taxonomies(m.Map.Lang), func(x hsds.Taxonomy) bool { return x.ID == id })
}

type taxonomyTermsInput struct {
	HsdsPaged
	Taxonomy string `query:"taxonomy_id" doc:"UUID of a list of words"`
	TopOnly  bool   `query:"top_only" doc:"Only words that are under no other: all are"`
	Parent   string `query:"parent_id" doc:"UUID of a word: those under it; none are"`
}

func (s *Service) askTaxonomyTerms(ctx context.Context, in *taxonomyTermsInput) (*huma.StreamResponse, error) {
	return s.hsdsList(ctx, in.HsdsPaged, func(m hsdsMap) (shown, error) {
		return show(slices.DeleteFunc(hsds.Terms(m.Map.Lang), func(x hsds.Term) bool {
			return in.Taxonomy != "" && x.TaxonomyID != in.Taxonomy || in.Parent != "" || !hasWords(in.Search, x.Code, x.Name)
		}), itself), nil
	})
}

func (m hsdsMap) term(id string) (hsds.Term, bool) {
	return oneOfThem(hsds.Terms(m.Map.Lang), func(x hsds.Term) bool { return x.ID == id })
}

// hasWords tells whether all words of a search stand in what is said.
func hasWords(search string, said ...string) bool {
	all := strings.ToLower(strings.Join(said, " "))
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(search)), func(w string) bool { return !strings.Contains(all, w) })
}
