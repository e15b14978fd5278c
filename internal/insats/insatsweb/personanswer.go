package insatsweb

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
)

// fitting is what there is for a person: what fits, what depends on something
// that is not known, and what does not fit.
type fitting struct {
	page.Said
	Says      string
	Ask       *asking // nil: no question is left
	Settled   string  // what to know when no question is left
	Notice    string  // nobody has told of anything for the municipality
	Yes       hits
	Depends   hits
	No        hits
	Elsewhere string // how many are only for other municipalities
	Mail      string // "" if there is nothing to tell of
	CanCount  bool
}

// hits are some insatser under a heading.
type hits struct {
	page.Said
	ID, Title, Empty string
	Count            int
	Hits             []hit
	Rest             []hit  // folded away, for there are many
	Far              []hit  // folded away: at home in other municipalities, without saying which they are for
	More             string // that there are more than are shown
}

// asking is the question that settles most, with answers to press.
type asking struct {
	page.Said
	Text, Why string
	Rows      []answerRow
	None      string // the value of the button that none of the answers is so
	Skip      string // the value of the button that it is not known
	Field     web.Link
}

// answerRow is the answers to a question about one fact.
type answerRow struct {
	Label   string // "" where the question is about one fact only
	Answers []web.Choice
}

// The most that are shown of each list, and looked at to find what to ask.
const (
	mostHits  = 60
	mostOpen  = 12
	mostAsked = 2000
)

// fitting answers for a person. What is only for other municipalities is
// counted and not listed.
func (s sight) fitting(t told, site string) *fitting {
	c := insats.CatalogueOf(s.View)
	p := t.person
	a, here := c.Answer(p), c.Answer(insats.Person{Municipality: p.Municipality})
	f := &fitting{Said: page.Said{Lang: s.Lang}, CanCount: s.View.AsOf() == "" && p.Municipality != ""}
	f.Says = s.T("insatsperson.says", a.YesCount, a.DependsCount, a.NoCount)
	if where, ok := place.Find(p.Municipality); ok && !slices.Contains(c.Towns, p.Municipality) {
		f.Notice = s.T("insats.not_covered", where.Name)
	}
	open := judged(a.List(a.Depends, mostAsked), p)
	w := newWaysIn(s, p)
	f.Yes = s.hits("passar", a.YesCount, judged(a.List(a.Yes, mostAsked), p), w)
	f.Depends = s.hits("beror", a.DependsCount, slices.Clone(open), w)
	no := slices.Clone(a.No)
	for i := range no {
		no[i] &^= here.No[i]
	}
	f.No = s.hits("inte", a.NoCount-here.NoCount, judged(a.List(no, mostHits), p), nil)
	if here.NoCount > 0 {
		f.Elsewhere = s.T("insatsperson.only_elsewhere", here.NoCount)
	}
	f.ask(s, t, open)
	f.Mail = s.mail(f, site)
	return f
}

func judged(list []*insats.Insats, p insats.Person) []insats.Verdict {
	all := make([]insats.Verdict, len(list))
	for i, x := range list {
		all[i] = insats.Judge(x, p)
	}
	return all
}

// hits shows verdicts: those that name the municipality before those that are
// bound to none, those of which no criteria are told after others, and what
// somebody must judge last.
func (s sight) hits(id string, n int, verdicts []insats.Verdict, w *waysIn) hits {
	h := hits{Said: page.Said{Lang: s.Lang}, ID: id, Title: s.T("insatsperson.list." + id), Empty: s.T("insatsperson.none." + id), Count: n}
	town := ""
	if w != nil {
		town = w.person.Municipality
	}
	slices.SortStableFunc(verdicts, func(a, b insats.Verdict) int {
		return cmp.Or(rank(!isTold(a.Insats, town))-rank(!isTold(b.Insats, town)), rank(a.IsUntold())-rank(b.IsUntold()),
			rank(a.Judged)-rank(b.Judged))
	})
	for _, v := range verdicts[:min(len(verdicts), mostHits)] {
		if w != nil && s.isFar(v.Insats, town) {
			h.Far = append(h.Far, s.hit(v, w))
		} else {
			h.Hits = append(h.Hits, s.hit(v, w))
		}
	}
	if len(h.Far) > 0 && len(h.Hits) == 0 {
		h.Empty = s.T("insatsperson.none_here."+id, page.PlaceName(town))
	}
	if rest := n - len(h.Hits) - len(h.Far); rest > 0 {
		h.More = s.T("insatsperson.more", rest)
	}
	if w != nil && len(h.Hits) > mostOpen+1 { // one more takes no more room than to say so
		h.Hits, h.Rest = h.Hits[:mostOpen], h.Hits[mostOpen:]
	}
	return h
}

// isFar tells whether an insats is at home in other municipalities than the
// person's and does not say which it is for: whether it takes anybody from there
// nobody has said.
func (s sight) isFar(x *insats.Insats, town string) bool {
	if town == "" || isTold(x, town) {
		return false
	}
	home := x.HomeOf(s.View)
	return len(home) > 0 && !slices.Contains(home, town)
}

// ask chooses the question that settles most and has not been passed over.
func (f *fitting) ask(s sight, t told, open []insats.Verdict) {
	passed := t.in.All(skipped)
	left := insats.AskNext(open, t.person)
	for _, q := range left {
		if !slices.Contains(passed, string(q.Facts[0])) {
			f.Ask = s.asking(q)
			return
		}
	}
	switch {
	case len(left) > 0:
		f.Settled = s.T("insatsperson.settled.passed")
	case len(open) > 0:
		f.Settled = s.T("insatsperson.settled.judged")
	default:
		f.Settled = s.T("insatsperson.settled")
	}
}

func (s sight) asking(q insats.Question) *asking {
	a := &asking{Said: page.Said{Lang: s.Lang}, Text: q.Ask(s.Lang), Why: s.T("insatsperson.ask.why", q.Open),
		Skip: url.Values{skipped: {string(q.Facts[0])}}.Encode()}
	if f := q.Facts[0]; f == insats.Municipality || f == insats.Age {
		a.Field = web.Link{Href: "#f-" + map[insats.Fact]string{insats.Municipality: page.AskMunicipality, insats.Age: page.AskAge}[f], Text: s.T("insatsperson.ask.fill")}
		return a
	}
	none := url.Values{}
	for _, f := range q.Facts {
		l := listOf(f)
		a.Rows = append(a.Rows, s.answers(l, q, len(q.Facts) > 1))
		none.Set(l.name, l.noneOf(q))
	}
	a.None = none.Encode()
	a.Field = web.Link{Href: "#" + groupID(listOf(q.Facts[0]).name), Text: s.T("insatsperson.ask.several")}
	return a
}

// noneOf is the word that none of the answers is so. Somebody may have another
// income than those that are asked about.
func (l list) noneOf(q insats.Question) string {
	if l.fact == insats.Incomes {
		return insats.Elsewhere
	}
	return nothing
}

// answers are the words of a question that belong to a list; whichever party is
// no answer, so that all are offered in its place.
func (s sight) answers(l list, q insats.Question, labelled bool) answerRow {
	var row answerRow
	if labelled {
		row.Label = s.T("insatsperson." + l.name)
	}
	asked := words{l.fact: q.Words}
	for _, w := range l.words(asked) {
		reply := web.Choice{Value: url.Values{l.name: {w}}.Encode(), Text: l.say(s, w)}
		if l.isOffered(w, asked) && w != insats.Elsewhere && s.isOf(l, w) && !slices.Contains(row.Answers, reply) {
			row.Answers = append(row.Answers, reply)
		}
	}
	if l.fact == insats.Incomes && slices.Contains(q.Words, insats.NoIncome) {
		row.Answers = append(row.Answers, web.Choice{Value: url.Values{l.name: {nothing}}.Encode(), Text: l.say(s, nothing)})
	}
	return row
}

// isOf tells whether a word belongs to a list, where a question is about two.
func (s sight) isOf(l list, w string) bool { return slices.Contains(l.words(s.usedWords()), w) }

// groupID is the id of the group of a list in the form.
func groupID(name string) string { return "uppgift-" + name }

// GroupID is the id of the group in the page.
func (d factField) GroupID() string { return groupID(d.Name) }

// The most insatser of each list that a mail tells of: longer addresses than
// some thousand letters are cut off by some mail programs.
const mostMailed = 12

// mail is the address of a letter that tells of what fits and what may, and of
// nobody.
func (s sight) mail(f *fitting, site string) string {
	if f.Yes.Count+f.Depends.Count == 0 {
		return ""
	}
	var b strings.Builder
	for _, h := range []hits{f.Yes, f.Depends} {
		if len(h.Hits) == 0 {
			continue
		}
		b.WriteString(h.Title + "\n")
		for _, x := range h.Hits[:min(len(h.Hits), mostMailed)] {
			b.WriteString("\n" + x.Link.Text + "\n" + site + x.Link.Href + "\n")
			if x.Way != nil {
				b.WriteString(x.Way.inLetters(s, site) + "\n")
			}
		}
		if rest := h.Count - mostMailed; rest > 0 {
			b.WriteString("\n" + s.T("insatsperson.more", rest) + "\n")
		}
		b.WriteString("\n")
	}
	return "mailto:?subject=" + url.PathEscape(s.T("insatsperson.mail.subject")) + "&body=" + escaped(b.String())
}

// escaped writes a text as a part of the address of a letter.
func escaped(text string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(strings.TrimSpace(text), "\n", "\r\n")), "+", "%20")
}
