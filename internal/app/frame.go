package app

import (
	"net/http"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/people/peopleweb"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// framing fills what stands around every page: the ways on, who is signed in,
// the day that is shown.
type framing struct {
	app    *App
	people *peopleweb.Web
}

func (fr *framing) fill(r *http.Request, f *web.Frame) {
	l := web.LangOf(r)
	fr.people.Fill(r, f)
	if f.Banner != nil { // a demonstration
		f.Banner.Text = l.T("app.demo", fr.app.Records.Today())
	}
	f.Nav = links(l, "vem", "/vem", "var", "/var", "vad", "/vad", "en_vag_in", "/en-vag-in", "vad_finns", "/vad-finns")
	f.More = links(l, "standing", "/laget", "insight", "/insikt", "reports", "/rapporter", "insatser", "/insatser", "municipalities", "/kommuner", "matrix", "/matris", "target_groups", "/malgrupper",
		"agreements", "/overenskommelser", "sources", "/kallor", "confirm", "/bekrafta", "changes", "/andringar",
		"day", "/dag", "glossary", "/ordlista", "export", "/exportera")
	if actor := peopleweb.ActorOf(r); actor.IsAdministrator() || len(actor.Associations()) > 0 {
		f.More = append(f.More, links(l, "import", "/importera", "publication", "/publicering")...)
	}
	if insats.MayReadDemand(peopleweb.ActorOf(r)) == nil {
		f.More = append(f.More, links(l, "demand", "/vad-finns/efterfragan")...)
	}
	f.Search = &web.Search{Action: "/sok", Label: l.T("app.search"), Placeholder: l.T("app.search.placeholder"), Button: l.T("app.search.button")}
	f.Footer = footer(l)
	fr.day(r, f, l)
}

// links are made of pairs: the end of a text key, and an address.
func links(l *text.Lang, pairs ...string) []web.Link {
	all := make([]web.Link, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, web.Link{Text: l.T("app.nav." + pairs[i]), Href: pairs[i+1]})
	}
	return all
}

func footer(l *text.Lang) []web.Group {
	return []web.Group{
		{Title: l.T("app.footer.map"), Links: links(l, "sources", "/kallor", "glossary", "/ordlista", "export", "/exportera", "api", "/api/v1/openapi.json")},
		{Title: l.T("app.footer.help"), Links: links(l, "handbook", "/hjalp", "about", "/om", "accessibility", "/tillganglighet")},
	}
}

// day says on every page which earlier day is shown, and leads back to today.
func (fr *framing) day(r *http.Request, f *web.Frame, l *text.Lang) {
	day := page.DayOf(r)
	if day == "" || !record.IsDate(string(day)) || !day.Last().Before(fr.app.Records.Today()) {
		return
	}
	f.AsOf = &web.AsOf{Text: l.T("app.as_of", page.DateText(l, day)), Back: web.Link{Href: page.TodayURL(r), Text: l.T("app.as_of.back")}}
}
