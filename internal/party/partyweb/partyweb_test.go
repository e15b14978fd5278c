package partyweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/party/partyweb"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sharedData holds the demonstration documents.
const demoData = "../../demo/data"

// demoDay is the day on which the demonstration runs.
var demoDay = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

// site is the pages of the area on demonstration data.
type site struct {
	t       testing.TB
	handler http.Handler
	web     *web.Site
	records *record.Service
	actor   access.Actor
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{t: t, actor: access.Public()}
	s.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return demoDay })), exchange.Kinds())
	files, err := exchange.Files(demoData)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.Import(context.Background(), s.records, access.System("test"), files, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	if s.web, err = web.New(web.Options{Log: slog.New(slog.DiscardHandler)}); err != nil {
		t.Fatal(err)
	}
	s.web.Pages(page.Files(), "*.html")
	s.web.Pages(partyweb.Files(), "*.html")
	mux := http.NewServeMux()
	desk := &page.Desk{Site: s.web, Records: s.records, ActorOf: func(*http.Request) access.Actor { return s.actor }}
	(&partyweb.Pages{Desk: desk}).Routes(mux)
	s.web.Routes(mux)
	s.handler = s.web.Wrap(mux)
	return s
}

func TestServe(t *testing.T) {
	addr := os.Getenv("PARTYWEB_SERVE")
	if addr == "" {
		t.Skip()
	}
	s := newSite(t)
	http.ListenAndServe(addr, s.handler)
}

var _ = cascadia.Query
var _ = html.Parse
var _ = httptest.NewRequest
var _ = strings.Contains
