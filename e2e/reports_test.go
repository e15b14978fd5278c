package e2e_test

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/reporting"
	"samkarta/internal/reporting/reportingtest"
)

// reported makes a report as the demonstration's process developer, and gives its
// address.
func (h *house) reported(publish bool) string {
	h.t.Helper()
	ctx := h.t.Context()
	token, err := h.app.People.DemoSignIn(ctx, access.Developer)
	must(h.t, err)
	actor, err := h.app.People.ActorOf(ctx, token)
	must(h.t, err)
	id, err := h.app.Reports.Make(ctx, actor, reporting.Order{Association: "sodra-vatterbygden", Template: reporting.Mapping, Lang: "sv", Public: publish}, []string{"html", "plain"})
	must(h.t, err)
	jobstest.Until(h.t, "the report is made", func() bool {
		r, err := h.app.Reports.Get(ctx, actor, id)
		must(h.t, err)
		return r.IsMade()
	})
	if publish {
		must(h.t, h.app.Reports.Publish(ctx, actor, id, false))
	}
	return "/rapporter/" + id
}

// templated makes a template of an association's own, put away or not, and gives
// the address of its form.
func (h *house) templated(name string, away bool) string {
	h.t.Helper()
	var logo bytes.Buffer
	must(h.t, png.Encode(&logo, image.NewGray(image.Rect(0, 0, 120, 40))))
	ctx, actor := h.t.Context(), access.System("test")
	id, err := h.app.Reports.SaveTemplate(ctx, actor, "finnveden", reporting.Draft{Template: reporting.Template{Name: name, Based: reporting.Mapping,
		Sections: []string{reporting.Forums}, Look: reporting.Look{Logo: logo.Bytes(), LogoAlt: "Finnveden"}}})
	must(h.t, err)
	if away {
		must(h.t, h.app.Reports.PutTemplateAway(ctx, actor, "finnveden", id, 1))
	}
	return "/rapporter/mallar/andra?forbund=finnveden&mall=" + url.QueryEscape(id)
}

func reportPages(h *house) []look {
	reportingtest.Formats(h.t)
	own, published := h.reported(false), h.reported(true)
	template, away := h.templated("Finnvedens rapport", false), h.templated("Finnvedens gamla rapport", true)
	const text = "/rapporter/mallar/text?forbund=sodra-vatterbygden&mall=mapping&avsnitt=purpose&sprak=sv"
	return []look{
		{name: "rapporter", url: "/rapporter", sees: []string{"Publicerad"}},
		{name: "rapporter-developer", as: developer, url: "/rapporter", sees: []string{"Bara förbundet", "Gör en rapport"}},
		{name: "rapporter-none", url: "/rapporter?forbund=finnveden", sees: []string{"Inga rapporter än"}},
		{name: "rapport-ny", as: developer, url: "/rapporter/ny", sees: []string{"Gör rapporten", "Förhandsvisning"}},
		{name: "rapport-ny-administrator", as: administrator, url: "/rapporter/ny?mall=catalogue", sees: []string{"Kort att skriva ut"}},
		{name: "rapport-ny-fault", as: developer, url: "/rapporter/ny?per=2031-01-01", status: 422, sees: []string{"har inte varit än"}},
		{name: "rapport-own", as: developer, url: own, sees: []string{"Bara förbundet", "SHA-256", "Publicera"}},
		{name: "rapport-reader", as: reader, url: own, sees: []string{"SHA-256"}},
		{name: "rapport-published", url: published, sees: []string{"Publicerad", "SHA-256"}},
		{name: "forbund-reports", url: "/forbund/sodra-vatterbygden", sees: []string{"Publicerade rapporter"}},
		{name: "rapport-mallar", as: developer, url: "/rapporter/mallar", sees: []string{"Inga egna mallar än", "Förstasidan"}},
		{name: "rapport-mall-ny", as: developer, url: "/rapporter/mallar/andra", sees: []string{"Avsnitt i ordning"}},
		{name: "rapport-mall-fault", as: developer, url: "/rapporter/mallar/andra", status: 422, sees: []string{"Mallens namn"}, reach: send},
		{name: "rapport-mall", as: administrator, url: template, sees: []string{"Så här ser den ut nu", "Lägg undan mallen"}},
		{name: "rapport-mall-undan", as: administrator, url: away, sees: []string{"Mallen är undanlagd", "Ta upp igen"}},
		{name: "rapport-mallar-undan", as: administrator, url: "/rapporter/mallar?forbund=finnveden", sees: []string{"Undanlagda mallar", "Ta upp igen"}},
		{name: "rapport-text", as: developer, url: text, sees: []string{"Syfte", "Markdown"}},
		{name: "403-rapport-ny", as: reader, url: "/rapporter/ny", status: 403},
		{name: "404-rapport", url: own, status: 404, sees: []string{"Logga in"}},
	}
}

// A process developer writes a text of the association's own, sees it in the
// preview, makes the report, reads it and publishes it; the public finds it on the
// association's page.
func TestAReportFromTextToPublication(t *testing.T) {
	reportingtest.Formats(t)
	h := start(t)
	tab := h.as(t, developer)
	tab.Go(h.url + "/forbund/sodra-vatterbygden")
	tab.FollowLink("Gör en rapport")
	tab.Open("Egna texter")
	tab.Sees("Förstasidan")
	tab.FollowLink("Syfte")
	tab.Fill("Texten", "Vi vill att fler ska hitta en väg in.")
	tab.PressButton("Spara")
	tab.Sees("Texten är sparad")
	tab.Go(h.url + "/rapporter/ny?forbund=sodra-vatterbygden")
	tab.Tick("Bara det som allmänheten ser")
	tab.PressButton("Gör rapporten")
	tab.Sees("SHA-256", "Bara förbundet")
	address := tab.Path()
	tab.PressButton("Publicera")
	tab.Sees("Rapporten är publicerad")
	quiet(t, tab)

	anybody := h.tab(t)
	anybody.Go(h.url + "/forbund/sodra-vatterbygden")
	anybody.FollowLink("Kartläggning av samverkan", "section[aria-labelledby=rapporter]")
	if anybody.Path() != address {
		t.Errorf("the association's page leads to %s", anybody.Path())
	}
	anybody.FollowLink("Läs rapporten")
	if got := webtest.Eval[string](anybody, `document.querySelector("h1").textContent`); !strings.Contains(got, "Kartläggning av samverkan") {
		t.Errorf("it begins with %q", got)
	}
	quiet(t, anybody)
}
