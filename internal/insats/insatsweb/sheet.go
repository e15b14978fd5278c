package insatsweb

import (
	"bytes"
	"net/http"

	"samkarta/internal/exchange/sheet"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sheetFile gives the insatser that are asked for, as on the list, as a sheet.
func sheetFile(f sheet.Format) page.Shown {
	return func(w http.ResponseWriter, r *http.Request, v *record.View) error {
		s := sight{page.SightOf(r, v)}
		found := readAsk(s, r).find(s)
		all := make([]record.Body, len(found))
		for i, x := range found {
			all[i] = x
		}
		var out bytes.Buffer // so that what is wrong becomes a page
		if err := sheet.Write(&out, f, v, s.Lang, insats.Insatser.Kind, all); err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", f.Type)
		h.Set("Content-Disposition", `attachment; filename="`+f.FileName(v, insats.Insatser.Kind)+`"`)
		h.Set("Cache-Control", "private, no-cache")
		_, err := w.Write(out.Bytes())
		return err
	}
}

// files lead to the insatser that are asked for as sheets, and, for those who
// may, to where a sheet is read in.
func (s sight) files(r *http.Request) []web.Link {
	query := ""
	if r.URL.RawQuery != "" {
		query = "?" + r.URL.Query().Encode()
	}
	var links []web.Link
	for _, f := range sheet.Formats() {
		links = append(links, web.Link{Href: "/insatser." + f.Name + query, Text: s.T("insatsweb.get." + f.Name)})
	}
	if upload.MayImport(s.View.Actor()) == nil {
		links = append(links, web.Link{Href: "/importera/kalkylblad", Text: s.T("insatsweb.read_sheet")})
	}
	return links
}
