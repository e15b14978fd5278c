package forum

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Rhythm says how often a forum meets, as it is known: "varannan vecka"; as
// often as it met in the last year that was counted if nothing else is said; ""
// if nobody has said.
func (f *Forum) Rhythm(l *text.Lang) string {
	switch {
	case f.Frequency == nil:
		return f.heldWords(l)
	case f.Frequency.Regular:
		return l.T("reporting.forum.regularly")
	}
	return f.Frequency.Words(l)
}

// heldWords says how often a forum met in the last year that was counted.
func (f *Forum) heldWords(l *text.Lang) string {
	last := Held{}
	for _, h := range f.MeetingsHeld {
		if h.Count != nil && h.Year > last.Year {
			last = h
		}
	}
	if last.Count == nil {
		return ""
	}
	return l.T("reporting.forum.held", *last.Count, strconv.Itoa(last.Year))
}

// Seats says in which forums an actor sits: as whom, how often and with whom.
func Seats(t *record.Teller, actor string, forums []*Forum) report.List {
	var list report.List
	for _, f := range forums {
		seat, rhythm := seatWords(t, f, actor), f.Rhythm(t.Lang)
		if strings.Contains(seat, rhythm) { // "rehabkoordinator, vid behov" says it
			rhythm = ""
		}
		said := notEmpty(seat, rhythm, othersIn(t, f, actor), unclear(t, f))
		line := report.Line{{Text: f.Name, Bold: true}}
		if len(said) > 0 {
			line = append(line, report.Span{Text: ": " + strings.Join(said, "; ")})
		}
		list.Items = append(list.Items, report.Item{Text: line, Mark: t.Mark(f)})
	}
	return list
}

// convening is in the name of a function that says itself that it calls a forum.
const convening = "sammankalla"

// seatWords says as whom an actor sits in a forum, and whether it calls it.
func seatWords(t *record.Teller, f *Forum, actor string) string {
	var as []string
	for _, p := range f.As(actor) {
		if name := seatName(t.Lang, p); name != "" && !slices.Contains(as, name) {
			as = append(as, name)
		}
	}
	said := ""
	if len(as) > 0 {
		said = t.T("reporting.forum.as", t.Lang.List(as))
	}
	if f.Convener == actor && !strings.Contains(said, convening) {
		return strings.Join(notEmpty(said, t.T("reporting.forum.convenes")), ", ")
	}
	return said
}

// seatName is the function that sits there, or else its role.
func seatName(l *text.Lang, p Participant) string {
	if p.Function != "" || p.Role == "" || p.Role == "other" {
		return p.Function
	}
	return l.T("role." + p.Role)
}

func othersIn(t *record.Teller, f *Forum, actor string) string {
	others := slices.DeleteFunc(f.Actors(), func(id string) bool { return id == actor })
	if len(others) == 0 {
		return ""
	}
	return t.T("reporting.forum.with", party.AllCalled(t, others, party.PartyOf(t.View, actor)))
}

// unclear says how a forum stands if it does not simply go on.
func unclear(t *record.Teller, f *Forum) string {
	if f.KnownStatus() == "active" {
		return ""
	}
	return t.T("status." + f.Status)
}

func notEmpty(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// Table puts forums in a table, one a row.
func Table(t *record.Teller, forums []*Forum) report.Table {
	table := report.Table{}
	for _, c := range columns {
		table.Columns = append(table.Columns, report.Column{Title: t.T("reporting.forum.column." + c.name), Kind: c.kind, Share: c.share})
	}
	for _, f := range forums {
		row := report.Row{Mark: t.Mark(f)}
		for _, c := range columns {
			row.Cells = append(row.Cells, c.cell(t, f))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// columns are those of the table of forums.
var columns = []struct {
	name  string
	kind  report.Kind
	share float64
	cell  func(*record.Teller, *Forum) report.Cell
}{
	{"name", report.Words, 3.3, func(_ *record.Teller, f *Forum) report.Cell { return report.Cell{Text: report.Say(f.Name)} }},
	{"sort", report.Words, 2.8, func(t *record.Teller, f *Forum) report.Cell { return report.Cell{Text: report.Say(sortOf(t, f))} }},
	{"who", report.Words, 7, func(t *record.Teller, f *Forum) report.Cell { return report.Cell{Text: report.Say(sitting(t, f))} }},
	{"rhythm", report.Words, 2.2, func(t *record.Teller, f *Forum) report.Cell {
		return report.Cell{Text: report.Say(f.Rhythm(t.Lang))}
	}},
	{"year", report.Number, 1.5, func(t *record.Teller, f *Forum) report.Cell { return f.timesAYear(t.Lang) }},
	{"ages", report.Words, 1.6, func(t *record.Teller, f *Forum) report.Cell {
		return report.Cell{Text: report.Say(party.AgesIn(t.Lang, f.AgeMin, f.AgeMax))}
	}},
}

// sortOf says what sort of forum it is: its kind, level and form, and how it stands if
// it does not simply go on.
func sortOf(t *record.Teller, f *Forum) string {
	var said []string
	if f.Type != "" && f.Type != "other" {
		said = append(said, t.T("forum_kind."+f.Type))
	}
	if f.Level != "" {
		said = append(said, t.T("level."+f.Level))
	}
	if f.KnownFormality() != "unknown" {
		said = append(said, t.T("formality."+f.Formality))
	}
	return strings.Join(notEmpty(append(said, unclear(t, f))...), ", ")
}

// sitting says who sits in a forum, each as whom.
func sitting(t *record.Teller, f *Forum) string {
	var said []string
	for _, id := range f.Actors() {
		who := party.Called(t, id, "")
		var as []string
		for _, p := range f.As(id) {
			if name := seatName(t.Lang, p); name != "" {
				as = append(as, name)
			}
		}
		if len(as) > 0 {
			who += " (" + strings.Join(as, ", ") + ")"
		}
		said = append(said, who)
	}
	return strings.Join(said, "; ")
}

// timesAYear says how often a forum meets in a year: a number where it is one, a
// range where it is known between what; nothing for what happens as needed.
func (f *Forum) timesAYear(l *text.Lang) report.Cell {
	if f.Frequency == nil || f.Frequency.AsNeeded {
		return report.Cell{}
	}
	times := f.Frequency.PerYear()
	switch {
	case times.Min == nil && times.Max == nil:
		return report.Cell{}
	case times.Max == nil:
		return report.Cell{Text: report.Say(l.T("reporting.forum.at_least", rounded(*times.Min)))}
	case times.Min == nil:
		return report.Cell{Text: report.Say(l.T("reporting.forum.at_most", rounded(*times.Max)))}
	case rounded(*times.Min) == rounded(*times.Max):
		n := rounded(*times.Max)
		return report.Cell{Text: report.Say(l.Number(n)), Number: &n}
	}
	return report.Cell{Text: report.Say(l.Number(rounded(*times.Min)) + "–" + l.Number(rounded(*times.Max)))}
}

// rounded rounds to whole times, but not what is less than once a year.
func rounded(n float64) float64 {
	if n < 1 {
		return n
	}
	return float64(int(n + 0.5))
}

// About says what is told of a forum beyond its row in the table.
func About(t *record.Teller, f *Forum) []report.Block {
	var blocks []report.Block
	if f.Purpose != "" {
		blocks = append(blocks, report.Paragraph{Text: report.Say(text.Sentence(f.Purpose))})
	}
	if terms := forumTerms(t, f); len(terms) > 0 {
		blocks = append(blocks, terms)
	}
	return append(blocks, party.Remark(t, &f.Head)...)
}

func forumTerms(t *record.Teller, f *Forum) report.Terms {
	var terms report.Terms
	add := func(key, said string) {
		if said != "" {
			terms = append(terms, report.Term{Term: t.T("reporting.forum." + key), Text: report.Say(said)})
		}
	}
	add("aliases", strings.Join(f.Aliases, ", "))
	if f.Convener != "" {
		add("convener", party.Called(t, f.Convener, ""))
	}
	if towns := f.Serves(t.View); len(towns) > 1 {
		add("serves", party.TownsServed(t.Lang, towns))
	}
	add("groups", party.GroupsCalled(t, f.TargetGroups))
	add("topics", strings.Join(f.Topics, ", "))
	add("created", f.Created.Words(t.Lang))
	if f.Frequency != nil {
		add("meetings", f.heldWords(t.Lang))
	}
	if a := Agreements.Find(t.View, f.Agreement); a != nil {
		add("agreement", a.Name)
	}
	return terms
}

// AgreementTerms say what has been agreed, by whom and how it stands.
func AgreementTerms(t *record.Teller, agreements []*Agreement) report.Terms {
	var terms report.Terms
	for _, a := range agreements {
		terms = append(terms, report.Term{Term: a.Name, Text: report.Say(agreementWords(t, a)), Mark: t.Mark(a)})
	}
	return terms
}

func agreementWords(t *record.Teller, a *Agreement) string {
	var said []string
	if a.Type != "" && a.Type != "other" {
		said = append(said, t.T("agreement_kind."+a.Type))
	}
	if len(a.Parties) > 0 {
		said = append(said, t.T("reporting.agreement.between", party.AllCalled(t, a.Parties, "")))
	}
	said = append(said, a.About)
	if a.Signed != "" {
		said = append(said, t.T("reporting.agreement.signed", a.Signed.Words(t.Lang)))
	}
	if a.Status != "" && a.Status != "active" {
		said = append(said, t.T("status."+a.Status))
	}
	said = append(said, agreementForums(t, a))
	var sentences []string
	for _, s := range notEmpty(said...) {
		sentences = append(sentences, text.Sentence(s))
	}
	return strings.Join(sentences, " ")
}

func agreementForums(t *record.Teller, a *Agreement) string {
	var names []string
	for _, id := range a.ForumIDs {
		if f := Forums.Find(t.View, id); f != nil {
			names = append(names, cmp.Or(f.ShortName, f.Name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return t.T("reporting.agreement.forums", t.Lang.List(names))
}
