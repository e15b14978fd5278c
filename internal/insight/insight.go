package insight

import (
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Scope is the part of the map that a question is about: an association, a
// municipality, or everything.
type Scope struct {
	Association  string `json:"association,omitempty"`
	Municipality string `json:"municipality,omitempty"`
}

// Check gives what is wrong with a scope: an association that cannot be seen, or
// the code of no municipality.
func (s Scope) Check(v *record.View) error {
	var faults []fault.Field
	if s.Association != "" && party.Associations.Find(v, s.Association) == nil {
		faults = append(faults, fault.Field{Path: "association", Key: "insight.no_association", Args: []any{s.Association}})
	}
	if s.Municipality != "" && !place.IsMunicipality(s.Municipality) {
		faults = append(faults, fault.Field{Path: "municipality", Key: "insight.no_municipality", Args: []any{s.Municipality}})
	}
	return fault.OfFields(faults)
}

// Name is what the scope is called; "" if it is everything.
func (s Scope) Name(v *record.View) string {
	if m, ok := place.Find(s.Municipality); ok {
		return m.Short
	}
	if a := party.Associations.Find(v, s.Association); a != nil {
		return shortOr(a.ShortName, a.Name)
	}
	return ""
}

func shortOr(short, name string) string {
	if short != "" {
		return short
	}
	return name
}

// Sentence says in plain words what a number means: a text key with arguments.
type Sentence struct {
	Key  string `json:"key"`
	Args []any  `json:"args,omitempty"`
}

func say(key string, args ...any) Sentence { return Sentence{key, args} }

// Say gives the sentence in a language.
func (s Sentence) Say(l *text.Lang) string {
	args := make([]any, len(s.Args))
	for i, a := range s.Args {
		args[i] = spoken(l, a)
	}
	return l.T(s.Key, args...)
}

// Term is a word of the format that is said in the reader's language.
type Term struct {
	Vocabulary string `json:"vocabulary"`
	Word       string `json:"word"`
}

// Share is a part of a whole, from 0 to 1, said in per cent.
type Share float64

// Percent is the share in whole per cent. What is not all is never rounded to all,
// nor what is not nothing to nothing.
func (s Share) Percent() int {
	whole := int(float64(s)*100 + 0.5)
	switch {
	case s < 1 && whole >= 100:
		return 99
	case s > 0 && whole == 0:
		return 1
	}
	return whole
}

// Series is things said one after the other: "A, B och C".
type Series []any

func spoken(l *text.Lang, a any) any {
	switch a := a.(type) {
	case Term:
		return l.T(a.Vocabulary + "." + a.Word)
	case Share:
		return l.T("insight.percent", a.Percent())
	case Sentence:
		return a.Say(l)
	case Span:
		return a.Sentence().Say(l)
	case Series:
		return a.say(l)
	}
	return a
}

func (s Series) say(l *text.Lang) string {
	said := ""
	for i, a := range s {
		switch {
		case i == 0:
			said = l.T("insight.one", spoken(l, a))
		case i == len(s)-1:
			said = l.T("insight.and", said, spoken(l, a))
		default:
			said = l.T("insight.comma", said, spoken(l, a))
		}
	}
	return said
}

// seriesOf says the first few of many: "A, B och 7 till".
func seriesOf[T any](all []T, most int, name func(T) any) Series {
	var s Series
	for i, x := range all {
		if i == most-1 && len(all) > most {
			return append(s, say("insight.more", len(all)-i))
		}
		s = append(s, name(x))
	}
	return s
}

// Ref names a record behind a number.
type Ref struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// Key is the key of the record.
func (r Ref) Key() record.Key { return record.Key{Kind: r.Kind, ID: r.ID} }

func refTo(b record.Body) Ref { return Ref{b.HeadOf().Kind.Name, b.HeadOf().ID} }

// Meetings is how many meetings a year, at least and at most; nil is not known.
type Meetings struct {
	Min *float64 `json:"min"`
	Max *float64 `json:"max"`
}

// middle is the number of meetings that comparisons reckon with; ok is false if
// nothing is known.
func (m Meetings) middle() (n float64, ok bool) {
	switch {
	case m.Min != nil && m.Max != nil:
		return (*m.Min + *m.Max) / 2, true
	case m.Min != nil:
		return *m.Min, true
	case m.Max != nil:
		return *m.Max, true
	}
	return 0, false
}

func number(n float64) *float64 { return &n }

// distinct gives the values without those that came before, in their order.
func distinct(all []string) []string {
	var kept []string
	for _, x := range all {
		if !slices.Contains(kept, x) {
			kept = append(kept, x)
		}
	}
	return kept
}

func share[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// orNone makes an empty list of none, so that JSON shows [] and not null.
func orNone[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func median(numbers []float64) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
