package siteweb_test

import (
	"net/http/httptest"
	"testing"

	"samkarta/internal/record"
)

func BenchmarkPages(b *testing.B) {
	a := demo(b)
	for name, path := range map[string]string{
		"start": "/", "search": "/sok?q=samverkan", "search-abbreviation": "/sok?q=AME+Aneby", "glossary": "/ordlista", "handbook": "/hjalp/hitta", "export": "/exportera",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				a.handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
				if w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkSurvey is the start page after each change of the map.
func BenchmarkSurvey(b *testing.B) {
	a := demo(b)
	published := true
	for b.Loop() {
		published = !published
		must(b, a.records.Publish(ctx, actors["admin"], hog, record.Publication{"meeting": published}))
		a.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}
}
