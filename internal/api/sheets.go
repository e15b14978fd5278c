package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/exchange/sheet"
	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// sheets makes an operation for each format that the catalogue can be kept in
// outside the map.
func (s *Service) sheets(api huma.API) {
	for _, f := range sheet.Formats() {
		schema := &huma.Schema{Type: huma.TypeString}
		if f == sheet.XLSX {
			schema.Format = "binary"
		}
		register(api, huma.Operation{OperationID: "insatser-" + f.Name, Method: http.MethodGet, Path: prefix + "/insatser." + f.Name, Tags: []string{"insatser"},
			Summary: "The catalogue as a spreadsheet: " + f.Name,
			Description: "Columns and words in the language of the request. An insats has a row for each of its groups of criteria. " +
				"A sheet that has been changed is read as a draft at POST " + DraftsPath + ".",
			Responses: map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{f.Type: {Schema: schema}}}},
			Errors:    []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusUnprocessableEntity}},
			func(ctx context.Context, in *sheetInput) (*huma.StreamResponse, error) { return s.askSheet(ctx, in, f) })
	}
}

type sheetInput struct {
	Asked
	InsatsQuestion
}

// WriteInsatser writes the insatser that are asked for as a spreadsheet.
func (m Map) WriteInsatser(w io.Writer, f sheet.Format, q InsatsQuestion) error {
	all, err := m.chosen(q)
	if err != nil {
		return err
	}
	bodies := make([]record.Body, len(all))
	for i, x := range all {
		bodies[i] = x
	}
	return sheet.Write(w, f, m.View, m.Lang, insats.Insatser.Kind, bodies)
}

func (s *Service) askSheet(ctx context.Context, in *sheetInput, f sheet.Format) (*huma.StreamResponse, error) {
	c := callerOf(ctx)
	m, err := s.mapFor(ctx, c, in.AsOf)
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(m.View)
	if knows(in.IfNoneMatch, tag) {
		return nil, unchanged(tag)
	}
	if _, err := m.chosen(in.InsatsQuestion); err != nil {
		return nil, c.problem(inQuery(err))
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		for name, value := range map[string]string{"Content-Type": f.Type, "Content-Disposition": `attachment; filename="` + f.FileName(m.View, insats.Insatser.Kind) + `"`,
			"ETag": tag, "Cache-Control": revalidate, "Vary": vary} {
			ctx.SetHeader(name, value)
		}
		ctx.SetStatus(http.StatusOK)
		if err := m.WriteInsatser(ctx.BodyWriter(), f, in.InsatsQuestion); err != nil {
			c.report(err) // whoever asked is gone, or a text is longer than a sheet takes
		}
	}}, nil
}
