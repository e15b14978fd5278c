package api

import (
	"context"
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
