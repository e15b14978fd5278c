package recordweb_test

import (
	"context"
	"net/http/httptest"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
)

func TestInTheBrowser(t *testing.T) {
	a := newApp(t)
	server := httptest.NewServer(a.Handler)
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	signedIn := func(t *testing.T, who string) *webtest.Tab {
		tab := b.Tab(t)
		tab.Go(server.URL + "/som/" + who)
		return tab
	}
	for name, path := range map[string]string{
		"record-new-forum": "/ny/forum?municipality=0604", "record-change-forum": "/andra/forum/aneby/fua",
		"record-new-path": "/ny/contact_path", "record-new-insats": "/ny/insats?municipality=0604", "record-change-unit": "/andra/unit/aneby/ame",
		"record-end": "/avsluta/unit/aneby/ame", "record-old": "/bekrafta", "record-changes": "/andringar",
		"record-history": "/historik/forum/aneby/fua",
	} {
		t.Run(name, func(t *testing.T) { signedIn(t, "developer").Look(name, server.URL+path) })
	}
	t.Run("faults", func(t *testing.T) {
		tab := signedIn(t, "several")
		tab.Go(server.URL + "/ny/forum?municipality=0604")
		tab.Put("#f-frequency", "då och då kanske")
		tab.Put("#f-convener", "AME")
		tab.Put("#f-age-min", "29")
		tab.Put("#f-participants-1-function", "enhetschef")
		tab.Follow(".form__buttons .ds-button")
		tab.Axe("forum form with faults")
		tab.Screenshot("record-forum-faults-1280")
		tab.Size(360, 800)
		tab.Screenshot("record-forum-faults-360")
	})
	t.Run("insats with examples", func(t *testing.T) {
		tab := signedIn(t, "admin")
		tab.Go(server.URL + "/andra/insats/burlov/traffpunkten")
		tab.Put("#f-places", "-1")
		tab.Put("#f-eligibility-0-age-max", "x")
		tab.Follow(".form__buttons .ds-button")
		tab.Axe("form of an insats with faults")
		tab.Screenshot("record-insats-faults-1280")
		tab.Narrow("form of an insats with faults")
		tab.Size(360, 800)
		tab.Screenshot("record-insats-faults-360")
	})
	t.Run("an example alters", func(t *testing.T) {
		tree, err := record.ReadTree([]byte(`{"name": "Prova på", "eligibility": [{"age_max": 24}], "examples": [{"description": "19 år, hemma", "age": 19, "answer": "yes"}]}`))
		pagetest.Must(t, err)
		key, err := a.Records.Create(context.Background(), actors["developer"], a.Records.Kinds().Named("insats"), record.Draft{KeptBy: hog, Tree: tree})
		pagetest.Must(t, err)
		tab := signedIn(t, "developer")
		tab.Go(server.URL + "/andra/insats/" + key.ID)
		tab.Put("#f-eligibility-0-age-max", "17")
		tab.Follow(".form__buttons .ds-button")
		tab.Axe("to be sure")
		tab.Screenshot("record-sure-1280")
		tab.Narrow("to be sure")
	})
	t.Run("conflict", func(t *testing.T) {
		tab := signedIn(t, "developer")
		tab.Go(server.URL + "/andra/forum/aneby/dua")
		pagetest.Must(t, a.Records.Change(context.Background(), actors["colleague"], record.Key{Kind: "forum", ID: "aneby/dua"},
			record.Draft{Version: 1, Tree: record.Tree{"purpose": "Följa upp överenskommelsen mellan kommunen och Arbetsförmedlingen om unga och nyanlända.",
				"status": "unclear", "short_name": "DUA-gruppen"}}))
		tab.Put("#f-purpose", "Unga och nyanlända ska få praktik eller jobb.")
		tab.Put("#f-frequency", "varannan vecka")
		tab.Follow(".form__buttons .ds-button")
		tab.Axe("conflict")
		tab.Screenshot("record-conflict-1280")
		tab.Walk("conflict")
		tab.Narrow("conflict")
		tab.Size(360, 800)
		tab.Screenshot("record-conflict-360")
		tab.Size(1280, 900)
		tab.Click("#choice-purpose-mine")
		tab.Follow(".form__buttons .ds-button")
		tab.Go(server.URL + "/historik/forum/aneby/dua")
		tab.Screenshot("record-history-1280")
		tab.Size(360, 800)
		tab.Screenshot("record-history-360")
	})
}
