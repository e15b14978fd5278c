package siteweb_test

import (
	"net/http/httptest"
	"testing"

	"samkarta/internal/page/pagetest"
	"samkarta/internal/record"
)

func BenchmarkPages(b *testing.B) {
	demo(b).Bench(b, "/", "/sok?q=samverkan", "/sok?q=AME+Aneby", "/ordlista", "/hjalp/hitta", "/exportera")
}

// BenchmarkSurvey is the start page after each change of the map.
func BenchmarkSurvey(b *testing.B) {
	a := demo(b)
	published := true
	for b.Loop() {
		published = !published
		pagetest.Must(b, a.Records.Publish(ctx, actors["admin"], hog, record.Publication{"meeting": published}))
		a.Handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}
}
