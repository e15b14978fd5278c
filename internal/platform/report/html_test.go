package report_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web/webtest"
)

func html(t *testing.T, d *report.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.WriteHTML(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A report as HTML is read by everybody, and needs nothing else.
func TestHTMLInTheBrowser(t *testing.T) {
	empty := &report.Document{Lang: text.En, Title: "Empty"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d := reporttest.Sample(text.Sv)
		if strings.HasPrefix(r.URL.Path, "/empty") {
			d = empty
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
		if err := report.WriteHTML(w, d, nil); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	b := webtest.Start(t)
	for name, path := range map[string]string{"report-sample": "/sample", "report-empty": "/empty"} {
		t.Run(name, func(t *testing.T) { b.Check(t, name, server.URL+path) })
	}
}
