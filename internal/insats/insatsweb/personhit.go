package insatsweb

import (
	"slices"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// hit is one insats with why it stands where it does, and how one gets in.
type hit struct {
	page.Said
	Link   web.Link
	By     *page.Mark // nil is unknown
	Note   string     // stage and places
	Status *web.Tag
	Why    []string
	Source *web.Link
	Way    *wayTo     // nil where it does not fit
	Forums []web.Link // where it can be taken up
	More   *web.Link  // to all of those
}

// wayTo is the best way in, and where all ways are found.
type wayTo struct {
	Says     string // "" if none is told of
	Href     string
	Channels []page.ChannelLink
	Into     string    // id of who gives the insats; "" if nobody is known to
	Find     *web.Link // nil where nobody is known to give the insats
}

func (s sight) hit(v insats.Verdict, w *waysIn) hit {
	x := v.Insats
	h := hit{Said: page.Said{Lang: s.Lang}, Link: page.Link(s.View, x), Status: s.statusTag(x), Note: s.inShort(x)}
	if who, ok := party.FindActor(s.View, x.Provider); ok {
		m := page.PartyMark(s.View, s.Lang, who.PartyID())
		h.By = &m
	}
	h.Why = s.why(v)
	if x.Source != "" {
		h.Source = &web.Link{Href: "/kallor/" + x.Source, Text: s.View.TitleOf(record.Key{Kind: "source", ID: x.Source})}
	}
	if w != nil {
		w.fill(&h, x)
	}
	return h
}

// why says why it fits or does not, or what it depends on.
func (s sight) why(v insats.Verdict) []string {
	switch {
	case v.IsUntold():
		return []string{s.T("insatsweb.rule.none")}
	case v.Value != insats.Depends:
		return v.Why(s.Lang)
	}
	said := make([]string, len(v.On))
	for i, r := range v.On {
		said[i] = r.Say(s.Lang)
	}
	return said
}

// inShort says what sort of insats it is, how many can take part, and whether
// there is a place.
func (s sight) inShort(x *insats.Insats) string {
	var said []string
	if x.Stage != "" {
		said = append(said, s.stage(x))
	}
	if x.Places != nil {
		said = append(said, s.T("insatsweb.n_places", *x.Places))
	}
	if x.Availability != nil && x.Availability.State != "" {
		said = append(said, x.Availability.InShort(s.Lang))
	}
	return strings.Join(said, " · ")
}

// waysIn finds the ways in for one request, and remembers those to each
// provider, for many insatser have the same.
type waysIn struct {
	sight
	person insats.Person
	from   string // the unit of who asks; "" is not known
	known  map[string]entry
}

// entry is how one gets in to a provider.
type entry struct {
	way    *wayTo
	forums []*forum.Forum
}

func newWaysIn(s sight, p insats.Person) *waysIn {
	w := &waysIn{sight: s, person: p, known: map[string]entry{}}
	for _, a := range s.View.Actor().Assignments {
		if a.Role == access.Editor {
			w.from = a.Unit
		}
	}
	return w
}

// mostForums is how many forums are named for an insats.
const mostForums = 2

// fill says how one gets in, and where it can be taken up.
func (w *waysIn) fill(h *hit, x *insats.Insats) {
	e, known := w.known[x.Provider]
	if !known {
		e = entry{w.to(x), insats.ForumsFor(w.View, x, w.person)}
		w.known[x.Provider] = e
	}
	h.Way = e.way
	for _, f := range e.forums[:min(len(e.forums), mostForums)] {
		h.Forums = append(h.Forums, web.Link{Href: f.URL(), Text: f.Name})
	}
	if rest := len(e.forums) - len(h.Forums); rest > 0 {
		h.More = &web.Link{Href: page.Address("/var", page.AskActor, x.Provider, page.AskMunicipality, w.person.Municipality), Text: w.T("insatsperson.more_forums", rest)}
	}
}

func (w *waysIn) to(x *insats.Insats) *wayTo {
	who, ok := party.FindActor(w.View, x.Provider)
	if !ok {
		return &wayTo{Says: w.T("insatsweb.no_provider")}
	}
	from := w.from
	if slices.Contains(party.Within(w.View, who.ID), from) || from == who.ID {
		from = ""
	}
	way := &wayTo{Into: who.ID, Find: &web.Link{Text: w.T("insatsperson.find_way"), Note: who.Name(),
		Href: page.Address("/en-vag-in", page.AskFrom, from, page.AskInto, who.ID, page.AskMunicipality, w.person.Municipality)}}
	if best := insats.BestWay(w.View, x, w.person.Municipality); best != nil {
		way.Says, way.Href = w.byWay(best), best.URL()
		for _, c := range best.Channels {
			way.Channels = append(way.Channels, page.NewChannel(w.Lang, c))
		}
	}
	return way
}

// byWay says by whom one gets in.
func (s sight) byWay(p *contact.Path) string {
	switch into := page.EndCell(s.View, s.Lang, p.Into).Text; {
	case p.Function != "":
		return s.T("insatsperson.way", p.Function, into)
	case p.Via != "":
		return s.T("insatsperson.way", page.UpperFirst(s.T("via."+p.Via)), into)
	default:
		return into
	}
}

// inLetters says for a letter how one gets in: by whom and where, or else the
// address at which it can be looked for.
func (w *wayTo) inLetters(s sight, site string) string {
	said := []string{w.Says}
	for _, c := range w.Channels {
		said = append(said, c.Text)
	}
	switch {
	case w.Href != "":
		return s.T("insatsperson.mail.way", strings.Join(said, ", "))
	case w.Into != "":
		return s.T("insatsperson.mail.way", site+page.Address("/en-vag-in", page.AskInto, w.Into))
	}
	return w.Says
}
