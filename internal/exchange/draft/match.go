package draft

import (
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

func slugOf(s string) string { return id.Slug(s) }

// plain are the letters that ids write otherwise.
var plain = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u", "æ", "a", "ø", "o")

// folded is a name as it is compared: without case, accents, blanks and signs.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, plain.Replace(strings.ToLower(name)))
}

// nameIndex finds records of a kind by what they are called.
type nameIndex struct {
	exact map[string][]record.Body
	plain map[string][]record.Body
	loose map[string][]record.Body // without what stands in brackets or after a dash
}

func newNameIndex() *nameIndex {
	return &nameIndex{map[string][]record.Body{}, map[string][]record.Body{}, map[string][]record.Body{}}
}

func (x *nameIndex) add(v *record.View, b record.Body) {
	for _, name := range namesOf(v, b) {
		put(x.exact, strings.TrimSpace(name), b)
		put(x.plain, folded(name), b)
		put(x.loose, folded(withoutAside(name)), b)
	}
}

// withoutAside is a name without what explains it: "Arbetsmarknadsenheten" of
// "Arbetsmarknadsenheten (AME)", "FUA" of "FUA – Framtid för unga".
func withoutAside(name string) string {
	for _, sign := range []string{"(", " – ", " - "} {
		if before, _, has := strings.Cut(name, sign); has && strings.TrimSpace(before) != "" {
			name = before
		}
	}
	return strings.TrimSpace(name)
}

func put(all map[string][]record.Body, name string, b record.Body) {
	if name != "" && !slices.Contains(all[name], b) {
		all[name] = append(all[name], b)
	}
}

// namesOf is all that a record may be called.
func namesOf(v *record.View, b record.Body) []string {
	names := []string{v.Title(b)}
	switch b := b.(type) {
	case *party.Party:
		names = append(names, b.ShortName)
	case *party.Unit:
		names = append(names, b.ShortName)
		if p := party.Parties.Find(v, b.Party); p != nil {
			names = append(names, b.Name+", "+p.Name, b.Name+", "+p.ShortName)
		}
	case *forum.Forum:
		names = append(append(names, b.ShortName), b.Aliases...)
	}
	return names
}

// find gives the records that are called by one of the names: exactly so, or
// else almost. Only those that fit are looked at.
func (x *nameIndex) find(names []string, fits func(record.Body) bool) []record.Body {
	for _, name := range names {
		if found := fitting(x.exact[strings.TrimSpace(name)], fits); len(found) > 0 {
			return found
		}
	}
	return findFolded(x.plain, names, fits)
}

// findLoosely gives those that are called so but for what explains the name.
func (x *nameIndex) findLoosely(names []string, fits func(record.Body) bool) []record.Body {
	bare := make([]string, len(names))
	for i, name := range names {
		bare[i] = withoutAside(name)
	}
	return findFolded(x.loose, bare, fits)
}

func findFolded(all map[string][]record.Body, names []string, fits func(record.Body) bool) []record.Body {
	for _, name := range names {
		found := fitting(all[folded(name)], func(b record.Body) bool { return fits(b) && !isOtherPlace(name, b) })
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func fitting(all []record.Body, fits func(record.Body) bool) []record.Body {
	var found []record.Body
	for _, b := range all {
		if fits(b) {
			found = append(found, b)
		}
	}
	return found
}

func whatever(record.Body) bool { return true }

// theOne gives the one record of a kind, on the map or new, that is called so;
// nil if there is none or several.
func (m *maker) theOne(kind, name string) record.Body {
	for _, index := range []*nameIndex{m.names[kind], m.own[kind]} {
		if found := index.find([]string{name}, whatever); len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// isOtherPlace tells apart municipalities that are called alike: Habo and Håbo.
func isOtherPlace(name string, b record.Body) bool {
	p, is := b.(*party.Party)
	if !is || p.Municipality == "" {
		return false
	}
	m, ok := place.ByName(name)
	return ok && m.Code != p.Municipality
}

// freeID makes an id of words that nothing else of the kind's space has, as the
// map itself does.
func (m *maker) freeID(k *record.Kind, words string) string {
	words = strings.Trim(words, "/")
	for n := 1; ; n++ {
		made := words
		if n > 1 {
			made += "-" + strconv.Itoa(n)
		}
		if !m.isTaken(k, made) {
			return made
		}
	}
}

func (m *maker) isTaken(k *record.Kind, id string) bool {
	for _, other := range m.v.Kinds().All {
		if other.Name == k.Name || k.Space != "" && other.Space == k.Space {
			if key := (record.Key{Kind: other.Name, ID: id}); m.taken[key] || m.v.Has(key) {
				return true
			}
		}
	}
	return false
}

// nameIt gives a new record its id: the one that the file says, if it is one and
// free, or one made by the rules of the kind.
func (m *maker) nameIt(b record.Body, said string) {
	h := b.HeadOf()
	if id.IsSlug(said) && !m.isTaken(h.Kind, said) {
		h.ID = said
		return
	}
	words := ""
	if h.Kind.Slug != nil {
		words = h.Kind.Slug(b)
	} else {
		words = slugOf(h.Kind.Title(m.v, b))
	}
	h.ID = m.freeID(h.Kind, words)
}
