package insightweb

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// asymmetry shows where two sides tell differently of each other, and how the
// ways into each party are told of.
func (s sight) asymmetry() *answerPage {
	a := s.readAsk()
	q := insight.AsymmetryQuestion{Scope: a.scope, Party: a.in.Get(page.AskParty)}
	if _, ok := party.FindActor(s.v, q.Party); q.Party != "" && !ok {
		a.in.Fail(page.AskParty, "insightweb.no_actor", q.Party)
	}
	p := s.newAnswer(insight.AnalysisAsymmetry, a)
	p.Form = a.form(s, pathAsymmetry)
	p.Form.Select(page.AskParty, "insightweb.party", s.partiesOf(a.scope))
	if p.choose(s, a, pathAsymmetry) {
		return p
	}
	ways := slices.DeleteFunc(slices.Clone(s.x.WaysInto(a.scope)), func(w insight.WaysInto) bool { return q.Party != "" && w.Party != q.Party })
	all := s.x.Asymmetries(q)
	for _, w := range ways[:min(1, len(ways))] {
		p.Reading = append(p.Reading, s.say(w.Reading)...)
	}
	p.Reading = append(p.Reading, s.t("asymmetry.count", len(all)))
	if len(all) > 0 {
		p.add("bild", s.t("asymmetry.picture"), part{Note: s.t("asymmetry.picture.note"), Sides: s.asymmetryBars(all)})
	}
	pages := web.NewPagination(s.r, pageSize, len(all))
	p.add("par", s.t("asymmetry.pairs"), part{Note: s.t("asymmetry.note"), Table: s.asymmetryTable(web.PageOf(pages, all)), Pages: &pages, None: s.t("asymmetry.none")})
	p.add("vagar", s.t("ways_into"), part{Note: s.t("ways_into.note"), Table: s.waysTable(ways), None: s.t("ways_into.none")})
	return p
}

// asymmetryTable sets the words of both sides beside each other.
func (s sight) asymmetryTable(all []insight.Asymmetry) *web.Table {
	t := s.table(s.t("asymmetry.pairs"), "col.pair", "col.one_says", "col.other_says", "col.in_words")
	for _, x := range all {
		pair := web.Cell{Links: []web.Link{s.actor(x.A), s.actor(x.B)}}
		if x.Municipality != "" {
			pair.Note = page.PlaceName(x.Municipality)
		}
		words := web.Cell{Text: x.Reading.Say(s.l)}
		if x.Grade != insight.GradeSame {
			words.Note = s.t("grade." + x.Grade)
		}
		row(t, pair, s.side(x.ASays), s.side(x.BSays), words)
	}
	return t
}

// side is what one side tells, with the records behind it.
func (s sight) side(x insight.Side) web.Cell {
	c := web.Cell{}
	if x.Ease != "" {
		tag := *page.EaseTag(s.l, x.Ease)
		tag.Text = s.t("aspect.ease", tag.Text)
		c.Tags = append(c.Tags, tag)
	}
	if x.WayIn != "" {
		tag := *page.EaseTag(s.l, x.WayIn)
		tag.Text = s.t("aspect.way_in", tag.Text)
		c.Tags = append(c.Tags, tag)
	}
	if x.Intensity != "" {
		c.Tags = append(c.Tags, web.Tag{Text: s.t("aspect.intensity", page.Word(s.l, "intensity", x.Intensity))})
	}
	links := append(s.records(contact.Relations.Name, x.Relations), s.records(contact.Paths.Name, x.ContactPaths)...)
	c.Links = s.most(links, 3)
	return c
}

func (s sight) waysTable(all []insight.WaysInto) *web.Table {
	t := s.table(s.t("ways_into"), "col.into", "col.told", "#col.hard", "#col.missing", "col.in_words")
	for _, w := range all {
		into := linked(s.actor(w.Party))
		into.Marker = page.ActorMarker(s.v, s.l, w.Party)
		told := web.Cell{}
		for _, x := range w.Told {
			told.Links = append(told.Links, web.Link{Text: page.PartyMark(s.v, s.l, x.From).Text, Note: s.wayWord(x),
				Href: page.Address("/vagar", page.AskFrom, x.From, page.AskInto, w.Party)})
		}
		row(t, into, told, said(s.number(float64(w.Hard))), said(s.number(float64(w.Missing))), said(w.Reading.Say(s.l)))
	}
	return t
}

func (s sight) wayWord(x insight.WayInto) string {
	var said []string
	if x.Ease != "" {
		said = append(said, page.Word(s.l, "ease", x.Ease))
	}
	if x.Missing {
		said = append(said, s.t("way_missing"))
	}
	if x.PersonBound {
		said = append(said, s.t("way_person"))
	}
	return join(said)
}
