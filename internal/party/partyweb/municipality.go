package partyweb

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// municipalityPage shows the collaboration in a municipality.
type municipalityPage struct {
	web.Frame
	Head         web.Head
	Empty        *web.Empty // nothing is told of it
	Contents     web.Tabs
	Stats        []web.Stat
	Branches     []branch
	Others       []page.Mark // parties that meet here without a unit of their own
	Ways         *page.WayTable
	Missing      *web.Alert
	AllWays      string
	Levels       []forumLevel
	Far          *web.Details // forums over several municipalities that nobody from here is known to attend
	AllForums    string
	Meet         *meeting
	Ages         *agePicture
	Factors      *factorBars
	Said         []page.StatementGroup
	Agreements   web.Table
	Associations []web.Card
	Neighbours   []web.Link // with data, where this one has none
	Add          addLinks
}

// addLinks lead to where something can be added; "" for who may not.
type addLinks struct{ Unit, Forum, Way, Statement string }

// forumLevel is the forums of one level.
type forumLevel struct {
	Title string
	Count int
	Table page.ForumTable
}

// local is what the map tells of a municipality.
type local struct {
	place        place.Municipality
	party        *party.Party // the municipality itself
	units        []*party.Unit
	forums       []*forum.Forum
	paths        []*contact.Path
	statements   []*mapping.Statement
	agreements   []*forum.Agreement
	associations []*party.Association
}

func (s sight) local(m place.Municipality) local {
	in := local{place: m, forums: slices.DeleteFunc(forum.List(s.View, forum.Filter{Municipality: m.Code}), isOver)}
	for _, p := range party.Parties.All(s.View) {
		if p.Municipality == m.Code && p.Type == "municipality" {
			in.party = p
		}
	}
	in.units = slices.DeleteFunc(party.Units.All(s.View), func(u *party.Unit) bool { return !slices.Contains(u.Serves(s.View), m.Code) })
	in.paths = slices.DeleteFunc(contact.Paths.All(s.View), func(p *contact.Path) bool { return p.Municipality != m.Code })
	in.statements = mapping.List(s.View, mapping.Filter{Municipality: m.Code})
	in.agreements = slices.DeleteFunc(forum.Agreements.All(s.View), func(a *forum.Agreement) bool {
		return !slices.Contains(forum.Agreements.Places(s.View, a), m.Code)
	})
	in.associations = slices.DeleteFunc(party.Associations.All(s.View), func(a *party.Association) bool {
		return !slices.Contains(a.Municipalities, m.Code)
	})
	return in
}

// isOver tells whether a forum is said to have ended; the list of all forums
// leaves those out too, so that the numbers agree.
func isOver(f *forum.Forum) bool { return f.KnownStatus() == "ended" }

// isEmpty tells whether nothing is told of the municipality.
func (in local) isEmpty() bool {
	return len(in.units)+len(in.forums)+len(in.paths)+len(in.statements)+len(in.agreements) == 0
}

// bodies are the facts about the municipality.
func (in local) bodies() []record.Body {
	var all []record.Body
	all = appendBodies(all, in.units)
	all = appendBodies(all, in.forums)
	all = appendBodies(all, in.paths)
	all = appendBodies(all, in.statements)
	return appendBodies(all, in.agreements)
}

func appendBodies[T any](all []record.Body, some []*T) []record.Body {
	for _, b := range some {
		all = append(all, any(b).(record.Body))
	}
	return all
}

func newMunicipalityPage(s sight, m place.Municipality) *municipalityPage {
	in := s.local(m)
	p := &municipalityPage{Head: s.municipalityHead(in), Associations: s.associationCards(in.associations), Add: s.adds(m.Code)}
	p.Title = m.Name
	p.Crumbs = []web.Link{{Href: "/kommuner", Text: s.T("partyweb.municipalities")}}
	if in.isEmpty() {
		p.Empty, p.Neighbours = s.nothingHere(in), s.neighbours(m)
		return p
	}
	p.fillActors(s, in)
	p.fillForums(s, in)
	p.fillWays(s, in)
	p.fillSaid(s, in)
	p.Contents = s.municipalityContents(p)
	p.Stats = s.municipalityStats(in)
	return p
}

func (p *municipalityPage) fillActors(s sight, in local) {
	p.Branches = s.branches(in.units)
	p.Others = page.PartyMarks(s.View, s.Lang, s.meetingParties(in))
	p.Ages = s.newAgePicture(in.forums, in.units)
}

// meetingParties are those that meet here but have no unit here.
func (s sight) meetingParties(in local) []string {
	here := map[string]bool{}
	for _, u := range in.units {
		here[u.Party] = true
	}
	var ids []string
	if in.party != nil && !here[in.party.ID] {
		here[in.party.ID], ids = true, []string{in.party.ID}
	}
	for _, f := range in.forums {
		for _, id := range s.partiesHere(in, f) {
			if !here[id] {
				here[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// partiesHere are the parties of a forum without those of other municipalities,
// which sit in the forums of the whole county too.
func (s sight) partiesHere(in local, f *forum.Forum) []string {
	return slices.DeleteFunc(f.Parties(s.View), func(id string) bool {
		p := party.Parties.Find(s.View, id)
		return p == nil || p.Municipality != "" && p.Municipality != in.place.Code
	})
}

// isFar tells whether a forum is over several municipalities and nobody from
// this one is known to sit in it.
func (s sight) isFar(in local, f *forum.Forum) bool {
	return len(f.Serves(s.View)) > 1 && !s.attends(in, f)
}

// attends tells whether an actor of the municipality sits in a forum.
func (s sight) attends(in local, f *forum.Forum) bool {
	return slices.ContainsFunc(f.Participants, func(p forum.Participant) bool {
		a, ok := party.FindActor(s.View, p.Actor)
		return ok && slices.Contains(a.Places(s.View), in.place.Code)
	})
}

func (p *municipalityPage) fillForums(s sight, in local) {
	p.AllForums = page.Address("/var", page.AskMunicipality, in.place.Code)
	near := slices.DeleteFunc(slices.Clone(in.forums), func(f *forum.Forum) bool { return s.isFar(in, f) })
	far := slices.DeleteFunc(slices.Clone(in.forums), func(f *forum.Forum) bool { return !s.isFar(in, f) })
	p.Levels = s.byLevel(near)
	if len(far) > 0 {
		p.Far = &web.Details{Summary: s.T("partyweb.forums_far", len(far), in.place.Short)}
		for _, f := range far {
			p.Far.Items = append(p.Far.Items, web.Cell{Text: f.Name, Href: f.URL(), Note: page.RhythmOf(s.Lang, f.Frequency).Words})
		}
	}
	p.Meet = s.newMeeting(in)
	p.Agreements = s.agreementTable(in.agreements)
}

// byLevel sorts forums by level, the nearest to the individual first; those
// whose level is not known come last.
func (s sight) byLevel(forums []*forum.Forum) []forumLevel {
	var levels []forumLevel
	for _, level := range append(slices.Clone(record.Vocabulary("level")), "") {
		of := slices.DeleteFunc(slices.Clone(forums), func(f *forum.Forum) bool { return f.Level != level })
		if len(of) == 0 {
			continue
		}
		title := s.T("partyweb.level_unknown")
		if level != "" {
			title = upperFirst(page.Word(s.Lang, "level", level))
		}
		table := page.NewForumTable(s.View, s.Lang, title, of)
		table.Quiet = true
		levels = append(levels, forumLevel{title, len(of), table})
	}
	return levels
}

func (p *municipalityPage) fillWays(s sight, in local) {
	p.AllWays = page.Address("/en-vag-in", page.AskMunicipality, in.place.Code)
	if len(in.paths) == 0 {
		return
	}
	t := page.NewWayTable(s.View, s.Lang, s.T("partyweb.ways"), in.paths, page.Context{Municipality: in.place.Code}, false)
	p.Ways, p.Missing = &t, s.missingAlert(in.paths)
}

// missingAlert says which ways in are missing; nil if none is.
func (s sight) missingAlert(paths []*contact.Path) *web.Alert {
	var said []string
	for _, p := range paths {
		if p.Missing() {
			said = append(said, s.T("partyweb.from_to", contact.EndName(s.View, s.Lang, p.From), contact.EndName(s.View, s.Lang, p.Into)))
		}
	}
	if len(said) == 0 {
		return nil
	}
	return &web.Alert{Color: "warning", Title: s.T("partyweb.ways_missing", len(said)), Text: strings.Join(said, " · ")}
}

// saidShown is how many statements of each stance a page of an overview shows.
const saidShown = 4

func (p *municipalityPage) fillSaid(s sight, in local) {
	more := page.Address("/vad", page.AskMunicipality, in.place.Code)
	p.Factors = s.newFactorBars(s.T("partyweb.factors_in", in.place.Short), more, in.statements)
	p.Said = page.StatementGroups(s.View, s.Lang, in.statements, saidShown, page.Context{Municipality: in.place.Code, More: more})
}
