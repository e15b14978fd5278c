package api

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/insight"
	"samkarta/internal/platform/web"
)

// NetworkQuestion asks for a part of the network; all of it if nothing is named.
type NetworkQuestion struct {
	ScopeQuestion
	Party       string   `query:"party" is:"party party_kind" doc:"Only this party or kind of party, and what it is tied to"`
	Level       string   `query:"level" is:"level" doc:"Only forums on this level"`
	Formality   string   `query:"formality" is:"formality" doc:"Only forums of this formality"`
	Status      []string `query:"status" is:"status" doc:"Only forums with one of these, comma between"`
	Age         Number   `query:"age" least:"0" most:"120" doc:"Only forums for somebody of this age"`
	TargetGroup string   `query:"target_group" is:"target_group" doc:"Only forums for this target group"`
	Ties        []string `query:"ties" is:"tie" doc:"What edges may stand for, comma between; all if it is left out"`
	Freshness   Number   `query:"freshness" least:"0" most:"100" doc:"Only edges that are at least so fresh, in per cent"`
	Size        string   `query:"size" is:"size_by" doc:"What the size of a node says; meetings if it is left out"`
}

// networkWords are the words of the parameters that no record has.
var networkWords = map[string][]string{
	"tie": insight.Ties(), "size_by": {insight.SizeMeetings, insight.SizeBetweenness},
}

// Network is a part of the network that can be written in a format.
type Network struct {
	m Map
	q insight.NetworkQuestion
}

// Network answers which part of the network is asked for; base is what the
// addresses of records begin with.
func (m Map) Network(q NetworkQuestion, base string) (Network, error) {
	if err := m.check(&q); err != nil {
		return Network{}, err
	}
	return Network{m, insight.NetworkQuestion{Scope: q.scope(), SizeBy: q.Size, Base: base, Selection: insight.Selection{
		Party: q.Party, Level: q.Level, Formality: q.Formality, Status: q.Status, Age: q.Age.Pointer(), TargetGroup: q.TargetGroup,
		Ties: q.Ties, Freshness: float64(q.Freshness.N) / 100}}}, nil
}

// Write writes the network in a format.
func (n Network) Write(w io.Writer, f insight.NetworkFormat) error {
	return n.m.index().WriteNetwork(w, n.q, f, n.m.Lang)
}

// FileName is what a file of it is called.
func (n Network) FileName(f insight.NetworkFormat) string { return f.FileName(n.m.View, n.q.Scope) }

// Nodes lists its nodes.
func (n Network) Nodes() []insight.Node {
	return n.m.index().Network(n.q.Scope).Only(n.q.Selection).Nodes
}

// networkFiles makes an operation for each format of the network.
func (s *Service) networkFiles(api huma.API) {
	for _, f := range insight.NetworkFormats() {
		register(api, huma.Operation{OperationID: "network-" + f.Name, Method: http.MethodGet, Path: prefix + "/network/" + f.Name, Tags: []string{"insight"},
			Summary: "The network as " + networkSummaries[f.Name],
			Description: "Actors and forums as nodes; participation, contact paths, agreements, co-location and relations as edges. " +
				"Names and titles are in the language of the request; the words in attributes are those of the format samkarta/1.",
			Responses: map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{f.Type: {Schema: fileSchema(f)}}}},
			Errors:    []int{http.StatusNotModified, http.StatusUnauthorized, http.StatusUnprocessableEntity}},
			func(ctx context.Context, in *networkInput) (*huma.StreamResponse, error) {
				return s.askNetwork(ctx, in, f)
			})
	}
}

var networkSummaries = map[string]string{
	"svg": "a picture: SVG that needs nothing else", "png": "a picture: PNG", "graphml": "GraphML, for networkx and Gephi",
	"gexf": "GEXF 1.3, for Gephi: with places, colours and sizes", "csv-nodes": "a table of its nodes in CSV, with the columns of Gephi",
	"csv-edges": "a table of its edges in CSV, with the columns of Gephi", "json": "the node-link JSON of networkx",
}

func fileSchema(f insight.NetworkFormat) *huma.Schema {
	switch {
	case f.Name == "json":
		return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Required: []string{"directed", "multigraph", "graph", "nodes", "edges"},
			Properties: map[string]*huma.Schema{"directed": {Type: huma.TypeBoolean}, "multigraph": {Type: huma.TypeBoolean}, "graph": {Type: huma.TypeObject},
				"nodes": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeObject}}, "edges": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeObject}}}}
	case strings.HasPrefix(f.Type, "text/"), strings.HasSuffix(f.Type, "+xml"):
		return &huma.Schema{Type: huma.TypeString}
	}
	return &huma.Schema{Type: huma.TypeString, Format: "binary"}
}

type networkInput struct {
	Asked
	NetworkQuestion
}

func (s *Service) askNetwork(ctx context.Context, in *networkInput, f insight.NetworkFormat) (*huma.StreamResponse, error) {
	c := callerOf(ctx)
	m, err := s.mapFor(ctx, c, in.AsOf)
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(m.View)
	if knows(in.IfNoneMatch, tag) {
		return nil, unchanged(tag)
	}
	n, err := m.Network(in.NetworkQuestion, "")
	if err != nil {
		return nil, c.problem(inQuery(err))
	}
	n.q.Base = c.origin
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		for name, value := range map[string]string{"Content-Type": f.Type, "Content-Disposition": `attachment; filename="` + n.FileName(f) + `"`,
			"ETag": tag, "Cache-Control": revalidate, "Vary": vary} {
			ctx.SetHeader(name, value)
		}
		ctx.SetStatus(http.StatusOK)
		if err := n.Write(ctx.BodyWriter(), f); err != nil {
			c.report(err) // whoever asked is gone
		}
	}}, nil
}

// originOf is where the pages of the records are, as whoever asks reaches them.
func originOf(r *http.Request) string {
	if web.IsTLS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
