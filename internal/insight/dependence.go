package insight

import (
	"cmp"
	"slices"

	"samkarta/internal/record"
)

// Dependency is what is lost if a unit, a function, a forum or a person goes.
type Dependency struct {
	Element
	Separates    [][2]string `json:"separates"`     // pairs of parties that lose their only link
	ContactPaths []string    `json:"contact_paths"` // that are gone
	Forums       []string    `json:"forums"`        // in which its party has no other seat
	Reading      Sentence    `json:"reading"`
}

// Dependencies answers the question for a view.
func Dependencies(v *record.View, s Scope) []Dependency { return NewIndex(v).Dependencies(s) }

// Dependencies gives, for every unit, function, forum and person of a scope whose
// loss takes something with it, what that is; the gravest first.
func (x *Index) Dependencies(s Scope) []Dependency {
	return once(x, dependenceQuestion{s}, func() []Dependency { return x.dependencies(s) })
}

type dependenceQuestion struct{ Scope }

// duo is two parties, the lesser id first.
type duo [2]string

func newDuo(a, b string) duo { return duo{min(a, b), max(a, b)} }

// losing is what is gathered for one element.
type losing struct {
	lost   map[duo]int // links between two parties that hang on it
	paths  []string
	forums []string
}

// leaning is the gathering for all elements.
type leaning struct {
	links    map[duo]int // between two parties
	elements map[Element]*losing
}

func (x *Index) dependencies(s Scope) []Dependency {
	l := leaning{map[duo]int{}, map[Element]*losing{}}
	links := x.links(s)
	for _, link := range links {
		l.weigh(link)
	}
	l.overForums(links)
	all := []Dependency{}
	for e, lost := range l.elements {
		if d := l.dependency(e, lost); len(d.Separates)+len(d.ContactPaths)+len(d.Forums) > 0 {
			d.Reading = x.readDependency(d)
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b Dependency) int {
		return cmp.Or(len(b.Separates)-len(a.Separates), len(b.ContactPaths)-len(a.ContactPaths),
			len(b.Forums)-len(a.Forums), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (l *leaning) of(e Element) *losing {
	if l.elements[e] == nil {
		l.elements[e] = &losing{lost: map[duo]int{}}
	}
	return l.elements[e]
}

// weigh notes what each element holds up of one link.
func (l *leaning) weigh(link *link) {
	parties := link.parties()
	for i, a := range parties {
		for _, b := range parties[i+1:] {
			l.links[duo{a, b}]++
			for _, e := range link.whole() {
				l.of(e).lost[duo{a, b}]++
			}
		}
	}
	for who, pillars := range link.pillars() {
		for _, e := range pillars {
			l.hang(link, e, who, parties)
		}
	}
	if link.person != "" {
		l.loses(Element{ID: link.person, Kind: NodePerson}, link)
	}
}

// hang notes that a party is in a link only by one element.
func (l *leaning) hang(link *link, e Element, who string, parties []string) {
	for _, other := range parties {
		if other != who {
			l.of(e).lost[newDuo(who, other)]++
		}
	}
	l.loses(e, link)
}

func (l *leaning) loses(e Element, link *link) {
	lost := l.of(e)
	switch link.kind {
	case TiePath:
		lost.paths = append(lost.paths, link.id)
	case NodeForum:
		lost.forums = append(lost.forums, link.id)
	}
}

// overForums gives to a forum the contact paths that go by a forum, where it is
// the only one in which both sit.
func (l *leaning) overForums(links []*link) {
	shared := map[duo][]string{}
	for _, link := range links {
		if link.kind != NodeForum {
			continue
		}
		parties := link.parties()
		for i, a := range parties {
			for _, b := range parties[i+1:] {
				shared[duo{a, b}] = append(shared[duo{a, b}], link.id)
			}
		}
	}
	for _, link := range links {
		if link.kind != TiePath || link.via != "forum" {
			continue
		}
		at := newDuo(link.seats[0].who.party, link.seats[1].who.party)
		if len(shared[at]) == 1 {
			l.loses(Element{ID: shared[at][0], Kind: NodeForum}, link)
		}
	}
}

func (l *leaning) dependency(e Element, lost *losing) Dependency {
	d := Dependency{Element: e, Separates: [][2]string{}, ContactPaths: sorted(lost.paths), Forums: sorted(lost.forums)}
	for at, n := range lost.lost {
		if n == l.links[at] {
			d.Separates = append(d.Separates, at)
		}
	}
	slices.SortFunc(d.Separates, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return d
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return orNone(slices.Compact(ids))
}

// readDependency says the gravest that would be lost.
func (x *Index) readDependency(d Dependency) Sentence {
	who := x.elementName(d.Element)
	switch {
	case len(d.Separates) > 0:
		pairs := seriesOf(d.Separates, 3, func(p [2]string) any {
			return say("insight.dependence.pair", x.partyWord(p[0]), x.partyWord(p[1]))
		})
		return say("insight.dependence.separates", len(d.Separates), who, pairs)
	case len(d.ContactPaths) > 0:
		return say("insight.dependence.paths", len(d.ContactPaths), who)
	}
	return say("insight.dependence.forums", len(d.Forums), who)
}
