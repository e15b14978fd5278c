package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/exchange"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// ImportPath is where documents are sent in, and LargestImport how many bytes
// one may have: more than other requests.
const (
	ImportPath    = prefix + "/import"
	LargestImport = 64 << 20
)

// exchange makes the operations on documents of the format.
func (s *Service) exchange(api huma.API) {
	register(api, huma.Operation{OperationID: "export", Method: http.MethodGet, Path: prefix + "/export", Tags: []string{"exchange"},
		Summary:     "The map as one document",
		Description: "A samkarta/1 document of several sources with everything the caller may see, also what has ended: canonical, so that the same map gives the same bytes.",
		Responses:   map[string]*huma.Response{"200": {Description: "The document", Content: map[string]*huma.MediaType{"application/json": {Schema: document}}}},
		Errors:      []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity}}, s.export)
	if s.MayImport == nil {
		return
	}
	send(api, huma.Operation{OperationID: "import", Method: http.MethodPost, Path: ImportPath, Tags: []string{"exchange"}, Security: signedIn,
		Summary: "Take a document into the map", Description: "One samkarta/1 document. With any fault nothing is stored.",
		MaxBodyBytes: LargestImport, BodyReadTimeout: 5 * time.Minute,
		Errors: []int{http.StatusUnauthorized, http.StatusForbidden}}, document, s.take)
}

// document is the schema of a document: the format says the rest.
var document = &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Description: "A samkarta/1 document",
	Properties: map[string]*huma.Schema{"format": {Type: huma.TypeString, Enum: []any{exchange.Format}}}, Required: []string{"format"}}

type exportInput struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
	Association string `query:"association" doc:"Only what this association keeps, and what that points at" example:"finnveden"`
	Source      string `query:"source" doc:"Only what this source last set, and what that points at" example:"fin-2018"`
}

func (s *Service) export(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
	c := callerOf(ctx)
	m, err := s.mapFor(ctx, c, "")
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(m.View)
	if knows(in.IfNoneMatch, tag) {
		return nil, unchanged(tag)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		out := &opening{ctx: ctx, tag: tag}
		err := exchange.Export(m.View, exchange.Selection{Association: in.Association, Source: in.Source}, out)
		if err != nil && !out.begun {
			write(ctx, c.problem(err))
		} else if err != nil {
			c.report(err) // too late to say so: what was sent is cut off, and no JSON
		}
	}}, nil
}

// opening is an answer that begins when there is something to say, so that what
// is wrong with the question can still be told before.
type opening struct {
	ctx   huma.Context
	tag   string
	begun bool
}

func (o *opening) Write(data []byte) (int, error) {
	if !o.begun {
		o.begun = true
		o.ctx.SetHeader("Content-Type", "application/json")
		o.ctx.SetHeader("Content-Disposition", `attachment; filename="samkarta.json"`)
		o.ctx.SetHeader("ETag", o.tag)
		o.ctx.SetHeader("Cache-Control", revalidate)
		o.ctx.SetHeader("Vary", vary)
		o.ctx.SetStatus(http.StatusOK)
	}
	return o.ctx.BodyWriter().Write(data)
}

// ImportAnswer tells what an import did, or would do.
type ImportAnswer struct {
	Files   int                        `json:"files"`
	DryRun  bool                       `json:"dry_run" doc:"Nothing was stored"`
	Lists   map[string]exchange.Counts `json:"lists" doc:"How many records of each list had which outcome"`
	Kept    []string                   `json:"kept_not_shown_yet" doc:"Lists that are kept and exported again, but shown nowhere yet"`
	Changes []ImportChange             `json:"changes" doc:"What would change; only of a dry run"`
}

// ImportChange is what an import would do with one record.
type ImportChange struct {
	Kind    string         `json:"kind"`
	ID      string         `json:"id"`
	Outcome record.Outcome `json:"outcome" enum:"added,changed,ended"`
	Fields  []ChangeShown  `json:"fields" doc:"Field by field; empty for what is new"`
}

// ImportAnswerOf shows what an import did.
func ImportAnswerOf(sum *exchange.Summary) ImportAnswer {
	a := ImportAnswer{Files: sum.Files, DryRun: sum.DryRun, Lists: map[string]exchange.Counts{}, Kept: list(sum.Kept),
		Changes: make([]ImportChange, len(sum.Changes))}
	for name, counts := range sum.Lists {
		a.Lists[name] = *counts
	}
	for i, x := range sum.Changes {
		a.Changes[i] = ImportChange{x.Key.Kind, x.Key.ID, x.Outcome, []ChangeShown{}}
		if x.Outcome != record.Added {
			a.Changes[i].Fields = ChangesOf(x.Fields)
		}
	}
	return a
}

type importInput struct {
	DryRun  bool `query:"dry_run" doc:"Find out what would change, and store nothing"`
	RawBody []byte
}

type importAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         ImportAnswer
}

func (s *Service) take(ctx context.Context, in *importInput) (*importAnswer, error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	if err := s.MayImport(c.actor); err != nil {
		return nil, c.problem(err)
	}
	files := []exchange.File{exchange.Bytes("", in.RawBody)}
	sum, err := exchange.Import(ctx, s.Records, c.actor, files, exchange.Options{DryRun: in.DryRun})
	if fault.Is(err, fault.Forbidden) {
		err = fault.Wrap(err, fault.Forbidden, "api.not_yours")
	}
	if err != nil {
		return nil, c.problem(err)
	}
	return &importAnswer{CacheControl: "no-store", Body: ImportAnswerOf(sum)}, nil
}
