package search

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	x := indexed(places...)
	for _, c := range []struct{ query, text, want string }{
		{"enhet", "Arbetsmarknadsenheten (AME)", "[Arbetsmarknadsenheten] (AME)"},
		{"af", "AF:s möten med AF", "[AF:s] möten med [AF]"},
		{"forsakringskasan", "Till Försäkringskassan.", "Till [Försäkringskassan]."},
		{"förbund", "Fo\u0308rbund, samordningsförbund", "Fo\u0308rbund, [samordningsförbund]"},
		{"xyzzy", "Inget här", "Inget här"},
	} {
		var matched []string
		for _, h := range x.Find(Query{Text: c.query}).Hits {
			matched = append(matched, h.Matched...)
		}
		if got := shown(Mark(c.text, matched)); got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
	if got := shown(Mark("Fo\u0308rbund", []string{"förbund"})); got != "[Fo\u0308rbund]" {
		t.Error(got)
	}
}

func shown(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Marked {
			s.Text = "[" + s.Text + "]"
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

func FuzzFind(f *testing.F) {
	for _, d := range places {
		f.Add(d.Title, strings.Join(d.Body, " "))
	}
	f.Add("\xff\x00\xc3", "ﬁ İ ǅ 한글 a\u0308\u0308")
	x := indexed(places...)
	f.Fuzz(func(t *testing.T, text, title string) {
		x.Put(Doc{Key: "fuzz", Title: title, Short: []string{text}, Body: []string{title}})
		r := x.Find(Query{Text: text, Limit: 5})
		if len(r.Hits) > 5 || r.Total < len(r.Hits) {
			t.Errorf("%d hits of %d", len(r.Hits), r.Total)
		}
		for _, h := range r.Hits {
			if !(h.Score > 0) || len(h.Matched) == 0 {
				t.Errorf("%+v", h)
			}
			together(t, title, h.Matched)
		}
		x.Remove("fuzz")
		if x.Len() != len(places) {
			t.Error(x.Len())
		}
	})
}

func FuzzMark(f *testing.F) {
	f.Add("AF:s möten", "af")
	f.Add("\xff\xc3(", "å")
	f.Fuzz(func(t *testing.T, text, word string) { together(t, text, append(wordsIn(text), word)) })
}

func together(t *testing.T, text string, matched []string) {
	t.Helper()
	var b strings.Builder
	for _, s := range Mark(text, matched) {
		if s.Text == "" {
			t.Error("an empty span")
		}
		b.WriteString(s.Text)
	}
	if b.String() != text {
		t.Errorf("%q became %q", text, b.String())
	}
}
