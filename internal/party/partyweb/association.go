package partyweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// associationPage shows the collaboration within an association.
type associationPage struct {
	web.Frame
	Head     web.Head
	Facts    web.Definitions
	Stats    []web.Stat
	Contents web.Tabs
	Places   web.Table // its municipalities
	Parties  []page.Mark
	Factors  *factorBars
	Said     []page.StatementGroup
	Across   *page.ForumTable // forums over several of its municipalities
	Groups   web.Table        // those that forums are for
	NoForum  []web.Link       // target groups that no forum is for
	Oldest   web.Table
	Sources  web.Table
	Reports  []web.Link // those that are published
	More     []web.Link // matrix, statements, ways in
	About    page.About
}

// realm is what the map tells of an association: what it keeps up, and what is
// told of its municipalities.
type realm struct {
	association *party.Association
	units       []*party.Unit
	forums      []*forum.Forum
	paths       []*contact.Path
	relations   []*contact.Relation
	statements  []*mapping.Statement
	groups      []*party.TargetGroup
	agreements  []*forum.Agreement
}

func (s sight) realm(a *party.Association) realm {
	return realm{
		association: a,
		units:       ofRealm(s, a, party.Units.All(s.View)),
		forums:      s.forumsOf(a),
		paths:       ofRealm(s, a, contact.Paths.All(s.View)),
		relations:   ofRealm(s, a, contact.Relations.All(s.View)),
		statements:  mapping.List(s.View, mapping.Filter{Association: a.ID}),
		groups:      ofRealm(s, a, party.TargetGroups.All(s.View)),
		agreements:  ofRealm(s, a, forum.Agreements.All(s.View)),
	}
}

// ofRealm keeps the records that the association keeps up or that are about one
// of its municipalities.
func ofRealm[T any](s sight, a *party.Association, all []*T) []*T {
	return slices.DeleteFunc(all, func(x *T) bool {
		b := any(x).(record.Body)
		h := b.HeadOf()
		return h.KeptBy != a.ID && (h.Kind.Places == nil || !intersects(h.Kind.Places(s.View, b), a.Municipalities))
	})
}

// forumsOf is ofRealm for forums, which may serve places that they do not name.
func (s sight) forumsOf(a *party.Association) []*forum.Forum {
	return slices.DeleteFunc(forum.Forums.All(s.View), func(f *forum.Forum) bool {
		return isOver(f) || f.KeptBy != a.ID && !intersects(f.Serves(s.View), a.Municipalities)
	})
}

// bodies are all the facts of the realm.
func (r realm) bodies() []record.Body {
	var all []record.Body
	all = appendBodies(all, r.units)
	all = appendBodies(all, r.forums)
	all = appendBodies(all, r.paths)
	all = appendBodies(all, r.relations)
	all = appendBodies(all, r.statements)
	all = appendBodies(all, r.groups)
	return appendBodies(all, r.agreements)
}

func (p *Pages) association(w http.ResponseWriter, r *http.Request, v *record.View) error {
	a, err := party.Associations.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	s := sight{page.SightOf(r, v)}
	pg := newAssociationPage(s, a)
	if pg.Reports, err = p.published(r, s, a); err != nil {
		return err
	}
	return p.Render(w, r, "association", pg)
}

// published lists the reports of an association that everybody may see.
func (p *Pages) published(r *http.Request, s sight, a *party.Association) ([]web.Link, error) {
	if p.Reports == nil {
		return nil, nil
	}
	all, err := p.Reports.List(r.Context(), access.Public(), a.ID)
	links := make([]web.Link, len(all))
	for i, x := range all {
		links[i] = web.Link{Href: "/rapporter/" + x.ID, Text: x.Title, Note: s.Lang.Date(x.MadeAt)}
	}
	return links, err
}

func newAssociationPage(s sight, a *party.Association) *associationPage {
	r := s.realm(a)
	facts := r.bodies()
	p := &associationPage{Facts: s.associationFacts(a), Parties: page.PartyMarks(s.View, s.Lang, a.Parties),
		Places: s.placeTable(r), Across: s.acrossTable(r), Oldest: s.oldestTable(facts),
		Sources: s.sourceTable(facts), More: s.associationLinks(a), About: page.NewAbout(s.View, s.Lang, a)}
	more := page.Address("/vad", page.AskAssociation, a.ID)
	p.Factors = s.newFactorBars(s.T("partyweb.factors_in", a.Name), more, r.statements)
	p.Said = page.StatementGroups(s.View, s.Lang, r.statements, saidShown, page.Context{More: more})
	p.fillGroups(s, r)
	p.Title = a.Name
	p.Crumbs = []web.Link{{Href: "/vem", Text: s.T("partyweb.who")}}
	p.Head = web.Head{Kicker: s.T("partyweb.association"), Title: a.Name, Marker: page.Marker(s.Lang, "association"), Lead: a.Vision,
		Actions: []web.Link{{Href: "/laget/" + a.ID, Text: s.T("partyweb.standing"), Icon: "info"},
			{Href: page.Address("/matris", page.AskAssociation, a.ID), Text: s.T("partyweb.matrix"), Icon: "nodes"},
			page.ReportLink(s.View, s.Lang, a.ID, "")}}
	p.Stats = s.realmStats(r, facts)
	p.Contents = s.associationContents(p)
	return p
}

func (s sight) associationFacts(a *party.Association) web.Definitions {
	facts := web.Definitions{{Term: s.T("partyweb.municipalities"), Cells: []web.Cell{{Links: page.PlaceLinks(a.Municipalities)}}}}
	if a.Seat != "" {
		facts = append(facts, web.Say(s.T("partyweb.seat"), a.Seat))
	}
	if a.Founded != "" {
		facts = append(facts, web.Say(s.T("partyweb.founded"), page.DateText(s.Lang, a.Founded)))
	}
	return facts
}

func (s sight) realmStats(r realm, facts []record.Body) []web.Stat {
	fresh := 0
	for _, b := range facts {
		if s.View.Freshness(b) == 1 {
			fresh++
		}
	}
	formal := 0
	for _, f := range r.forums {
		if f.KnownFormality() == "formal" {
			formal++
		}
	}
	id := r.association.ID
	stats := []web.Stat{
		s.stat(len(r.units), "partyweb.stat.units", page.Address("/vem", page.AskAssociation, id)),
		s.stat(len(r.forums), "partyweb.stat.forums", page.Address("/var", page.AskAssociation, id)),
		s.stat(len(r.statements), "partyweb.stat.statements", page.Address("/vad", page.AskAssociation, id)),
		s.freshStat(fresh, len(facts)),
	}
	stats[1].Note = strings.Join([]string{s.levelNote(r.forums), s.T("partyweb.n_formal", formal)}, ", ")
	return stats
}

// placeTable compares the municipalities of the association.
func (s sight) placeTable(r realm) web.Table {
	t := web.Table{Caption: s.T("partyweb.municipalities"), Quiet: true, Columns: []web.Column{{Text: s.T("partyweb.municipality")},
		{Text: s.T("partyweb.units"), Number: true}, {Text: s.T("partyweb.forums"), Number: true}, {Text: s.T("partyweb.by_level")},
		{Text: s.T("page.stance.works"), Number: true}, {Text: s.T("page.stance.needs"), Number: true}},
		Empty: web.Empty{Title: s.T("partyweb.no_municipalities")}}
	for _, link := range page.PlaceLinks(r.association.Municipalities) {
		code := strings.TrimPrefix(link.Href, page.PlaceURL(""))
		units, forums, works, needs := r.in(s, code)
		number := func(n int) web.Cell { return web.Cell{Text: s.Lang.Number(float64(n))} }
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: link.Text, Href: link.Href}, number(units), number(len(forums)),
			{Text: s.levelNote(forums)}, number(works), number(needs)}})
	}
	return t
}

// in counts what is told of one municipality of the realm.
func (r realm) in(s sight, code string) (units int, forums []*forum.Forum, works, needs int) {
	for _, u := range r.units {
		if slices.Contains(u.Serves(s.View), code) {
			units++
		}
	}
	for _, f := range r.forums {
		if slices.Contains(f.Serves(s.View), code) {
			forums = append(forums, f)
		}
	}
	for _, x := range r.statements {
		switch {
		case !slices.Contains(mapping.Places(s.View, x), code):
		case x.Stance() == mapping.Works:
			works++
		case x.Stance() == mapping.Needs:
			needs++
		}
	}
	return units, forums, works, needs
}

// acrossTable is the forums over several of the association's municipalities;
// nil if there are none.
func (s sight) acrossTable(r realm) *page.ForumTable {
	across := slices.DeleteFunc(slices.Clone(r.forums), func(f *forum.Forum) bool {
		n := 0
		for _, code := range f.Serves(s.View) {
			if slices.Contains(r.association.Municipalities, code) {
				n++
			}
		}
		return n < 2
	})
	if len(across) == 0 {
		return nil
	}
	t := page.NewForumTable(s.View, s.Lang, s.T("partyweb.forums_across"), across)
	t.Quiet = true
	return &t
}

// groupsShown is how many target groups the page of an association shows.
const groupsShown = 15

// fillGroups shows the target groups that most forums are for, and names those
// that none is for: the gaps.
func (p *associationPage) fillGroups(s sight, r realm) {
	counts := s.countGroups()
	forums := func(t *party.TargetGroup) int {
		if n := counts[t.ID]; n != nil {
			return n.forums
		}
		return 0
	}
	var met, unmet []*party.TargetGroup
	for _, t := range r.groups {
		if forums(t) > 0 {
			met = append(met, t)
		} else {
			unmet = append(unmet, t)
		}
	}
	slices.SortStableFunc(met, func(a, b *party.TargetGroup) int { return forums(b) - forums(a) })
	p.Groups, p.NoForum = s.groupTable(met[:min(groupsShown, len(met))], counts), page.Links(s.View, unmet)
}

func (s sight) associationLinks(a *party.Association) []web.Link {
	return []web.Link{
		{Href: page.Address("/matris", page.AskAssociation, a.ID), Text: s.T("partyweb.matrix")},
		{Href: page.Address("/vad", page.AskAssociation, a.ID), Text: s.T("partyweb.all_statements")},
		{Href: page.Address("/var", page.AskAssociation, a.ID), Text: s.T("partyweb.all_forums")},
		{Href: page.Address("/vem", page.AskAssociation, a.ID), Text: s.T("partyweb.all_actors")},
	}
}

func (s sight) associationContents(p *associationPage) web.Tabs {
	return s.contents(
		part{true, "kommuner", "partyweb.municipalities"},
		part{len(p.Said) > 0, "utsagor", "partyweb.said"},
		part{p.Across != nil, "forum", "partyweb.forums_across"},
		part{len(p.Groups.Rows)+len(p.NoForum) > 0, "malgrupper", "partyweb.target_groups"},
		part{len(p.Oldest.Rows) > 0, "bekrafta", "partyweb.to_confirm"},
		part{len(p.Sources.Rows) > 0, "kallor", "partyweb.sources"},
	)
}
