package page

import (
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Said gives a part of a page its own voice: {{.T "key"}} within its partial.
type Said struct{ Lang *text.Lang }

// T gives a text in the language of the part; Swedish if it has none.
func (s Said) T(key string, args ...any) string {
	if s.Lang == nil {
		return text.Sv.T(key, args...)
	}
	return s.Lang.T(key, args...)
}

// FreshIn is Fresh for a column whose head says "confirmed": the month alone,
// and the word.
func FreshIn(v *record.View, l *text.Lang, b record.Body) *web.Freshness {
	m := Fresh(v, l, b)
	if on := v.ConfirmedOn(b); !on.IsZero() {
		m.Text = l.Month(on)
	}
	return m
}
