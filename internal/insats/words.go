package insats

import (
	"strings"

	"samkarta/internal/place"
	"samkarta/internal/platform/text"
)

// Say says a criterion as it went: why it fits, why it does not, or what to ask.
func (r Reason) Say(l *text.Lang) string {
	key := "insats." + map[Value]string{Yes: "yes", No: "no", Depends: "on"}[r.Value] + "." + r.Field
	return l.T(key, r.what(l))
}

// what says what a criterion asks for.
func (c Criterion) what(l *text.Lang) string {
	switch {
	case c.Fact == Age:
		return ages(l, c.From, c.To)
	case c.Fact.IsJudged():
		return c.Words[0]
	}
	names := make([]string, len(c.Words))
	for i, w := range c.Words {
		names[i] = WordOf(l, c.Fact, w)
	}
	if c.Field == "statuses_all" {
		return listed(l, names, "insats.list.and")
	}
	return listed(l, names, "insats.list.or")
}

// WordOf says one word of a fact.
func WordOf(l *text.Lang, f Fact, word string) string {
	switch key := "insats.enrolled." + word; {
	case f == Municipality:
		if m, ok := place.Find(word); ok {
			return m.Name
		}
		return word
	case f != Enrolled:
		return l.T(f.Vocabulary() + "." + word)
	case l.Has(key):
		return l.T(key)
	}
	return strings.ReplaceAll(word, "_", " ")
}

func listed(l *text.Lang, names []string, last string) string {
	said := names[0]
	for i, name := range names[1:] {
		if i == len(names)-2 {
			said = l.T(last, said, name)
		} else {
			said = l.T("insats.list.comma", said, name)
		}
	}
	return said
}

func ages(l *text.Lang, from, to *int) string {
	switch {
	case from == nil:
		return l.T("insats.age.to", *to)
	case to == nil:
		return l.T("insats.age.from", *from)
	}
	return l.T("insats.age.span", *from, *to)
}

// IsUntold tells whether an answer is yes because no criteria are told.
func (v Verdict) IsUntold() bool { return v.Value == Yes && len(v.Because) == 0 }

// Why says in words why an answer is yes or no.
func (v Verdict) Why(l *text.Lang) []string {
	if v.IsUntold() {
		return []string{l.T("insats.yes.open")}
	}
	said := make([]string, len(v.Because))
	for i, r := range v.Because {
		said[i] = r.Say(l)
	}
	return said
}

// Ask says the question.
func (q Question) Ask(l *text.Lang) string {
	if len(q.Facts) > 1 {
		return l.T("insats.question.contacts")
	}
	return l.T("insats.question." + string(q.Facts[0]))
}
