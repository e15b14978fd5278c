package recordweb

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// toConfirmPage lists what needs confirming, under whom to ask.
type toConfirmPage struct {
	web.Frame
	Head   web.Head
	Note   *web.Alert
	Filter *web.Form
	Back   string
	Groups []factGroup
	Pages  web.Pagination
	All    *web.Link // ticks all the boxes
	Empty  *web.Empty
	May    bool // there is something that may be confirmed
}

// factGroup is the facts that one actor knows about.
type factGroup struct {
	ID    string
	Actor web.Cell
	Ask   []web.Cell // how the actor is reached
	Facts []fact
}

// fact is one record that nobody has confirmed for a while.
type fact struct {
	Link   web.Link
	Sum    string
	Fresh  *web.Freshness
	Value  string // kind/id
	May    bool
	Ticked bool
}

// pageOfFacts is how many facts a page shows: what somebody can go through in
// one sitting.
const pageOfFacts = 30

const askKind = "slag"

// scope says which facts are asked for.
type scope struct {
	association, municipality, kind string
	mine                            bool // those that the actor may confirm
}

// scopeOf reads the scope from the address. Who keeps records up and asks for
// nothing gets the own ones.
func scopeOf(v *record.View, in *web.Input) scope {
	s := scope{association: in.Get(page.AskAssociation), kind: in.Get(askKind)}
	if m, ok := place.ByName(in.Get(page.AskMunicipality)); ok {
		s.municipality = m.Code
		in.Set(page.AskMunicipality, m.Short)
	}
	a := v.Actor()
	s.mine = s.association == "" && s.municipality == "" && v.AsOf() == "" && (a.IsAdministrator() || len(a.Associations()) > 0)
	return s
}

func (s scope) takes(v *record.View, b record.Body) bool {
	h := b.HeadOf()
	switch {
	case s.mine && !v.MayChange(b),
		s.association != "" && h.KeptBy != s.association,
		s.municipality != "" && (h.Kind.Places == nil || !slices.Contains(h.Kind.Places(v, b), s.municipality)):
		return false
	}
	return true
}

// dated is a record with the day on which it was last said to be true, and whom
// to ask about it.
type dated struct {
	body  record.Body
	on    time.Time
	actor string
}

// toConfirm gives what is to be confirmed in a scope, under whom to ask. It is
// the same for all who see the same, but for what one may confirm oneself.
func (s scope) toConfirm(v *record.View) []dated {
	work := func() []dated { return byActor(v, s.old(v)) }
	if s.mine {
		return work()
	}
	return record.Once(v, s, work)
}

// old gives the records of a scope that are no longer fresh. Sources are what
// was once written, and need no confirming.
func (s scope) old(v *record.View) []dated {
	var all []dated
	for _, k := range v.Kinds().All {
		if k.Kept || k.Name == record.Sources.Name || s.kind != "" && s.kind != k.Name {
			continue
		}
		for _, b := range v.All(k) {
			if v.Freshness(b) < 1 && s.takes(v, b) {
				all = append(all, dated{b, v.ConfirmedOn(b), whom(v, b)})
			}
		}
	}
	return all
}

// whom gives the actor that knows about a record best; "" if there is none.
func whom(v *record.View, b record.Body) string {
	var ids []string
	switch x := b.(type) {
	case *party.Unit:
		ids = []string{x.ID}
	case *party.Party:
		ids = []string{x.ID}
	case *forum.Forum:
		ids = append([]string{x.Convener}, x.Actors()...)
	case *forum.Agreement:
		ids = x.Parties
	case *contact.Relation:
		ids = []string{x.From, x.To}
	case *contact.Path:
		ids = []string{x.Into, x.From}
	case *mapping.Statement:
		ids = append([]string{x.By}, x.About...)
	}
	for _, id := range ids {
		if _, ok := party.FindActor(v, id); ok {
			return id
		}
	}
	return ""
}

// byActor puts those together whom the same actor knows about; the actor with
// the oldest fact comes first, and its oldest fact first. What no actor knows
// about comes last.
func byActor(v *record.View, all []dated) []dated {
	known := map[string]*actorFacts{}
	var groups []*actorFacts
	for _, d := range all {
		g := known[d.actor]
		if g == nil {
			g = &actorFacts{name: party.ActorName(v, d.actor), oldest: d.on}
			known[d.actor], groups = g, append(groups, g)
		}
		if d.on.Before(g.oldest) {
			g.oldest = d.on
		}
		g.facts = append(g.facts, d)
	}
	slices.SortStableFunc(groups, func(a, b *actorFacts) int {
		return cmp.Or(order(a.name == "", b.name == ""), a.oldest.Compare(b.oldest), cmp.Compare(a.name, b.name))
	})
	sorted := make([]dated, 0, len(all))
	for _, g := range groups {
		slices.SortStableFunc(g.facts, func(a, b dated) int { return a.on.Compare(b.on) })
		sorted = append(sorted, g.facts...)
	}
	return sorted
}

// actorFacts is what one actor knows about.
type actorFacts struct {
	name   string // "" for no actor
	oldest time.Time
	facts  []dated
}

// order puts what is last after what is not.
func order(aLast, bLast bool) int {
	switch {
	case aLast && !bLast:
		return 1
	case bLast && !aLast:
		return -1
	}
	return 0
}

// toConfirm lists what needs confirming.
func (p *Pages) toConfirm(w http.ResponseWriter, r *http.Request, v *record.View) error {
	in, l := web.QueryInput(r), web.LangOf(r)
	s := scopeOf(v, in)
	if err := mustBeKind(v, s.kind); err != nil {
		return err
	}
	all := s.toConfirm(v)
	c := &toConfirmPage{Filter: confirmFilter(v, l, in), Back: r.URL.RequestURI(), Pages: web.NewPagination(r, pageOfFacts, len(all))}
	c.Head = web.Head{Title: l.T("recordweb.old.title"), Lead: l.T("recordweb.old.lead", len(all))}
	c.Title, c.NoIndex = c.Head.Title, true
	c.fill(v, l, web.PageOf(c.Pages, all), in.Is("alla"))
	c.say(v, l, s)
	return p.Render(w, r, "record-old", c)
}

func (c *toConfirmPage) fill(v *record.View, l *text.Lang, all []dated, ticked bool) {
	for i, d := range all {
		if i == 0 || all[i-1].actor != d.actor {
			c.Groups = append(c.Groups, newFactGroup(v, l, d.actor))
		}
		f := newFact(v, l, d.body)
		f.Ticked = ticked && f.May
		c.May = c.May || f.May
		group := &c.Groups[len(c.Groups)-1]
		group.Facts = append(group.Facts, f)
	}
	if c.May && !ticked {
		sign := "?"
		if strings.Contains(c.Back, "?") {
			sign = "&"
		}
		c.All = &web.Link{Href: c.Back + sign + "alla=1", Text: l.T("recordweb.old.tick_all")}
	}
}

// say tells those who may not confirm whom to ask, and those who have nothing to
// confirm that all is well.
func (c *toConfirmPage) say(v *record.View, l *text.Lang, s scope) {
	switch {
	case len(c.Groups) == 0:
		key := "recordweb.old.empty"
		if s.mine {
			key = "recordweb.old.empty_mine"
		}
		c.Head.Lead = ""
		c.Empty = &web.Empty{Title: l.T(key), Text: l.T(key + ".text")}
	case !c.May && !v.Actor().IsSignedIn():
		c.Note = &web.Alert{Color: "info", Text: l.T("recordweb.old.public")}
	case !c.May:
		c.Note = &web.Alert{Color: "info", Text: l.T("recordweb.old.reader")}
	}
}

func newFactGroup(v *record.View, l *text.Lang, actor string) factGroup {
	if actor == "" {
		return factGroup{ID: "facts-none", Actor: web.Cell{Text: l.T("recordweb.old.no_actor")}}
	}
	g := factGroup{ID: "facts-" + strings.NewReplacer("/", "-", ".", "-").Replace(actor), Actor: page.ActorCell(v, l, actor)}
	if u := party.Units.Find(v, actor); u != nil || party.Parties.Find(v, actor) != nil {
		g.Ask = reach(v, l, actor)
	}
	return g
}

// mostChannels is how many ways to reach an actor are shown.
const mostChannels = 2

// reach gives how an actor can be reached to be asked: by the mailbox or the
// number of a function.
func reach(v *record.View, l *text.Lang, actor string) []web.Cell {
	a, _ := party.FindActor(v, actor)
	var cells []web.Cell
	for _, p := range contact.Paths.Pointing(v, a.Key(), "into") {
		for _, ch := range p.Channels {
			if ch.Value != "" && len(cells) < mostChannels {
				cells = append(cells, web.Cell{Text: ch.Value, Note: strings.Join(notEmpty(p.Function, ch.Hours), ", ")})
			}
		}
	}
	return cells
}

func notEmpty(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func newFact(v *record.View, l *text.Lang, b record.Body) fact {
	h := b.HeadOf()
	return fact{
		Link: web.Link{Href: h.URL(), Text: page.Short(v.Title(b), 120), Note: page.KindName(l, h.Kind.Name)},
		Sum:  sum(v, l, b), Fresh: page.Fresh(v, l, b), Value: h.Kind.Name + "/" + h.ID, May: v.MayChange(b),
	}
}

// sum says in a line what somebody confirms.
func sum(v *record.View, l *text.Lang, b record.Body) string {
	k, tree := b.HeadOf().Kind, record.TreeOf(b)
	var said []string
	for _, name := range strings.Fields(layouts[k.Name].Sum) {
		if value, has := tree[name]; has {
			said = append(said, page.FieldLabel(l, k.Name, name)+": "+page.Short(page.ValueText(v, l, k, name, value), 160))
		}
	}
	return strings.Join(said, ". ")
}

// confirmFilter chooses what the list is about.
func confirmFilter(v *record.View, l *text.Lang, in *web.Input) *web.Form {
	f := web.NewForm(l, in)
	f.Filter, f.Action, f.Cancel = true, "/bekrafta", "/bekrafta"
	var associations, kinds []web.Option
	for _, a := range party.Associations.All(v) {
		associations = append(associations, web.Option{Value: a.ID, Text: a.Name})
	}
	for _, k := range v.Kinds().All {
		if !k.Kept && k.Name != record.Sources.Name {
			kinds = append(kinds, web.Option{Value: k.Name, Text: page.KindName(l, k.Name)})
		}
	}
	f.Select(page.AskAssociation, "kindname.association", associations)
	f.SuggestFrom(page.AskMunicipality, "field.municipality", "names-municipality")
	f.Select(askKind, "recordweb.old.kind", kinds)
	return f
}

// Places is what the field of the municipality suggests.
func (c *toConfirmPage) Places() web.DataList {
	return web.DataList{ID: "names-municipality", Options: placeNames()}
}
