package partyweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// groupsPage lists the target groups.
type groupsPage struct {
	web.Frame
	Head   web.Head
	Filter *web.Form
	Table  web.Table
	Pages  web.Pagination
}

// groupPage shows a target group.
type groupPage struct {
	web.Frame
	Head       web.Head
	Facts      web.Definitions
	Forums     *page.ForumTable
	NoForum    web.Empty
	Units      web.Table
	Said       []page.StatementGroup
	Agreements web.Table
	About      page.About
}

// groupsPerPage is how many target groups are shown at a time.
const groupsPerPage = 50

func newGroupsPage(s sight, r *http.Request) *groupsPage {
	in := web.QueryInput(r)
	age := in.Int(page.AskAge, 0, 120)
	words := strings.Fields(strings.ToLower(in.Get(page.AskText)))
	found := slices.DeleteFunc(party.TargetGroups.All(s.View), func(t *party.TargetGroup) bool {
		return age != nil && !party.Takes(t.AgeMin, t.AgeMax, *age) || !s.groupNamed(t, words)
	})
	p := &groupsPage{Filter: s.groupsForm(in, r)}
	p.Title = s.T("partyweb.target_groups")
	p.Head = web.Head{Title: p.Title, Lead: s.T("partyweb.target_groups.lead", len(found))}
	if s.View.MayAdd() {
		p.Head.Actions = []web.Link{{Href: "/ny/target_group", Text: s.T("partyweb.add_group"), Icon: "plus"}}
	}
	p.Pages = web.NewPagination(r, groupsPerPage, len(found))
	p.Table = s.groupTable(web.PageOf(p.Pages, found), s.countGroups())
	return p
}

func (s sight) groupsForm(in *web.Input, r *http.Request) *web.Form {
	f := web.NewForm(s.Lang, in)
	f.Filter = true
	f.Text(page.AskText, "partyweb.ask.word")
	f.Number(page.AskAge, "partyweb.ask.age")
	if r.URL.RawQuery != "" {
		f.Cancel = r.URL.Path
	}
	return f.Fail(in.Err())
}

// groupNamed tells whether every word stands in what is said of the group.
func (s sight) groupNamed(t *party.TargetGroup, words []string) bool {
	all := strings.ToLower(t.Name + " " + t.Description + " " + s.situation(t))
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) })
}

// situation says incomes, conditions and statuses in words.
func (s sight) situation(t *party.TargetGroup) string {
	var said []string
	for _, part := range []string{page.WordList(s.Lang, "income", t.Incomes), page.WordList(s.Lang, "condition", t.Conditions),
		page.WordList(s.Lang, "person_status", t.Statuses)} {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}

// groupCount is how many forums, units and statements are for a target group.
type groupCount struct{ forums, units, statements int }

func (s sight) countGroups() map[string]*groupCount {
	type question struct{}
	return record.Once(s.View, question{}, s.countAllGroups)
}

func (s sight) countAllGroups() map[string]*groupCount {
	counts := map[string]*groupCount{}
	count := func(ids []string, add func(*groupCount)) {
		for _, id := range ids {
			if counts[id] == nil {
				counts[id] = &groupCount{}
			}
			add(counts[id])
		}
	}
	for _, f := range forum.Forums.All(s.View) {
		count(f.TargetGroups, func(n *groupCount) { n.forums++ })
	}
	for _, u := range party.Units.All(s.View) {
		count(u.TargetGroups, func(n *groupCount) { n.units++ })
	}
	for _, x := range mapping.Statements.All(s.View) {
		count(x.TargetGroups, func(n *groupCount) { n.statements++ })
	}
	return counts
}

// groupTable lists target groups; without counts they are made here.
func (s sight) groupTable(groups []*party.TargetGroup, counts map[string]*groupCount) web.Table {
	if counts == nil {
		counts = s.countGroups()
	}
	t := web.Table{Caption: s.T("partyweb.target_groups"), Quiet: true, Columns: []web.Column{{Text: s.T("partyweb.target_group")},
		{Text: s.T("partyweb.ages_short")}, {Text: s.T("partyweb.situation")}, {Text: s.T("partyweb.forums"), Number: true},
		{Text: s.T("partyweb.units"), Number: true}, {Text: s.T("partyweb.statements"), Number: true}},
		Empty: web.Empty{Title: s.T("partyweb.no_groups"), Text: s.T("partyweb.no_groups_text")}}
	for _, g := range groups {
		n := counts[g.ID]
		if n == nil {
			n = &groupCount{}
		}
		number := func(n int) web.Cell { return web.Cell{Text: s.Lang.Number(float64(n))} }
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: g.Name, Href: g.URL()},
			s.known(page.Ages(s.Lang, g.AgeMin, g.AgeMax)), s.known(s.situation(g)), number(n.forums), number(n.units), number(n.statements)}})
	}
	return t
}

// known is a cell for what may not be known, which is said more quietly.
func (s sight) known(said string) web.Cell {
	if said == "" {
		return web.Cell{Note: s.T("page.unknown")}
	}
	return web.Cell{Text: said}
}

func newGroupPage(s sight, t *party.TargetGroup) *groupPage {
	p := &groupPage{Facts: s.groupFacts(t), About: page.NewAbout(s.View, s.Lang, t)}
	p.Title = t.Name
	p.Crumbs = []web.Link{{Href: "/malgrupper", Text: s.T("partyweb.target_groups")}}
	p.Head = web.Head{Kicker: s.T("partyweb.target_group"), Title: t.Name, Lead: t.Description, Fresh: page.Fresh(s.View, s.Lang, t)}
	if forums := forum.Forums.Pointing(s.View, t.Key(), "target_groups"); len(forums) > 0 {
		table := page.NewForumTable(s.View, s.Lang, s.T("partyweb.forums"), forums)
		table.Quiet = true
		p.Forums = &table
	}
	p.NoForum = web.Empty{Title: s.T("partyweb.group_no_forum"), Text: s.T("partyweb.group_no_forum_text")}
	if s.View.MayAdd() {
		p.NoForum.Action = &web.Link{Href: page.Address("/ny/forum", "target_groups", t.ID), Text: s.T("partyweb.no_forum_add")}
	}
	p.Units = s.groupUnits(party.Units.Pointing(s.View, t.Key(), "target_groups"))
	p.Said = page.StatementGroups(s.View, s.Lang, mapping.Statements.Pointing(s.View, t.Key(), "target_groups"), 8,
		page.Context{More: page.Address("/vad", page.AskGroup, t.ID)})
	p.Agreements = s.agreementTable(forum.Agreements.Pointing(s.View, t.Key(), "target_groups"))
	return p
}

func (s sight) groupFacts(t *party.TargetGroup) web.Definitions {
	facts := web.Definitions{web.Say(s.T("partyweb.for_ages"), s.agesOrUnknown(t.AgeMin, t.AgeMax))}
	add := func(key, vocabulary string, words []string) {
		if len(words) > 0 {
			facts = append(facts, web.Say(s.T(key), page.WordList(s.Lang, vocabulary, words)))
		}
	}
	add("partyweb.incomes", "income", t.Incomes)
	add("partyweb.conditions", "condition", t.Conditions)
	add("partyweb.person_statuses", "person_status", t.Statuses)
	return facts
}

// groupUnits lists the units that are for a target group.
func (s sight) groupUnits(units []*party.Unit) web.Table {
	t := web.Table{Caption: s.T("partyweb.units"), Quiet: true, Columns: []web.Column{{Text: s.T("partyweb.unit")},
		{Text: s.T("partyweb.serves")}, {Text: s.T("partyweb.ages_short")}, {Text: s.T("page.confirmed")}}}
	for _, u := range units {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{page.ActorCell(s.View, s.Lang, u.ID), {Links: page.PlaceLinks(u.Serves(s.View))},
			{Text: s.agesOrUnknown(u.AgeMin, u.AgeMax)}, {Fresh: page.FreshIn(s.View, s.Lang, u)}}})
	}
	text.SortBy(t.Rows, func(r web.TableRow) string { return r.Cells[0].Text })
	return t
}
