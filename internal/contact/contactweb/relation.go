package contactweb

import (
	"cmp"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// relationPage is what one actor tells of working with another, and what that
// one tells.
type relationPage struct {
	web.Frame
	Head  web.Head
	Mine  voice
	Their []voice
	Hush  *web.Empty // the other side has told nothing
	More  []web.Link // other tellings of the same two
	On    []web.Link
	About page.About
}

// voice is what one side tells.
type voice struct {
	Title string
	Who   web.Cell
	Ease  *web.Tag
	Facts web.Definitions
	Note  string
	Href  string // the page of the telling, if it is not this one
	Fresh *web.Freshness
}

func newRelationPage(s sight, r *contact.Relation) *relationPage {
	from, to := s.short(r.From), s.short(r.To)
	p := &relationPage{About: page.NewAbout(s.View, s.Lang, r), Mine: s.voice(r)}
	p.Mine.Href = ""
	p.Title = s.T("contactweb.relation.title", from, to)
	p.Head = web.Head{Kicker: s.T("contactweb.relation"), Title: p.Title, Fresh: page.Fresh(s.View, s.Lang, r), Actions: []web.Link{{
		Href: page.Address("/en-vag-in", page.AskFrom, r.From, page.AskInto, r.To, page.AskMunicipality, r.Municipality), Text: s.T("contactweb.path.all_ways"), Icon: "search"}}}
	p.Crumbs = []web.Link{{Href: "/relationer", Text: s.T("contactweb.relations")}}
	p.fill(s, r)
	if len(p.Their) == 0 {
		p.Hush = &web.Empty{Title: s.T("contactweb.relation.hush", to), Text: s.T("contactweb.relation.hush.text", to, from)}
		if s.View.MayAdd() {
			p.Hush.Action = &web.Link{Href: page.Address("/ny/relation", "from", r.To, "to", r.From, "municipality", r.Municipality), Text: s.T("contactweb.relation.hush.add", to)}
		}
	}
	return p
}

// fill adds what the other side tells, and what else is told of the two: by the
// ends themselves on other levels and of other places, and by what is within
// them.
func (p *relationPage) fill(s sight, r *contact.Relation) {
	var scope []string
	if r.Municipality != "" {
		scope = []string{r.Municipality}
	}
	m := contact.Between(s.View, r.From, r.To, scope)
	for _, x := range m.Theirs.Relations {
		if x.From == r.To && x.To == r.From && len(p.Their) < 3 {
			p.Their = append(p.Their, s.voice(x))
		} else {
			p.More = append(p.More, s.toldLink(x))
		}
	}
	for _, x := range m.Mine.Relations {
		if x.ID != r.ID {
			p.More = append(p.More, s.toldLink(x))
		}
	}
	p.On = []web.Link{{Href: cellURL(r.From, r.To, page.AskMunicipality, r.Municipality), Text: s.T("contactweb.between_n",
		s.T("contactweb.n_forums", len(m.Forums)), s.T("contactweb.n_paths", len(m.Mine.Paths)+len(m.Theirs.Paths)))}}
}

func (s sight) toldLink(r *contact.Relation) web.Link {
	said := page.Word(s.Lang, "ease", r.Ease)
	if r.Ease == "" && r.Intensity != "" {
		said = s.T("intensity." + r.Intensity)
	}
	return web.Link{Href: r.URL(), Text: party.ActorName(s.View, r.From) + " → " + party.ActorName(s.View, r.To), Note: said}
}

// voice shows a telling: what is not said in it is said to be unknown.
func (s sight) voice(r *contact.Relation) voice {
	unknown := s.T("page.unknown")
	v := voice{Title: s.T("contactweb.voice", s.short(r.From)), Who: s.end(r.From), Ease: page.EaseTag(s.Lang, r.Ease), Note: r.Note, Href: r.URL(), Fresh: page.Fresh(s.View, s.Lang, r)}
	form := unknown
	if r.Formality != "" && r.Formality != "unknown" {
		form = s.T("relation_formality." + r.Formality)
	}
	wants := s.T("contactweb.voice.wants_nothing")
	if len(r.Wants) > 0 {
		wants = s.T("contactweb.voice.wants", page.WordList(s.Lang, "wants", r.Wants))
	}
	v.Facts = web.Definitions{
		{Term: s.T("contactweb.voice.ease", s.short(r.To)), Cells: []web.Cell{easeCell(s, r.Ease)}},
		web.Say(s.T("contactweb.voice.intensity"), page.Word(s.Lang, "intensity", r.Intensity)),
		web.Say(s.T("contactweb.voice.form"), form),
		web.Say(s.T("contactweb.voice.wishes"), wants),
		web.Say(s.T("contactweb.voice.level"), cmp.Or(levelWord(s, r.Level), unknown)),
		{Term: s.T("contactweb.municipality"), Cells: []web.Cell{s.place(r.Municipality)}},
	}
	return v
}

func levelWord(s sight, level string) string {
	if level == "" {
		return ""
	}
	return s.T("level." + level)
}

func easeCell(s sight, ease string) web.Cell {
	if tag := page.EaseTag(s.Lang, ease); tag != nil {
		return web.Cell{Tags: []web.Tag{*tag}}
	}
	return web.Cell{Text: s.T("page.unknown")}
}
