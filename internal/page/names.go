package page

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Names turns actors, and kinds of party and of unit, into the names that
// people write for them in one line, and back. A name it gives is the name of
// one only: where several are called the same, the id follows in brackets. It
// serves one request.
type Names struct {
	v     *record.View
	l     *text.Lang
	near  []string // municipalities: what is there is suggested and meant first
	units *Namesakes
}

// NewNames makes the names of what a view shows; the municipalities are those
// that are asked about, if that is known.
func NewNames(v *record.View, l *text.Lang, near ...string) *Names {
	return &Names{v: v, l: l, near: near, units: NewNamesakes(v)}
}

// ActorKinds are the kinds of party and of unit that one can ask for: "whichever
// it is here".
func ActorKinds() []string {
	var all []string
	for _, vocabulary := range []string{"party_kind", "unit_kind"} {
		for _, word := range record.Vocabulary(vocabulary) {
			if word != "other" && !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return all
}

// Label is the name to write for an actor or a kind; the id itself if it can
// not be seen.
func (n *Names) Label(id string) string {
	a, ok := party.FindActor(n.v, id)
	switch {
	case !ok && contact.IsKind(id):
		return AnyOf(n.v, n.l, id)
	case !ok:
		return a.Name()
	}
	return n.labelOf(a)
}

func (n *Names) labelOf(a party.Actor) string {
	switch {
	case a.Unit != nil:
		return n.units.UnitLabel(a)
	case n.partiesCalled(a.Party.Name) > 1:
		return apart(a.Name(), a.ID)
	}
	return a.Name()
}

// partiesCalled is how many parties have a name, counted once a version of the map.
func (n *Names) partiesCalled(name string) int {
	type question struct{}
	return record.Once(n.v, question{}, func() map[string]int {
		called := map[string]int{}
		for _, p := range party.Parties.All(n.v) {
			called[Fold(p.Name)]++
		}
		return called
	})[Fold(name)]
}

// UpperFirst writes the first letter large.
func UpperFirst(s string) string { return text.UpperFirst(s) }

func (n *Names) unit(u *party.Unit) party.Actor {
	return party.Actor{ID: u.ID, Party: party.Parties.Find(n.v, u.Party), Unit: u}
}

// Find gives the id of what somebody has written: an id, the name as it is
// suggested, or a name or a short name that only one has. Where several have it,
// a party is meant before its units, and what is nearby before what is not. What
// else is written is a fault that names the candidates.
func (n *Names) Find(typed string) (string, *fault.Field) {
	if _, ok := party.FindActor(n.v, typed); ok || contact.IsKind(typed) {
		return typed, nil
	}
	for _, kind := range ActorKinds() {
		if Fold(n.Label(kind)) == Fold(typed) {
			return kind, nil
		}
	}
	labelled, called := n.whoIsCalled(Fold(typed))
	switch word := n.kindCalled(typed); {
	case len(labelled) == 1:
		return labelled[0], nil
	case len(called) == 1:
		return called[0], nil
	case len(called) > 1:
		return "", &fault.Field{Key: "page.names.several", Args: []any{typed, n.list(called)}}
	case word != "":
		return word, nil
	}
	if like := n.like(typed); len(like) > 0 {
		return "", &fault.Field{Key: "page.names.like", Args: []any{typed, n.list(like)}}
	}
	return "", &fault.Field{Key: "page.names.nobody", Args: []any{typed}}
}

// Candidates gives whom somebody may have meant with what Find does not
// understand, those nearby first: as many as one can choose among.
func (n *Names) Candidates(typed string) []string {
	_, ids := n.whoIsCalled(Fold(typed))
	if len(ids) < 2 {
		ids = n.like(typed)
	}
	return n.nearFirst(ids)
}

// whoIsCalled finds those whose label is written, and those whose name or short name
// is: the parties, or else the units nearby, or else all units.
func (n *Names) whoIsCalled(written string) (labelled, called []string) {
	var units, nearby []string
	n.each(func(a party.Actor) {
		isCalled := slices.ContainsFunc(n.callings(a), func(s string) bool { return Fold(s) == written })
		switch {
		case Fold(a.Name()) == written && n.labelOf(a) == a.Name(), strings.HasSuffix(written, ")") && Fold(n.labelOf(a)) == written:
			labelled = append(labelled, a.ID)
		case !isCalled:
		case a.Unit == nil:
			called = append(called, a.ID)
		case n.isNear(a):
			nearby = append(nearby, a.ID)
		default:
			units = append(units, a.ID)
		}
	})
	if len(called) == 0 {
		called = nearby
	}
	if len(called) == 0 {
		called = units
	}
	return labelled, called
}

func (n *Names) each(f func(party.Actor)) {
	for _, p := range party.Parties.All(n.v) {
		f(party.Actor{ID: p.ID, Party: p})
	}
	for _, u := range party.Units.All(n.v) {
		f(n.unit(u))
	}
}

// callings are the names that an actor goes by without its party.
func (n *Names) callings(a party.Actor) []string {
	if a.Unit != nil {
		return notEmpty(a.Unit.Name, a.Unit.ShortName)
	}
	return notEmpty(a.Party.Name, a.Party.ShortName, ShortName(a.Party))
}

func (n *Names) kindCalled(typed string) string {
	for _, word := range ActorKinds() {
		if Fold(contact.EndName(n.v, n.l, word)) == Fold(typed) {
			return word
		}
	}
	return ""
}

// like finds the kinds and the actors in whose names every word that was written
// begins a word.
func (n *Names) like(typed string) []string {
	words := TypedWords(typed)
	var ids []string
	take := func(id string, names ...string) {
		if words.IsLike(names...) {
			ids = append(ids, id)
		}
	}
	for _, word := range ActorKinds() {
		take(word, contact.EndName(n.v, n.l, word))
	}
	n.each(func(a party.Actor) { take(a.ID, append(n.callings(a), a.Name())...) })
	return ids
}

// list says some candidates, those nearby first.
func (n *Names) list(ids []string) string { return SayCandidates(n.l, n.nearFirst(ids), n.Label) }

func (n *Names) nearFirst(ids []string) []string { return Ordered(ids, n.order) }

func (n *Names) order(id string) int {
	if a, ok := party.FindActor(n.v, id); !ok || n.isNear(a) {
		return 0
	}
	return 1
}

func (n *Names) isNear(a party.Actor) bool {
	switch {
	case a.Unit != nil:
		return slices.ContainsFunc(a.Unit.Serves(n.v), func(code string) bool { return slices.Contains(n.near, code) })
	case a.Party == nil:
		return false
	case a.Party.Municipality != "":
		return slices.Contains(n.near, a.Party.Municipality)
	case a.Party.Type == "region":
		return slices.ContainsFunc(n.near, func(code string) bool { return a.Party.Region == "" || code[:2] == a.Party.Region })
	}
	return true
}

// Suggest gives the names that are worth suggesting, at most so many: who is
// nearby, the kinds, and then the others. What is not suggested can be written
// all the same. They are not to be changed: they are put together once a version
// of the map.
func (n *Names) Suggest(most int) []string {
	type question struct {
		lang, near string
		most       int
	}
	return record.Once(n.v, question{n.l.Code, strings.Join(n.near, " "), most}, func() []string { return n.suggest(most) })
}

func (n *Names) suggest(most int) []string {
	var near, kinds, far []string
	for _, p := range party.Parties.All(n.v) {
		if n.isNear(party.Actor{ID: p.ID, Party: p}) {
			near = append(near, n.Label(p.ID))
		} else {
			far = append(far, n.Label(p.ID))
		}
	}
	for _, word := range ActorKinds() {
		kinds = append(kinds, n.Label(word))
	}
	local := n.unitsNearby()
	for _, u := range local {
		near = append(near, n.Label(u.ID))
	}
	all := slices.Concat(near, kinds, far)
	for _, u := range party.Units.All(n.v) {
		if len(all) >= most {
			break
		}
		if !slices.Contains(local, u) {
			all = append(all, n.Label(u.ID))
		}
	}
	return slices.Clip(all[:min(len(all), most)])
}

// NameList is a list of names that fields suggest, with the id that they know it
// by. It is written here and not by a template, for there are hundreds on a page.
func NameList(id string, names []string) template.HTML {
	var b strings.Builder
	b.WriteString(`<datalist id="` + html.EscapeString(id) + `">`)
	for _, name := range names {
		b.WriteString(`<option value="` + html.EscapeString(name) + `">`)
	}
	b.WriteString("</datalist>")
	return template.HTML(b.String())
}

// unitsNearby are found through the municipalities, so that the units of the
// rest of the country are not gone through.
func (n *Names) unitsNearby() []*party.Unit {
	var all []*party.Unit
	add := func(units []*party.Unit) {
		for _, u := range units {
			if !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	for _, code := range n.near {
		here := record.Key{Kind: "municipality", ID: code}
		for _, p := range party.Parties.Pointing(n.v, here) {
			add(party.Units.Pointing(n.v, p.Key(), "party"))
		}
		add(party.Units.Pointing(n.v, here))
	}
	return all
}
