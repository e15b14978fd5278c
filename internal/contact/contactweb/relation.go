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
	p := &relationPage{About: page.NewAbout(s.v, s.l, r), Mine: s.voice(r)}
	p.Mine.Href = ""
	p.Title = s.t("relation.title", from, to)
	p.Head = web.Head{Kicker: s.t("relation"), Title: p.Title, Fresh: page.Fresh(s.v, s.l, r), Actions: []web.Link{{
		Href: page.Address("/en-vag-in", page.AskFrom, r.From, page.AskInto, r.To, page.AskMunicipality, r.Municipality), Text: s.t("path.all_ways"), Icon: "search"}}}
	p.Crumbs = []web.Link{{Href: "/relationer", Text: s.t("relations")}}
	p.fill(s, r)
	if len(p.Their) == 0 {
		p.Hush = &web.Empty{Title: s.t("relation.hush", to), Text: s.t("relation.hush.text", to, from)}
		if s.v.MayAdd() {
			p.Hush.Action = &web.Link{Href: page.Address("/ny/relation", "from", r.To, "to", r.From, "municipality", r.Municipality), Text: s.t("relation.hush.add", to)}
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
	m := contact.Between(s.v, r.From, r.To, scope)
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
	p.On = []web.Link{{Href: cellURL(r.From, r.To, page.AskMunicipality, r.Municipality), Text: s.t("between_n",
		s.t("n_forums", len(m.Forums)), s.t("n_paths", len(m.Mine.Paths)+len(m.Theirs.Paths)))}}
}

func (s sight) toldLink(r *contact.Relation) web.Link {
	said := page.Word(s.l, "ease", r.Ease)
	if r.Ease == "" && r.Intensity != "" {
		said = s.l.T("intensity." + r.Intensity)
	}
	return web.Link{Href: r.URL(), Text: party.ActorName(s.v, r.From) + " → " + party.ActorName(s.v, r.To), Note: said}
}

// voice shows a telling: what is not said in it is said to be unknown.
func (s sight) voice(r *contact.Relation) voice {
	unknown := s.l.T("page.unknown")
	v := voice{Title: s.t("voice", s.short(r.From)), Who: s.end(r.From), Ease: page.EaseTag(s.l, r.Ease), Note: r.Note, Href: r.URL(), Fresh: page.Fresh(s.v, s.l, r)}
	form := unknown
	if r.Formality != "" && r.Formality != "unknown" {
		form = s.l.T("relation_formality." + r.Formality)
	}
	wants := s.t("voice.wants_nothing")
	if len(r.Wants) > 0 {
		wants = s.t("voice.wants", page.WordList(s.l, "wants", r.Wants))
	}
	v.Facts = web.Definitions{
		{Term: s.t("voice.ease", s.short(r.To)), Cells: []web.Cell{easeCell(s, r.Ease)}},
		web.Say(s.t("voice.intensity"), page.Word(s.l, "intensity", r.Intensity)),
		web.Say(s.t("voice.form"), form),
		web.Say(s.t("voice.wishes"), wants),
		web.Say(s.t("voice.level"), cmp.Or(levelWord(s, r.Level), unknown)),
		{Term: s.t("municipality"), Cells: []web.Cell{s.place(r.Municipality)}},
	}
	return v
}

func levelWord(s sight, level string) string {
	if level == "" {
		return ""
	}
	return s.l.T("level." + level)
}

func easeCell(s sight, ease string) web.Cell {
	if tag := page.EaseTag(s.l, ease); tag != nil {
		return web.Cell{Tags: []web.Tag{*tag}}
	}
	return web.Cell{Text: s.l.T("page.unknown")}
}
