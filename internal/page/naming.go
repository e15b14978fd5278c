package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"samkarta/internal/contact"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Fold makes what people write alike: without case and spare blanks.
func Fold(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\n\r\u00a0") {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}

// AnyOf is how a kind of party or of unit is called, so that it is not taken for
// the party of that name: "Arbetsförmedlingen (vilken som helst)".
func AnyOf(v *record.View, l *text.Lang, word string) string {
	return l.T("page.any_party", UpperFirst(contact.EndName(v, l, word)))
}

// Namesakes tells the units of a party apart. It serves one request.
type Namesakes struct {
	v      *record.View
	called map[string]map[string]int // by party: how many of its units have a name
}

// NewNamesakes counts the units that a view shows.
func NewNamesakes(v *record.View) *Namesakes {
	return &Namesakes{v: v, called: map[string]map[string]int{}}
}

// UnitLabel is a unit's name with its party, and with its id in brackets where
// the party has several of that name. Only the units of the same party are
// looked at: there may be many thousands.
func (n *Namesakes) UnitLabel(a party.Actor) string {
	if n.has(a.Unit) {
		return apart(a.Name(), a.ID)
	}
	return a.Name()
}

func (n *Namesakes) has(u *party.Unit) bool {
	called, is := n.called[u.Party]
	if !is {
		called = map[string]int{}
		for _, other := range party.Units.Pointing(n.v, record.Key{Kind: "party", ID: u.Party}, "party") {
			called[Fold(other.Name)]++
		}
		n.called[u.Party] = called
	}
	return called[Fold(u.Name)] > 1
}

// apart tells one of several that are called the same from the others.
func apart(name, id string) string { return name + " (" + id + ")" }

// Typed is what somebody has written of a name, as words.
type Typed []string

// TypedWords takes what was written apart.
func TypedWords(s string) Typed { return strings.FieldsFunc(strings.ToLower(s), isBetweenWords) }

// IsLike tells whether every word that was written begins a word of the names.
func (t Typed) IsLike(names ...string) bool {
	said := strings.ToLower(strings.Join(names, " "))
	return len(t) > 0 && !slices.ContainsFunc(t, func(w string) bool { return !beginsWord(said, w) })
}

// beginsWord tells whether a word of what is said begins so.
func beginsWord(said, beginning string) bool {
	for at := 0; ; at++ {
		i := strings.Index(said[at:], beginning)
		if i < 0 {
			return false
		}
		at += i
		if before, _ := utf8.DecodeLastRuneInString(said[:at]); at == 0 || isBetweenWords(before) {
			return true
		}
	}
}

func isBetweenWords(r rune) bool { return strings.ContainsRune(" ,.()-/–”", r) }

// Ordered puts ids in the order that a function gives them, and else leaves them
// as they are.
func Ordered(ids []string, order func(id string) int) []string {
	ids = slices.Clone(ids)
	slices.SortStableFunc(ids, func(a, b string) int { return order(a) - order(b) })
	return ids
}

// mostCandidates is how many names a fault gives.
const mostCandidates = 5

// SayCandidates says whom somebody may have meant, the first few by name.
func SayCandidates(l *text.Lang, ids []string, label func(id string) string) string {
	var said []string
	for _, id := range ids[:min(len(ids), mostCandidates)] {
		said = append(said, "”"+label(id)+"”")
	}
	if rest := len(ids) - mostCandidates; rest > 0 {
		said = append(said, l.T("page.names.more", rest))
	}
	return strings.Join(said, ", ")
}
