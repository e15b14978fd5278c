package app_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"samkarta/internal/app"
	"samkarta/internal/demo"
)

// BenchmarkPages is the work of one page of the whole program on the data of the
// demonstration, for the public, compressed.
func BenchmarkPages(b *testing.B) {
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Database: filepath.Join(b.TempDir(), "samkarta.db"), Migrate: true, Clock: demo.Clock(),
		Demo: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { a.Close() })
	if _, err := demo.Load(ctx, a.Records); err != nil {
		b.Fatal(err)
	}
	handler, err := a.Handler()
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range []string{"/", "/vem", "/forbund/sodra-vatterbygden", "/kommuner", "/kommuner/0604", "/parter/af", "/enheter/aneby/ame",
		"/var", "/forum/finnveden/arena", "/vad", "/en-vag-in?fran=aneby%2Fforsorjningsstod&till=region", "/matris", "/kallor/hog-aneby", "/bekrafta", "/andringar", "/sok?q=arbetsmarknad"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, path, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(path, w.Code)
				}
			}
		})
	}
}
