package siteweb

import (
	"net/http"
	"strings"
	"time"

	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// askSource is the source that is asked for: ?kalla=sv-2019.
const askSource = "kalla"

const exportPath = "/exportera/samkarta.json"

// exportPage is the choice of what to take out of the map.
type exportPage struct {
	web.Frame
	Head         web.Head
	All          web.Card
	Associations []web.Link
	Sources      web.Table
	Import       *web.Link
}

func (p *Pages) exportForm(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.Render(w, r, "export", newExportPage(v, web.LangOf(r), p.surveys.of(v)))
}

func newExportPage(v *record.View, l *text.Lang, s *survey) *exportPage {
	p := &exportPage{Head: web.Head{Title: l.T("siteweb.export.title"), Lead: l.T("siteweb.export.lead")}}
	p.Title = p.Head.Title
	p.All = web.Card{Href: exportPath, Title: l.T("siteweb.export.all"), Text: l.T("siteweb.export.all.text", s.Facts)}
	for _, a := range party.Associations.All(v) {
		p.Associations = append(p.Associations, web.Link{Href: page.Address(exportPath, page.AskAssociation, a.ID), Text: a.Name})
	}
	p.Sources = exportSources(v, l)
	if mayImport(v.Actor()) {
		p.Import = &web.Link{Href: UploadPath, Text: l.T("siteweb.import.title")}
	}
	return p
}

func exportSources(v *record.View, l *text.Lang) web.Table {
	t := web.Table{Caption: l.T("siteweb.export.sources"), Quiet: true,
		Columns: []web.Column{{Text: l.T("page.source")}, {Text: l.T("siteweb.date")}, {Text: l.T("siteweb.export.file")}},
		Empty:   web.Empty{Title: l.T("siteweb.empty.title"), Text: l.T("siteweb.empty.text")}}
	for _, src := range record.Sources.All(v) {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: src.Title, Href: src.URL(), Note: src.Publisher},
			{Text: page.DateText(l, src.Date)},
			{Href: page.Address(exportPath, askSource, src.ID), Text: src.ID + ".json"}}})
	}
	return t
}

// slow is how long taking out a large map over a slow line may last.
const slow = 10 * time.Minute

func (p *Pages) export(w http.ResponseWriter, r *http.Request, v *record.View) error {
	in := web.QueryInput(r)
	sel := exchange.Selection{Association: in.Get(page.AskAssociation), Source: in.Get(askSource)}
	// A server that sets no limits, such as a test's, needs none lifted.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(slow))
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+exportName(v, sel)+`"`)
	h.Set("Cache-Control", "private, no-cache")
	err := exchange.Export(v, sel, w)
	if err != nil {
		h.Del("Content-Disposition") // it becomes a page that says what is wrong
	}
	return err
}

// exportName names the file by what is in it and the day it shows. Ids hold
// nothing that a file name may not, but slashes.
func exportName(v *record.View, sel exchange.Selection) string {
	parts := []string{"samkarta"}
	for _, s := range []string{sel.Association, sel.Source} {
		if id.IsSlug(s) {
			parts = append(parts, strings.ReplaceAll(s, "/", "-"))
		}
	}
	return strings.Join(append(parts, v.Today().Format(time.DateOnly)), "-") + ".json"
}
