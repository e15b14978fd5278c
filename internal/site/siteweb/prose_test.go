package siteweb_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/text"
	"samkarta/internal/site/siteweb"
)

func TestHandbookIsTheSameInBothLanguages(t *testing.T) {
	a := empty(t)
	for _, lang := range []string{"sv", "en"} {
		book := a.Get("/hjalp?lang=" + lang).Is(200)
		links := book.All(".grid .card a")
		if len(links) != len(chaptersOf(t, "sv")) {
			t.Errorf("%s: the handbook lists %d chapters", lang, len(links))
		}
		for _, link := range links {
			chapter := a.Get(pagetest.Attr(link, "href") + "?lang=" + lang).Is(200)
			for _, anchor := range chapter.All(`nav[aria-labelledby=on-page] a`) {
				if n := len(chapter.All(`h2[id="` + strings.TrimPrefix(pagetest.Attr(anchor, "href"), "#") + `"]`)); n != 1 {
					t.Errorf("%s: %s leads nowhere", pagetest.Attr(link, "href"), pagetest.Attr(anchor, "href"))
				}
			}
		}
	}
	if sv, en := chaptersOf(t, "sv"), chaptersOf(t, "en"); strings.Join(sv, " ") != strings.Join(en, " ") {
		t.Errorf("the chapters are %v in Swedish and %v in English", sv, en)
	}
	a.Get("/hjalp/finns-inte").Is(404, "Handboken har inget sådant kapitel")
}

func chaptersOf(t *testing.T, lang string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("hjalp"), lang+"/*.md")
	pagetest.Must(t, err)
	for i, name := range names {
		names[i] = path.Base(name)
	}
	return names
}

// Words in bold are what stands on buttons and in menus, or else a reader looks
// for what is not there.
func TestHandbookSaysWhatTheButtonsSay(t *testing.T) {
	bold := regexp.MustCompile(`\*\*(.+?)\*\*`)
	for _, l := range []*text.Lang{text.Sv, text.En} {
		said := map[string]bool{}
		for _, key := range l.Keys() {
			said[l.T(key)] = true
		}
		for _, name := range chaptersOf(t, l.Code) {
			data, err := os.ReadFile("hjalp/" + l.Code + "/" + name)
			pagetest.Must(t, err)
			for _, found := range bold.FindAllStringSubmatch(string(data), -1) {
				if !said[found[1]] {
					t.Errorf("%s/%s: %q stands on no button", l.Code, name, found[1])
				}
			}
		}
	}
}

// Addresses within the texts must lead somewhere.
func TestTextsLeadSomewhere(t *testing.T) {
	a := empty(t)
	for _, from := range []string{"/om", "/tillganglighet", "/hjalp/farskhet", "/hjalp/import-export"} {
		for _, link := range a.Get(from).All(".prose a") {
			if href := pagetest.Attr(link, "href"); strings.HasPrefix(href, "/") {
				a.Get(href).Is(200)
			}
		}
	}
}

func TestSiteSaysWhoAnswersForIt(t *testing.T) {
	a := empty(t)
	a.Get("/tillganglighet").Is(200, "delvis förenlig", "2018:1937", "DIGG", "har inte angett någon kontaktadress")
	a.Get("/om?lang=en").Is(200, "has not filled in a name", "Cookies")
	for contact, want := range map[string]string{
		"tillganglighet@forbundet.example": `a[href="mailto:tillganglighet@forbundet.example"]`,
		"https://forbundet.example/form":   `a[href="https://forbundet.example/form"]`,
		"010-123 45 67":                    `p`,
	} {
		a.Serve(siteweb.Files(), &siteweb.Pages{Desk: a.Desk, Settings: siteweb.Settings{Owner: "<b>Förbundet</b>", Contact: contact}})
		for _, page := range []string{"/om", "/tillganglighet"} {
			got := a.Get(page).Is(200, "drivs av <b>Förbundet</b>.", contact)
			if len(got.All(want)) == 0 {
				t.Errorf("%s: the contact %s is not shown", page, contact)
			}
		}
	}
}

func TestPicturesAreLeftOutWhereMissing(t *testing.T) {
	got := siteweb.WithPictures("Före\n\n![En bild](/hjalp/bild/finns-inte.png)\n\nEfter")
	if strings.Contains(got, "finns-inte") || !strings.Contains(got, "Efter") {
		t.Errorf("a picture that is missing: %q", got)
	}
	empty(t).Get("/hjalp/bild/finns-inte.png").Is(404)
	empty(t).Get("/hjalp/bild/README.md").Is(404)
	pictures, err := fs.Glob(os.DirFS("pictures"), "*.png")
	pagetest.Must(t, err)
	for _, name := range pictures {
		if got := siteweb.WithPictures("![En bild](/hjalp/bild/" + name + ")"); !strings.Contains(got, "<figure>") {
			t.Errorf("the picture %s is not shown", name)
		}
		if got := empty(t).Get("/hjalp/bild/" + name).Is(200); got.Header.Get("Content-Type") != "image/png" {
			t.Errorf("%s is sent as %s", name, got.Header.Get("Content-Type"))
		}
	}
}
