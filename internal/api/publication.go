package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Publication is which kinds of an association's records the public sees.
type Publication struct {
	Association string          `json:"association"`
	Kinds       map[string]bool `json:"kinds" doc:"By the name of each kind, whether the public sees it"`
}

// PublicationChoice chooses for some kinds whether the public sees them.
type PublicationChoice struct {
	Kinds map[string]bool `json:"kinds" doc:"By the name of a kind, whether the public is to see it; kinds that are left out stay as they are"`
}

type publicationInput struct {
	ID string `path:"id" doc:"The association's id; slashes in it may stand as they are" example:"finnveden"`
}

type publishInput struct {
	ID      string `path:"id" doc:"The association's id; slashes in it may stand as they are" example:"finnveden"`
	RawBody []byte
}

type publicationAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Publication
}

// publication makes the operations of what an association shows everybody.
func (s *Service) publication(api huma.API) {
	register(api, change(http.MethodGet, "/publication/{id}", "get-publication", "Which kinds of an association's records the public sees", 0), s.getPublication)
	send(api, change(http.MethodPatch, "/publication/{id}", "publish", "Choose which kinds of an association's records the public sees", 0),
		bodyOf[PublicationChoice](api, "PublicationChoice"), s.publish)
}

func (s *Service) getPublication(ctx context.Context, in *publicationInput) (*publicationAnswer, error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	v, err := s.Records.View(ctx, c.actor, "")
	if err == nil {
		_, err = party.Associations.Get(v, in.ID)
	}
	if err != nil {
		return nil, c.problem(err)
	}
	return &publicationAnswer{"no-store", Publication{in.ID, v.Publication(in.ID)}}, nil
}

func (s *Service) publish(ctx context.Context, in *publishInput) (*publicationAnswer, error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	choice, err := readBody[PublicationChoice](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	if err := s.visible(ctx, c, record.Key{Kind: party.Associations.Name, ID: in.ID}); err != nil {
		return nil, err
	}
	if err := s.Records.Publish(ctx, c.actor, in.ID, choice.Kinds); err != nil {
		return nil, c.problem(err)
	}
	return s.getPublication(ctx, &publicationInput{in.ID})
}
