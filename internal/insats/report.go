package insats

import (
	"slices"
	"strings"
	"unicode"

	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// ToldIn gives the municipalities that an insats is told of in: those that it is
// for, or else those in which it is at home; none if it is at home everywhere.
func (x *Insats) ToldIn(v *record.View) []string {
	if codes := x.Towns(); len(codes) > 0 {
		return codes
	}
	return x.HomeOf(v)
}

// About tells of an insats: what it is, for whom, how one gets in and what more
// is known.
func About(t *record.Teller, x *Insats) []report.Block {
	var blocks []report.Block
	if x.Purpose != "" {
		blocks = append(blocks, report.Paragraph{Text: report.Say(text.Sentence(x.Purpose))})
	}
	w := telling{t, x}
	if terms := w.terms(); len(terms) > 0 {
		blocks = append(blocks, terms)
	}
	return append(blocks, party.Remark(t, &x.Head)...)
}

// telling is the telling of one insats.
type telling struct {
	*record.Teller
	x *Insats
}

// terms say what is told, and nothing of what is not; but that nobody is told to
// be asked for is said.
func (w telling) terms() report.Terms {
	x := w.x
	var terms report.Terms
	add := func(key, said string) {
		if said != "" {
			terms = append(terms, report.Term{Term: w.T("reporting.insats." + key), Text: report.Say(text.UpperFirst(said))})
		}
	}
	add("provider", w.provider())
	if len(x.Partners) > 0 {
		add("partners", party.AllCalled(w.Teller, x.Partners, ""))
	}
	if towns := x.Towns(); len(towns) > 1 {
		add("towns", party.TownsServed(w.Lang, towns))
	}
	add("for", w.forWhom())
	add("in", x.HowIn(w.View, w.Lang))
	add("ways", w.ways())
	if x.Places != nil {
		add("places", w.T("insatsweb.n_places", *x.Places))
	}
	add("room", w.room())
	add("duration", w.duration())
	add("time", w.time())
	add("content", strings.Join(x.Content, "; "))
	add("methods", strings.Join(x.Methods, ", "))
	add("step", x.Step)
	add("status", w.word("insats_status", x.Status))
	add("funder", w.word("funder", x.Funder))
	add("law", w.word("legal_basis", x.LegalBasis))
	add("results", w.results())
	return terms
}

func (w telling) word(vocabulary, word string) string {
	if word == "" || word == "unknown" {
		return ""
	}
	return w.T(vocabulary + "." + word)
}

func (w telling) provider() string {
	if w.x.Provider == "" {
		return ""
	}
	return party.Called(w.Teller, w.x.Provider, "")
}

// forWhom says whom an insats is for, its groups after each other.
func (w telling) forWhom() string {
	if w.x.Stage == structural {
		return w.T("insatsweb.rule.structural")
	}
	groups := w.groups((*Criteria).Said)
	switch len(groups) {
	case 0:
		return w.T("insatsweb.rule.none")
	case 1:
		return groups[0]
	}
	for i, said := range groups {
		groups[i] = w.T("reporting.insats.group", i+1, said)
	}
	return w.T("reporting.insats.any", strings.Join(groups, " "))
}

// groups say the groups of criteria, each once.
func (w telling) groups(say func(*Criteria, *text.Lang) string) []string {
	var all []string
	for i := range w.x.Eligibility {
		if said := say(&w.x.Eligibility[i], w.Lang); !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return all
}

// Said says all that a group asks for: "Ålder: 18–25 år. Inkomst: …".
func (g *Criteria) Said(l *text.Lang) string {
	var said []string
	for _, c := range g.Criteria() {
		words := l.T("insatsweb.criterion."+c.Field, len(c.Words)) + ": " + c.What(l)
		if c.Fact == Age && g.AgeNote != "" {
			words += " (" + g.AgeNote + ")"
		}
		said = append(said, text.Sentence(words))
	}
	if len(said) == 0 {
		return l.T("insatsweb.all_there")
	}
	return strings.Join(said, " ")
}

// InBrief says what a group asks for in a few words, but for where one lives; what
// somebody must judge as it is told.
func (g *Criteria) InBrief(l *text.Lang) string {
	var parts []string
	for _, c := range g.Criteria() {
		switch {
		case c.Fact == Municipality:
		case c.Fact.IsJudged():
			parts = append(parts, c.Words[0])
		default:
			parts = append(parts, c.InFewWords(l))
		}
	}
	if len(parts) == 0 {
		return l.T("insatsweb.all_there")
	}
	return text.UpperFirst(strings.Join(parts, "; "))
}

// The most that a criterion says in a few words.
const (
	mostWords   = 2
	mostLetters = 60
)

// InFewWords says what a criterion asks for: its first words, and how many more
// there are.
func (c Criterion) InFewWords(l *text.Lang) string {
	if c.Fact.IsJudged() {
		return text.Short(c.Words[0], mostLetters)
	}
	rest := len(c.Words) - mostWords
	if rest == 1 { // to say "and one more" is no shorter
		rest = 0
	}
	if rest > 0 {
		c.Words = c.Words[:mostWords]
	}
	said := c.What(l)
	if rest > 0 {
		said = l.T("insatsweb.and_more", said, rest)
	}
	if brief := "insatsweb.brief." + c.Field; l.Has(brief) {
		return l.T(brief, said)
	}
	return said
}

// mostWays is how many ways to who gives an insats are told.
const mostWays = 3

// ways say by what one reaches who gives an insats.
func (w telling) ways() string {
	said := w.x.Reach(w.View)
	return strings.Join(said[:min(len(said), mostWays)], "; ")
}

// room says whether there are places, if anybody has told.
func (w telling) room() string {
	if w.x.Availability == nil {
		return ""
	}
	return w.x.Availability.InShort(w.Lang)
}

func (w telling) duration() string {
	from, to := w.x.DurationMonthsMin, w.x.DurationMonthsMax
	months := func(key string, n float64) string {
		if whole := int(n); float64(whole) == n {
			return w.T(key, whole)
		}
		return w.T(key, n)
	}
	switch {
	case from == nil && to == nil:
		return ""
	case to == nil:
		return months("insatsweb.months_from", *from)
	case from == nil:
		return months("insatsweb.months_to", *to)
	case *from == *to:
		return months("insatsweb.months", *from)
	}
	return w.T("insatsweb.months_between", *from, *to)
}

func (w telling) time() string {
	var said []string
	for _, d := range []struct {
		key string
		day record.Date
	}{{"starts", w.x.Starts}, {"ends", w.x.Ends}} {
		if d.day != "" {
			said = append(said, w.T("reporting.insats."+d.key, d.day.Words(w.Lang)))
		}
	}
	return strings.Join(said, ", ")
}

// results say what an insats has led to, each with its number.
func (w telling) results() string {
	var said []string
	for _, r := range w.x.Results {
		line := r.Text
		if figure := r.Figure(w.Lang); figure != "" && !r.isSaid(w.Lang) {
			line = strings.TrimPrefix(strings.TrimSuffix(line, ".")+": "+figure, ": ")
		}
		if r.Period != "" {
			line += " (" + r.Period + ")"
		}
		said = append(said, text.Sentence(line))
	}
	return strings.Join(said, " ")
}

// isSaid tells whether the text of a result has its number.
func (r Result) isSaid(l *text.Lang) bool {
	return r.Of == nil && slices.Contains(strings.FieldsFunc(r.Text, func(r rune) bool { return !unicode.IsDigit(r) && r != ',' && r != '.' }), l.Number(*r.Value))
}

// Figure says the number of a result: "74 % av 200", "34 av 39 personer"; "" if
// none is told.
func (r Result) Figure(l *text.Lang) string {
	if r.Value == nil {
		return ""
	}
	said := l.Number(*r.Value)
	if r.Unit == "percent" {
		said = l.T("insatsweb.percent", said)
	}
	if r.Of != nil {
		said = l.T("insatsweb.of", said, l.Number(*r.Of))
	}
	switch key := "statistics.unit." + r.Unit; {
	case r.Unit == "" || r.Unit == "percent":
		return said
	case l.Has(key):
		return l.T(key, said)
	}
	return said + " " + strings.ReplaceAll(r.Unit, "_", " ")
}
