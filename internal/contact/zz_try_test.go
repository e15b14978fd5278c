package contact_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

func TestTry(t *testing.T) {
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC) }))
	s := record.New(d, exchange.Kinds())
	files, _ := exchange.Files("/work/shared/data")
	if _, err := exchange.Import(context.Background(), s, access.System("t"), files, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	v, _ := s.View(context.Background(), access.Public(), "")
	for _, q := range []contact.Question{
		{From: "fk", Into: "af", Municipality: "0604"},
		{From: "af", Into: "aneby"},
		{From: "fk", Into: "aneby"},
		{From: "region-jonkoping", Into: "municipality", Municipality: "0604"},
		{From: "habo/forsorjningsstod", Into: "psychiatry"},
		{From: "habo/forsorjningsstod", Into: "region-jonkoping/psykiatri"},
		{From: "gislaved/amo", Into: "fk"},
		{From: "gislaved/amo", Into: "social_insurance"},
		{From: "region-jonkoping/vc-finnveden", Into: "af", Municipality: "0683"},
		{From: "region-jonkoping/primarvard-hoglandet", Into: "af"},
		{From: "jonkoping/forsorjningsstod-resurs", Into: "region-jonkoping/psykosvard"},
		{From: "mullsjo/forsorjningsstod", Into: "af"},
		{From: "kavlinge", Into: "region-skane"},
		{From: "primary_care", Into: "employment_service", Municipality: "0683"},
		{From: "aneby/ame", Into: "fk"},
	} {
		start := time.Now()
		a := contact.WaysIn(v, q)
		fmt.Printf("\n== %s → %s (%s) %v\n", q.From, q.Into, a.Place, time.Since(start))
		for _, w := range a.Ways {
			fmt.Printf("%5.0f f=%.2f %-12s %s\n", w.Score, w.Freshness, w.Type, w.Advice(v, text.Sv))
			if w.Path != nil { fmt.Println("        ", w.Path.From, "->", w.Path.Into, w.Path.Note) }
			for _, st := range w.Steps { fmt.Printf("         . %3.0f %s %s\n", st.Score, st.Type, st.Advice(v, text.Sv)); if st.Path!=nil {fmt.Println("            ", st.Path.Note)} }
			if false { fmt.Println(w.Reasons) }
		}
		for _, p := range a.Missing { fmt.Println("  MISSING", p.From, p.Into, p.Via, p.Note) }
		for _, p := range a.Hard { fmt.Println("  HARD", p.From, p.Into, p.Ease, p.Note) }
	}
}
