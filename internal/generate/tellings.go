package generate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"samkarta/internal/contact"
	"samkarta/internal/mapping"
)

// tell makes what is told in a town: relations, contact paths and statements.
func (m *maker) tell(t *town, size float64) {
	actors := len(t.all) + len(t.forums)
	var ends [][2]string
	for range m.times(len(m.Relations), actors) {
		if r := m.relation(t, ends); r != nil {
			ends = append(ends, [2]string{r.From, r.To})
			m.add(contact.Relations.Kind, r)
		}
	}
	ends = nil
	for range m.times(len(m.Paths), actors) {
		if p := m.path(t, ends); p != nil {
			ends = append(ends, [2]string{p.From, p.Into})
			m.add(contact.Paths.Kind, p)
		}
	}
	for range m.times(len(m.Statements), actors) {
		m.statement(t)
	}
}

// relation makes a relation that nobody has told yet; nil if none was found. Now
// and then it answers one that the other side has told.
func (m *maker) relation(t *town, before [][2]string) *contact.Relation {
	like := one(m.Rand, m.Relations)
	r := &contact.Relation{Level: like.Level, Intensity: like.Intensity, Ease: like.Ease, Formality: like.Formality, Wants: like.Wants}
	r.Evidence = pages(like)
	if like.Municipality != "" {
		r.Municipality = t.Code
	}
	for range tries {
		if len(before) > 0 && m.Float64() < m.returned {
			ends := one(m.Rand, before)
			r.From, r.To = ends[1], ends[0]
		} else {
			r.From, r.To = m.ends(t, like.From, like.To)
		}
		if m.isNew(r.From, r.To, "relation"+r.Level, r.Municipality) {
			return r
		}
	}
	return nil
}

// path makes a contact path. Now and then it is one more between the same ends.
func (m *maker) path(t *town, before [][2]string) *contact.Path {
	like := one(m.Rand, m.Paths)
	p := &contact.Path{Via: like.Via, Function: like.Function, Ease: like.Ease, PersonBound: like.PersonBound, Exists: like.Exists}
	p.Evidence = pages(like)
	if like.Municipality != "" {
		p.Municipality = t.Code
	}
	for range tries {
		if len(before) > 0 && m.Float64() < m.repeated {
			ends := one(m.Rand, before)
			p.From, p.Into = ends[0], ends[1]
		} else {
			p.From, p.Into = m.ends(t, like.From, like.Into)
		}
		if m.isNew(p.From, p.Into, "path"+p.Via, p.Municipality) {
			return p
		}
	}
	return nil
}

// ends draws two ends.
func (m *maker) ends(t *town, from, to string) (string, string) {
	return t.draw(m.Rand, m.end(from), asEnd), t.draw(m.Rand, m.end(to), asEnd)
}

// isNew tells whether nobody in the document has told the same, and notes it.
func (m *maker) isNew(from, to, what, where string) bool {
	key := [4]string{from, to, what, where}
	if from == "" || to == "" || from == to || m.told[key] {
		return false
	}
	m.told[key] = true
	return true
}

func (m *maker) statement(t *town) {
	like := one(m.Rand, m.Statements)
	s := &mapping.Statement{Type: like.Type, Factor: like.Factor, Perspective: like.Perspective, TargetGroups: m.some(like.TargetGroups)}
	s.ID, s.Evidence = m.id(t.Code, "utsaga"), pages(like)
	if like.Municipality != "" {
		s.Municipality = t.Code
	}
	if like.By != "" {
		s.By = t.draw(m.Rand, m.end(like.By), asTold)
	}
	for _, id := range like.About {
		if about := t.draw(m.Rand, m.end(id), asTold); about != "" && !slices.Contains(s.About, about) {
			s.About = append(s.About, about)
		}
	}
	s.Text = fmt.Sprintf("%s: %s. Påhittad utsaga %d i %s.", title(word("statement_kind", like.Type)), word("factor", like.Factor),
		m.tally[t.Code+"utsaga"], t.Short)
	m.add(mapping.Statements.Kind, s)
}

// title begins a text with a capital.
func title(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(unicode.ToUpper(first))) + s[size:]
}
