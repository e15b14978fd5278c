package reportingweb

import (
	"net/http"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
)

// logo gives the picture of a template, to those who may see the template.
func (p *Pages) logo(w http.ResponseWriter, r *http.Request) error {
	in := web.QueryInput(r)
	t, err := p.Reports.Template(r.Context(), p.ActorOf(r), in.Get(askAssociation), in.Get(askTemplate))
	if err != nil {
		return err
	}
	if t.Look.Logo == nil {
		return fault.New(fault.NotFound, "reports.no_logo", t.Name)
	}
	h := w.Header()
	h.Set("Content-Type", http.DetectContentType(t.Look.Logo)) // PNG or JPEG: nothing else is kept
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	_, _ = w.Write(t.Look.Logo) // a browser that has gone is told nothing
	return nil
}
