package page

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// ForumTable is some forums, a row each: {{template "forum-table" .Forums}}.
// Columns that no row fills are left out.
type ForumTable struct {
	Said
	Caption string
	Quiet   bool // the caption is read out only, for there is a heading above
	Heads   ForumHeads
	Rows    []ForumRow
}

// ForumHeads are the heads of the columns.
type ForumHeads struct{ Forum, As, Parties, Rhythm, Ages, Confirmed string }

// ForumRow is one forum among others.
type ForumRow struct {
	Link    web.Link
	Kind    string   // in words, as what follows
	Status  *web.Tag // nil where it is simply under way
	Level   string
	Form    string
	Note    string     // what of the above is to be said in the table
	As      []web.Cell // as whom somebody sits there, see NewForumRowFor
	Parties []Mark
	Rhythm  Rhythm
	Ages    string // "" is not said
	Fresh   *web.Freshness
}

// Mark is a party in short: its mark and what it is called in few words.
type Mark struct {
	ID     string
	Marker *web.Marker
	Text   string
	Href   string
}

// markDrawings draws marks as the partial "mark" has it.
var markDrawings = web.NewDrawings(files, "forums.html", "mark")

// drawnMark is a mark as it is drawn, without pointers.
type drawnMark struct {
	Marker     web.Marker
	Text, Href string
}

// HTML is the mark with its name, as a link to the party.
func (m Mark) HTML() template.HTML { return markDrawings.HTML(drawnMark{*m.Marker, m.Text, m.Href}) }

// Rhythm is how often a forum meets: in words, and in times a year where that
// says more ("" if it does not, or is not known).
type Rhythm struct {
	Words   string
	PerYear string
	Known   bool
}

// NewForumTable makes a row of each forum, in the order given.
func NewForumTable(v *record.View, l *text.Lang, caption string, forums []*forum.Forum) ForumTable {
	t := ForumTable{Said: Said{l}, Caption: caption, Rows: make([]ForumRow, len(forums))}
	t.Heads = ForumHeads{l.T("page.forums.forum"), l.T("page.forums.as"), l.T("page.forums.parties"),
		l.T("page.forums.rhythm"), l.T("page.forums.ages"), l.T("page.confirmed")}
	for i, f := range forums {
		t.Rows[i] = NewForumRow(v, l, f)
	}
	t.note()
	return t
}

// NewForumTableFor is NewForumTable with a column that says as whom the actors
// sit there: a unit, or all that is within a party.
func NewForumTableFor(v *record.View, l *text.Lang, caption string, forums []*forum.Forum, actors ...string) ForumTable {
	t := NewForumTable(v, l, caption, forums)
	for i, f := range forums {
		t.Rows[i].As = seats(v, l, f, actors)
	}
	return t
}

// NewForumRow makes the row of a forum.
func NewForumRow(v *record.View, l *text.Lang, f *forum.Forum) ForumRow {
	row := ForumRow{
		Link:    web.Link{Href: f.URL(), Text: f.Name},
		Form:    l.T("page.forums.form_unknown"),
		Parties: PartyMarks(v, l, f.Parties(v)),
		Rhythm:  RhythmOf(l, f.Frequency),
		Ages:    Ages(l, f.AgeMin, f.AgeMax),
		Fresh:   FreshIn(v, l, f),
	}
	if f.KnownFormality() != "unknown" {
		row.Form = l.T("formality." + f.Formality)
	}
	if f.Type != "" && f.Type != "other" {
		row.Kind = l.T("forum_kind." + f.Type)
	}
	if row.Level = l.T("page.forums.level_unknown"); f.Level != "" {
		row.Level = l.T("level." + f.Level)
	}
	if f.KnownStatus() != "active" {
		row.Status = &web.Tag{Text: Word(l, "status", f.Status), Color: "warning"}
	}
	return row
}

// seats says as whom the actors sit in a forum; a unit is named where there are
// several actors. Who only convenes is told to.
func seats(v *record.View, l *text.Lang, f *forum.Forum, actors []string) []web.Cell {
	var cells []web.Cell
	for _, p := range f.Participants {
		if slices.Contains(actors, p.Actor) {
			cells = append(cells, seat(v, l, p, len(actors) > 1))
		}
	}
	if slices.Contains(actors, f.Convener) {
		cells = append(cells, web.Cell{Text: l.T("page.forums.convener")})
	}
	return slices.CompactFunc(cells, func(a, b web.Cell) bool { return a.Text == b.Text && a.Note == b.Note })
}

func seat(v *record.View, l *text.Lang, p forum.Participant, named bool) web.Cell {
	as := cmp.Or(p.Function, RoleWord(l, p.Role))
	a, ok := party.FindActor(v, p.Actor)
	if !named || !ok || a.Unit == nil {
		return web.Cell{Text: cmp.Or(as, l.T("page.forums.role_unknown"))}
	}
	return web.Cell{Text: a.Unit.Name, Href: a.Unit.URL(), Note: as}
}

// RoleWord is the word for a role, "" where none is said.
func RoleWord(l *text.Lang, role string) string {
	if role == "" {
		return ""
	}
	return l.T("role." + role)
}

// RhythmOf says how often something with a frequency happens.
func RhythmOf(l *text.Lang, f *forum.Frequency) Rhythm {
	if f == nil {
		return Rhythm{Words: l.T("frequency.unknown")}
	}
	r := Rhythm{Words: f.Words(l), Known: true}
	if !f.AsNeeded && f.Per != "year" {
		r.PerYear = TimesAYear(l, f.PerYear())
	}
	return r
}

// TimesAYear says times a year: "6–8 gånger om året"; "" if nothing is known,
// or if it is less than once, which only the words say well.
func TimesAYear(l *text.Lang, t forum.Times) string {
	switch {
	case t.Min == nil && t.Max == nil, t.Max != nil && *t.Max < 1:
		return ""
	case t.Max == nil:
		return l.T("page.forums.year_at_least", whole(*t.Min))
	case t.Min == nil:
		return l.T("page.forums.year_at_most", whole(*t.Max))
	case whole(*t.Min) == whole(*t.Max):
		return l.T("page.forums.year", whole(*t.Min))
	}
	return l.T("page.forums.year_between", whole(*t.Min), whole(*t.Max))
}

// whole rounds to whole times, for nobody meets 17,33 times.
func whole(n float64) int { return max(int(n+0.5), 1) }

// PartyMarks shows parties in short, municipalities first, then the
// authorities, each in Swedish order.
func PartyMarks(v *record.View, l *text.Lang, ids []string) []Mark {
	marks := make([]Mark, 0, len(ids))
	for _, id := range ids {
		marks = append(marks, PartyMark(v, l, id))
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return strings.Compare(a.Marker.Shape, b.Marker.Shape) })
	for rest := marks; len(rest) > 0; {
		n := sameShape(rest)
		if n > 1 { // Swedish order is dear, and most authorities come alone
			text.SortBy(rest[:n], func(m Mark) string { return m.Text })
		}
		rest = rest[n:]
	}
	return marks
}

// sameShape is how many of the first marks have the shape of the first.
func sameShape(marks []Mark) int {
	n := 1
	for n < len(marks) && marks[n].Marker.Shape == marks[0].Marker.Shape {
		n++
	}
	return n
}

// PartyMark shows a party in short: "Aneby", "AF".
func PartyMark(v *record.View, l *text.Lang, id string) Mark {
	p := party.Parties.Find(v, id)
	if p == nil {
		return Mark{ID: id, Marker: ActorMarker(v, l, id), Text: EndName(l, id)}
	}
	return Mark{ID: id, Marker: Marker(l, p.Type), Text: ShortName(p), Href: p.URL()}
}

// ShortName is what a party is called in few words: a municipality by its
// place, others by their short name if they have one.
func ShortName(p *party.Party) string {
	if p.Type == "municipality" && p.Municipality != "" {
		return PlaceName(p.Municipality)
	}
	return cmp.Or(p.ShortName, p.Name)
}

// HasAs tells whether any row says as whom somebody sits there.
func (t ForumTable) HasAs() bool {
	return slices.ContainsFunc(t.Rows, func(r ForumRow) bool { return len(r.As) > 0 })
}

// HasLevel tells whether the rows are of more than one level, so that it has
// to be said.
func (t ForumTable) HasLevel() bool {
	return len(t.Rows) > 0 && slices.ContainsFunc(t.Rows, func(r ForumRow) bool { return r.Level != t.Rows[0].Level })
}

// HasAges tells whether so many rows say for which ages they are that it earns
// a column; else it stands in their notes.
func (t ForumTable) HasAges() bool {
	said := 0
	for _, r := range t.Rows {
		if r.Ages != "" {
			said++
		}
	}
	return said > 0 && said*3 >= len(t.Rows)
}

// note says of each row in few words what sort of forum it is: its kind, its
// level where the table has several, its form, and its ages where they have no
// column.
func (t ForumTable) note() {
	withLevel, withAges := t.HasLevel(), !t.HasAges()
	for i, r := range t.Rows {
		said := []string{r.Kind}
		if withLevel {
			said = append(said, r.Level)
		}
		said = append(said, r.Form)
		if withAges {
			said = append(said, r.Ages)
		}
		t.Rows[i].Note = strings.Join(notEmpty(said...), " · ")
	}
}
