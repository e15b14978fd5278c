package finder_test

import (
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/finder"
	"samkarta/internal/platform/db/dbtest"
)

// BenchmarkBuild makes the index of the demonstration's records anew.
func BenchmarkBuild(b *testing.B) {
	d := dbtest.SQLite(b)
	demo(b, d)
	var view, whole time.Duration
	for b.Loop() {
		w := empty(d)
		start := time.Now()
		v := w.view(b, access.Public())
		view += time.Since(start)
		w.finder.Find(v, finder.Query{Text: "samverkan", Limit: 10})
		whole += time.Since(start)
	}
	b.ReportMetric(float64(view.Milliseconds())/float64(b.N), "ms/first-view")
	b.ReportMetric(float64((whole-view).Milliseconds())/float64(b.N), "ms/index-after-it")
}

func BenchmarkFind(b *testing.B) {
	w := demo(b, dbtest.SQLite(b))
	v := w.view(b, access.Public())
	for _, text := range []string{"AME Aneby", "samverkan", "för", "försäkirngskassan handläggare", "vem sammankallar till arena i Gislaved"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				w.finder.Find(v, finder.Query{Text: text, Limit: 20})
			}
		})
	}
}
