package insightweb

import (
	"net/http"
	"strings"

	"samkarta/internal/exchange/upload"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// pathNetworkFile is where the network is downloaded in a format, and pathDraft
// where a file of a network is read as a draft.
const (
	pathNetworkFile = pathNetwork + "/fil/"
	pathDraft       = "/importera/utkast"
)

// sizesBy is what the size of a node says, as the analyses name it.
var sizesBy = map[string]string{sizeMeetings: insight.SizeMeetings, sizeBetween: insight.SizeBetweenness}

// networkFile gives what the page of the network shows, with every choice of its
// address, in a format of other programs.
func (p *Pages) networkFile(w http.ResponseWriter, r *http.Request, v *record.View) error {
	f, err := insight.FindNetworkFormat(r.PathValue("format"))
	if err != nil {
		return err
	}
	s := p.sight(r, v)
	a := s.readAsk()
	if !a.isChosen() && a.in.Err() == nil { // the page lets one choose; a file of the whole country helps nobody
		return web.Redirect(w, r, pathNetwork)
	}
	q := insight.NetworkQuestion{Scope: a.scope, Selection: s.readSelection(a), SizeBy: sizesBy[a.in.Get(askSize)], Base: origin(r)}
	if err := a.in.Err(); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Content-Disposition", `attachment; filename="`+f.FileName(v, a.scope)+`"`)
	h.Set("Cache-Control", "private, no-cache")
	return s.x.WriteNetwork(w, q, f, s.l)
}

// origin is where the pages are, as whoever asks reaches them.
func origin(r *http.Request) string {
	if web.IsTLS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// addNetworkFiles leads to the files of what the page shows, and to reading such
// a file for those who may.
func (s sight) addNetworkFiles(p *answerPage) {
	x := part{Note: s.t("files.note")}
	asked := s.r.URL.Query()
	for _, name := range []string{askNode, askFind, askView, askShown, page.AskOrder, "page"} {
		asked.Del(name) // what is only of the page
	}
	for _, f := range insight.NetworkFormats() {
		href := pathNetworkFile + f.Name
		if len(asked) > 0 {
			href += "?" + asked.Encode()
		}
		x.Links = append(x.Links, web.Link{Href: href, Text: s.t("file." + strings.ReplaceAll(f.Name, "-", "_"))})
	}
	if upload.MayImport(s.v.Actor()) == nil {
		x.Links = append(x.Links, web.Link{Href: pathDraft, Text: s.t("files.draft")})
	}
	p.add("filer", s.t("files"), x)
}
