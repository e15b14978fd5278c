package page

import (
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The stances: what the eleven kinds of statement come down to for who reads
// them.
const (
	Works    = "works"
	Needs    = "needs"
	Wishes   = "wishes"
	Thoughts = "thoughts"
)

// Stances lists the stances in the order in which they are shown.
func Stances() []string { return []string{Works, Needs, Wishes, Thoughts} }

var stanceOf = map[string]string{
	"works_well": Works, "promoting": Works,
	"needs_development": Needs, "obstacle": Needs, "development_area": Needs,
	"wish": Wishes, "desired_state": Wishes, "recommendation": Wishes,
}

// StanceOf gives the stance of a statement; one that says neither is a thought.
func StanceOf(s *mapping.Statement) string {
	if stance, ok := stanceOf[s.Type]; ok {
		return stance
	}
	return Thoughts
}

// StatementGroup is the statements of one stance: {{template
// "statement-groups" .Said}} over all of them, {{template "statement-list"
// .Items}} for one.
type StatementGroup struct {
	Stance string // also the end of its class
	Title  string
	Count  int // of all, also those that are not shown
	Items  []StatementItem
	More   *web.Link // to all of them
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
// freshest of each, at most so many (0: all).
func StatementGroups(v *record.View, l *text.Lang, all []*mapping.Statement, most int, c Context) []StatementGroup {
	var groups []StatementGroup
	for _, stance := range Stances() {
		of := ofStance(all, stance)
		if len(of) == 0 {
			continue
		}
		freshestFirst(v, of)
		g := StatementGroup{Stance: stance, Title: l.T("page.stance." + stance), Count: len(of)}
		if most > 0 && len(of) > most {
			of, g.More = of[:most], c.more(l, stance, len(of))
		}
		for _, s := range of {
			g.Items = append(g.Items, NewStatement(v, l, s, c))
		}
		groups = append(groups, g)
	}
	return groups
}

func ofStance(all []*mapping.Statement, stance string) []*mapping.Statement {
	var of []*mapping.Statement
	for _, s := range all {
		if StanceOf(s) == stance {
			of = append(of, s)
		}
	}
	return of
}

func freshestFirst(v *record.View, all []*mapping.Statement) {
	slices.SortStableFunc(all, func(a, b *mapping.Statement) int { return v.ConfirmedOn(b).Compare(v.ConfirmedOn(a)) })
}

func (c Context) more(l *text.Lang, stance string, count int) *web.Link {
	if c.More == "" {
		return nil
	}
	return &web.Link{Href: Address(c.More, AskStance, stance), Text: l.T("page.statements.all."+stance, count)}
}

// NewStatement shows a statement.
func NewStatement(v *record.View, l *text.Lang, s *mapping.Statement, c Context) StatementItem {
	item := StatementItem{Text: s.Text, Href: s.URL(), Fresh: Fresh(v, l, s)}
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

// aboutLinks lead to what a statement is about, without what it is shown with.
func aboutLinks(v *record.View, l *text.Lang, s *mapping.Statement, c Context) []web.Link {
	var links []web.Link
	for _, id := range s.About {
		if slices.Contains(c.Actors, id) {
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
