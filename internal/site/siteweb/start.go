package siteweb

import (
	"net/http"
	"slices"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// startPage is the way into everything.
type startPage struct {
	web.Frame
	Box     web.Search
	Try     []web.Link // what one can search for
	Picture *picture
	Ways    []way
	Into    []web.Link // ways in, by whom one needs

	Empty   *web.Empty // there is nothing on the map
	Own     *own
	Changes web.Timeline
	More    web.Link // to all changes
	Fresh   freshBar
	Oldest  web.Table
	Confirm web.Link // to all that waits to be confirmed

	Associations []web.Card
	Others       []web.Link // associations of which nothing is told
}

// way is one of the ways on.
type way struct{ Title, Href, Text, Figure string }

// own is the association of who has signed in.
type own struct {
	Link  web.Link
	Stats []web.Stat
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.Render(w, r, "start", newStartPage(v, web.LangOf(r), p.surveys.of(v)))
}

func newStartPage(v *record.View, l *text.Lang, s *survey) *startPage {
	p := &startPage{Box: searchBox(l), Ways: waysOn(l, s), Into: waysInto(l)}
	p.Plain = true
	p.Description = l.T("siteweb.start.lead")
	if s.Facts == 0 {
		p.Empty = emptyMap(v, l)
		return p
	}
	picture := newPicture(l, s.meeting)
	if len(picture.Rows) > 0 {
		p.Picture = &picture
	}
	p.Try = examples(l)
	shown := &s.Realm
	if a := home(v, v.Actor()); a != nil {
		shown = s.realms[a.ID]
		p.Own = newOwn(l, a, shown)
	}
	p.Changes = changes(v, l, shown)
	p.More = web.Link{Href: "/andringar", Text: l.T("siteweb.start.all_changes")}
	p.Fresh = newFreshBar(l, shown)
	p.Oldest = oldestTable(v, l, shown)
	p.Confirm = web.Link{Href: "/bekrafta", Text: l.T("siteweb.start.all_to_confirm")}
	p.Associations, p.Others = associations(v, l, s)
	return p
}

func searchBox(l *text.Lang) web.Search {
	return web.Search{Action: "/sok", Big: true, Label: l.T("siteweb.start.search"),
		Placeholder: l.T("siteweb.start.placeholder"), Button: l.T("siteweb.search.button")}
}

func examples(l *text.Lang) []web.Link {
	var links []web.Link
	for _, key := range []string{"siteweb.try.1", "siteweb.try.2", "siteweb.try.3"} {
		links = append(links, web.Link{Href: page.Address("/sok", page.AskText, l.T(key)), Text: l.T(key)})
	}
	return links
}

func waysOn(l *text.Lang, s *survey) []way {
	return []way{
		{l.T("siteweb.who"), "/vem", l.T("siteweb.who.text"), l.T("siteweb.who.figure", s.Counts["party"], s.Counts["unit"])},
		{l.T("siteweb.where"), "/var", l.T("siteweb.where.text"), l.T("siteweb.where.figure", s.Counts["forum"])},
		{l.T("siteweb.what"), "/vad", l.T("siteweb.what.text"), l.T("siteweb.what.figure", s.Counts["statement"])},
	}
}

// waysInto leads to ways into the kinds of party that people ask for most.
func waysInto(l *text.Lang) []web.Link {
	var links []web.Link
	for _, kind := range sides[1:4] {
		links = append(links, web.Link{Href: page.Address("/en-vag-in", page.AskInto, kind), Text: l.T("siteweb.into." + kind)})
	}
	return links
}

func emptyMap(v *record.View, l *text.Lang) *web.Empty {
	e := &web.Empty{Title: l.T("siteweb.empty.title"), Text: l.T("siteweb.empty.text")}
	if v.MayAdd() {
		e.Action = &web.Link{Href: UploadPath, Text: l.T("siteweb.import.title")}
	}
	return e
}

func newOwn(l *text.Lang, a *party.Association, r *Realm) *own {
	o := &own{Link: web.Link{Href: a.URL(), Text: a.Name}}
	stat := func(kind, path string) {
		o.Stats = append(o.Stats, web.Stat{Value: l.Number(float64(r.Counts[kind])),
			Label: l.T("siteweb.count."+kind, r.Counts[kind]), Href: page.Address(path, page.AskAssociation, a.ID)})
	}
	stat("unit", "/vem")
	stat("forum", "/var")
	stat("statement", "/vad")
	share := 0
	if r.Facts > 0 {
		share = 100 * r.Fresh[fresh] / r.Facts
	}
	o.Stats = append(o.Stats, web.Stat{Value: l.T("siteweb.percent", share), Label: l.T("siteweb.fresh.share"), Href: "/bekrafta"})
	return o
}

// shownChanges is how many changes, and how many facts that wait, the start
// page tells of.
const shownChanges = 5

// changes tells what people have changed lately, and then what has been taken
// in from documents.
func changes(v *record.View, l *text.Lang, r *Realm) web.Timeline {
	var t web.Timeline
	for _, b := range r.byHand {
		h := b.HeadOf()
		m := moment(l, h.ChangedAt)
		m.Title, m.Href = v.Title(b), h.URL()
		m.Text = l.T("finder.kind." + h.Kind.Name)
		m.Tags = []web.Tag{changeTag(v, l, b)}
		t = append(t, m)
	}
	for _, x := range r.taken {
		m := moment(l, x.on)
		m.Title = v.TitleOf(record.Key{Kind: "source", ID: x.source})
		m.Href = "/kallor/" + x.source
		m.Text = l.T("siteweb.change.facts", x.facts)
		m.Tags = []web.Tag{{Text: l.T("siteweb.change.taken")}}
		t = append(t, m)
	}
	return t[:min(len(t), shownChanges)]
}

func moment(l *text.Lang, at time.Time) web.Moment {
	return web.Moment{When: l.Date(at), Stamp: at.Format(time.DateOnly)}
}

// changeTag says what was done to a record last, as far as it shows.
func changeTag(v *record.View, l *text.Lang, b record.Body) web.Tag {
	h := b.HeadOf()
	switch {
	case h.EndedOn(v.Today()):
		return web.Tag{Text: l.T("siteweb.change.ended"), Color: "warning"}
	case h.Version == 1:
		return web.Tag{Text: l.T("siteweb.change.new"), Color: "info"}
	case h.Confirmed == record.Day(h.ChangedAt):
		return web.Tag{Text: l.T("siteweb.change.confirmed"), Color: "success"}
	}
	return web.Tag{Text: l.T("siteweb.change.changed"), Color: "accent"}
}

// freshBar is how fresh the facts are, as one bar and in words.
type freshBar struct {
	page.Said
	Says  string
	Parts []freshPart
}

// freshPart is one level of freshness; X and Width are in percent.
type freshPart struct {
	Level string
	Word  string
	Count int
	Share string
	X     float64
	Width float64
}

var levelNames = [levels]string{"fresh", "ageing", "old", "never"}

func newFreshBar(l *text.Lang, r *Realm) freshBar {
	bar := freshBar{Said: page.Said{Lang: l}}
	x := 0.0
	for level, n := range r.Fresh {
		if n == 0 {
			continue
		}
		width := 100 * float64(n) / float64(r.Facts)
		bar.Parts = append(bar.Parts, freshPart{Level: levelNames[level], Word: l.T("web.fresh." + levelNames[level]),
			Count: n, Share: l.T("siteweb.percent", int(width+0.5)), X: x, Width: width})
		x += width
	}
	bar.Says = l.T("siteweb.fresh.says", r.Facts)
	return bar
}

// oldestTable is what waits longest to be confirmed, with the button for who
// may.
func oldestTable(v *record.View, l *text.Lang, r *Realm) web.Table {
	t := web.Table{Caption: l.T("siteweb.start.oldest"), Quiet: true,
		Columns: []web.Column{{Text: l.T("siteweb.fact")}, {Text: l.T("page.confirmed")}},
		Empty:   web.Empty{Title: l.T("siteweb.start.all_fresh"), Text: l.T("siteweb.start.all_fresh.text")}}
	may := false
	for _, b := range r.oldest[:min(len(r.oldest), shownChanges)] {
		h := b.HeadOf()
		row := web.TableRow{Cells: []web.Cell{{Text: v.Title(b), Href: h.URL(), Note: l.T("finder.kind." + h.Kind.Name)}, {Fresh: page.FreshIn(v, l, b)}}}
		if v.MayChange(b) {
			may = true
			row.Cells = append(row.Cells, web.Cell{Post: &web.Post{Action: "/bekrafta/" + h.Kind.Name + "/" + h.ID,
				Text: l.T("page.confirm"), Title: v.Title(b), Icon: "check", Hidden: []web.Hidden{{Name: "_back", Value: "/"}}}})
		}
		t.Rows = append(t.Rows, row)
	}
	if may {
		t.Columns = append(t.Columns, web.Column{Text: l.T("page.confirm"), Quiet: true})
	}
	return t
}

// associations gives a card of each association of which something is told,
// the actor's own first, then those with most; and links to the others.
func associations(v *record.View, l *text.Lang, s *survey) (cards []web.Card, rest []web.Link) {
	own := home(v, v.Actor())
	all := party.Associations.All(v)
	slices.SortStableFunc(all, func(a, b *party.Association) int {
		if own != nil && (a.ID == own.ID) != (b.ID == own.ID) {
			if a.ID == own.ID {
				return -1
			}
			return 1
		}
		return s.realms[b.ID].Facts - s.realms[a.ID].Facts
	})
	for _, a := range all {
		if r := s.realms[a.ID]; r.Counts["forum"]+r.Counts["unit"] > 0 {
			cards = append(cards, associationCard(v, l, a, r))
		} else {
			rest = append(rest, page.Link(v, a))
		}
	}
	return cards, rest
}

func associationCard(v *record.View, l *text.Lang, a *party.Association, r *Realm) web.Card {
	card := web.Card{Href: a.URL(), Title: a.Name, Marker: page.Marker(l, "association"), Text: page.PlaceNames(a.Municipalities)}
	fact := func(kind string) {
		card.Facts = append(card.Facts, web.Say(l.Number(float64(r.Counts[kind])), l.T("siteweb.count."+kind, r.Counts[kind])))
	}
	fact("unit")
	fact("forum")
	fact("contact_path")
	fact("statement")
	if own := home(v, v.Actor()); own != nil && own.ID == a.ID {
		card.Tags = []web.Tag{{Text: l.T("siteweb.own"), Color: "accent"}}
	}
	return card
}
