package page

import (
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// StatementGroup is the statements of one stance: {{template
// "statement-groups" .Said}} over all of them, {{template "statement-list"
// .Items}} for one.
type StatementGroup struct {
	Stance string // also the end of its class
	Title  string
	Count  int // of all, also those that are not shown
	Items  []StatementItem
	Rest   []StatementItem // the others, to be opened, where no page has all of them
	Show   string          // the words for opening them
	More   *web.Link       // to the page that has all of them
}

// StatementItem is one statement among others.
type StatementItem struct {
	Text   string
	Href   string // its own page
	Kind   string // in words, where the heading does not say it
	Factor string
	By     *web.Link // who says it; nil if that is not known
	As     string    // medarbetare; "" if not known
	About  []web.Link
	Place  *web.Link
	Fresh  *web.Freshness
}

// Context is where statements are shown, so that what goes without saying
// there is not said of each.
type Context struct {
	Actors       []string // about these, or by them
	Municipality string
	More         string // address of all statements of the same thing; their stance is added
}

// StatementGroups sorts statements by what they come down to, and shows the
// freshest of each, so many of them. The others are a click away: on the page
// of all statements if the context knows one, or else to be opened in place.
func StatementGroups(v *record.View, l *text.Lang, all []*mapping.Statement, most int, c Context) []StatementGroup {
	var groups []StatementGroup
	for _, stance := range mapping.Stances() {
		of := ofStance(all, stance)
		if len(of) == 0 {
			continue
		}
		mapping.FreshestFirst(v, of)
		g := StatementGroup{Stance: stance, Title: l.T("page.stance." + stance), Count: len(of)}
		first := min(most, len(of))
		g.Items = statementItems(v, l, of[:first], c)
		switch {
		case c.More == "" && first < len(of):
			g.Rest, g.Show = statementItems(v, l, of[first:], c), l.T("page.statements.more", len(of)-first)
		case first < len(of):
			g.More = &web.Link{Href: Address(c.More, AskStance, stance), Text: l.T("page.statements.all."+stance, len(of))}
		}
		groups = append(groups, g)
	}
	return groups
}

func statementItems(v *record.View, l *text.Lang, of []*mapping.Statement, c Context) []StatementItem {
	items := make([]StatementItem, len(of))
	for i, s := range of {
		items[i] = NewStatement(v, l, s, c)
	}
	return items
}

func ofStance(all []*mapping.Statement, stance string) []*mapping.Statement {
	var of []*mapping.Statement
	for _, s := range all {
		if s.Stance() == stance {
			of = append(of, s)
		}
	}
	return of
}

// NewStatement shows a statement.
func NewStatement(v *record.View, l *text.Lang, s *mapping.Statement, c Context) StatementItem {
	item := StatementItem{Text: s.Text, Href: s.URL(), Fresh: FreshIn(v, l, s)}
	if s.Factor != "" && s.Factor != "other" {
		item.Factor = l.T("factor." + s.Factor)
	}
	if s.Type != "" && !plainKind[s.Type] {
		item.Kind = l.T("statement_kind." + s.Type)
	}
	if s.By != "" && !slices.Contains(c.Actors, s.By) {
		by := ActorLink(v, l, s.By)
		item.By = &by
	}
	if s.Perspective != "" && s.Perspective != "unknown" {
		item.As = l.T("perspective." + s.Perspective)
	}
	if s.Municipality != "" && s.Municipality != c.Municipality {
		item.Place = &web.Link{Href: PlaceURL(s.Municipality), Text: PlaceName(s.Municipality)}
	}
	item.About = aboutLinks(v, l, s, c)
	return item
}

// plainKind are the kinds that say no more than the heading of their stance.
var plainKind = map[string]bool{"works_well": true, "needs_development": true, "wish": true}

// aboutLinks lead to what a statement is about, without what it is shown with
// and without who says it.
func aboutLinks(v *record.View, l *text.Lang, s *mapping.Statement, c Context) []web.Link {
	var links []web.Link
	for _, id := range s.About {
		if id == s.By || slices.Contains(c.Actors, id) {
			continue
		}
		if link, ok := thingLink(v, l, id); ok {
			links = append(links, link)
		}
	}
	return links
}

func thingLink(v *record.View, l *text.Lang, id string) (web.Link, bool) {
	if _, ok := party.FindActor(v, id); ok {
		return ActorLink(v, l, id), true
	}
	for _, kind := range []string{"forum", "insats"} {
		if b, err := v.Get(kind, id); err == nil {
			return Link(v, b), b.HeadOf().Kind.Path != ""
		}
	}
	return web.Link{}, false
}
