package text_test

import (
	"slices"
	"testing"
	"time"

	"samkarta/internal/platform/text"
)

func TestTextsTakeTheirArguments(t *testing.T) {
	for _, c := range []struct {
		l    *text.Lang
		key  string
		args []any
		want string
	}{
		{text.Sv, "page.ages", []any{16, 24}, "16–24 år"},
		{text.En, "page.ages", []any{16, 24}, "ages 16–24"},
		{text.Sv, "cli.count", []any{1}, "1 träff"},
		{text.Sv, "cli.count", []any{1200}, "1\u00a0200 träffar"},
		{text.Sv, "page.ages", []any{16}, "16–{1} år"},
		{text.Sv, "finns.inte", nil, "⟦finns.inte⟧"},
	} {
		if got := c.l.T(c.key, c.args...); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.key, c.args, got, c.want)
		}
	}
}

func TestNumbersAndDates(t *testing.T) {
	for _, c := range []struct {
		n      float64
		sv, en string
	}{
		{0, "0", "0"}, {1.5, "1,5", "1.5"}, {-2, "−2", "−2"}, {1234567, "1\u00a0234\u00a0567", "1,234,567"}, {0.333333, "0,33", "0.33"},
	} {
		if sv, en := text.Sv.Number(c.n), text.En.Number(c.n); sv != c.sv || en != c.en {
			t.Errorf("%v: %q %q, want %q %q", c.n, sv, en, c.sv, c.en)
		}
	}
	day := time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)
	if sv, en := text.Sv.Date(day), text.En.Month(day); sv != "1\u00a0juni 2019" || en != "June 2019" {
		t.Error(sv, en)
	}
}

func TestSwedishOrder(t *testing.T) {
	names := []string{"Örebro", "Ängelholm", "Zinkgruvan", "Åre", "åsele", "Forum 10", "Forum 9", "arena"}
	text.SortBy(names, func(s string) string { return s })
	want := []string{"arena", "Forum 9", "Forum 10", "Zinkgruvan", "Åre", "åsele", "Ängelholm", "Örebro"}
	if !slices.Equal(names, want) {
		t.Errorf("%v", names)
	}
}

func BenchmarkTextWithArguments(b *testing.B) {
	for b.Loop() {
		text.Sv.T("page.ages", 16, 24)
	}
}
