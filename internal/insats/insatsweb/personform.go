package insatsweb

import (
	"net/url"
	"slices"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/place"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// list is a fact that is a list of words, with the name of its boxes. Nothing
// ticked is not known; what is ticked is the whole list.
type list struct {
	fact insats.Fact
	name string
}

var lists = []list{{insats.Incomes, askIncome}, {insats.Decisions, "beslut"}, {insats.Conditions, "halsa"},
	{insats.Statuses, "lage"}, {insats.Referral, "remiss"}, {insats.Enrolled, "inskriven"}}

func listOf(f insats.Fact) list {
	return lists[slices.IndexFunc(lists, func(l list) bool { return l.fact == f })]
}

// What can be posted beside the facts.
const (
	nothing  = "inget" // of a list: there is nothing in it
	answered = "svar"  // an answer to a question: what it fills in, as in a query
	skipped  = "hoppa" // questions that are not to be asked again: the fact of each
	doing    = "_do"
	count    = "rakna" // of doing: count that nothing was found
)

// told is what was told of a person: it lives as long as its request.
type told struct {
	in     *web.Input
	person insats.Person
	err    error
}

// readTold reads what was posted; what stands in the fields is left as it was.
func (s sight) readTold(in *web.Input) told {
	takeAnswer(in)
	t := told{in: in}
	t.person.Municipality = readTown(in)
	t.person.Age = in.Int(page.AskAge, 0, insats.Eldest)
	used := s.usedWords()
	for _, l := range lists {
		t.person = l.read(in, t.person, used)
	}
	t.err = in.Err()
	return t
}

// takeAnswer fills in what the button of an answer says.
func takeAnswer(in *web.Input) {
	answer, err := url.ParseQuery(in.Get(answered))
	in.Values.Del(answered)
	if err != nil {
		return
	}
	for _, l := range lists {
		if words := answer[l.name]; len(words) > 0 {
			in.Set(l.name, words...)
		}
	}
	in.Values[skipped] = append(in.Values[skipped], answer[skipped]...)
}

// readTown reads a municipality by its name or its code.
func readTown(in *web.Input) string {
	typed := in.Get(page.AskMunicipality)
	code := place.CodeOf(typed)
	if typed != "" && !place.IsMunicipality(code) {
		in.Fail(page.AskMunicipality, "insatsperson.no_municipality", typed)
		return ""
	}
	in.Set(page.AskMunicipality, page.PlaceName(code))
	return code
}

// read adds a list to what is known.
func (l list) read(in *web.Input, p insats.Person, used words) insats.Person {
	ticked := in.All(l.name)
	if len(ticked) == 0 {
		return p
	}
	known := l.words(used)
	for _, w := range ticked {
		if w != nothing && !slices.Contains(known, w) {
			in.Fail(l.name, "insatsperson.unknown_word", w)
			return p
		}
	}
	if slices.Contains(ticked, nothing) {
		if len(ticked) > 1 {
			in.Fail(l.name, "insatsperson.nothing_and_more")
			return p
		}
		ticked = nil
	}
	return p.With(l.fact, ticked)
}

// words are the words, by their facts, that any criterion goes by.
type words map[insats.Fact][]string

// usedWords are those of the insatser that can be seen: other words change no
// answer.
func (s sight) usedWords() words {
	type question struct{}
	return record.Once(s.View, question{}, func() words {
		used := words{}
		for _, x := range insats.CatalogueOf(s.View).All {
			if !x.TakesPeople() {
				continue
			}
			for _, g := range x.Groups() {
				for _, c := range g.Criteria() {
					for _, w := range c.Words {
						if !c.Fact.IsJudged() && c.Fact != insats.Municipality && !slices.Contains(used[c.Fact], w) {
							used[c.Fact] = append(used[c.Fact], w)
						}
					}
				}
			}
		}
		slices.Sort(used[insats.Enrolled])
		return used
	})
}

// words are those that a person may have in the list. To have no income is said
// by nothing, and somebody is referred by a certain party and not by any.
func (l list) words(used words) []string {
	all := l.fact.Words()
	if all == nil {
		return used[l.fact]
	}
	all = slices.DeleteFunc(slices.Clone(all), func(w string) bool {
		return l.fact == insats.Incomes && w == insats.NoIncome || l.fact == insats.Referral && w == insats.AnyParty
	})
	if l.fact == insats.Incomes {
		all = append(all, insats.Elsewhere)
	}
	return all
}

// isOffered tells whether a word stands among the first, and is not folded away.
func (l list) isOffered(w string, used words) bool {
	return w == insats.Elsewhere || slices.Contains(used[l.fact], w) ||
		l.fact == insats.Referral && slices.Contains(used[l.fact], insats.AnyParty) && w != insats.Self
}

// say says one of the words that stand beside the boxes.
func (l list) say(s sight, w string) string {
	switch w {
	case nothing:
		return s.T("insatsperson.nothing." + l.name)
	case insats.Elsewhere:
		return s.T("insatsperson.elsewhere." + l.name)
	}
	return page.UpperFirst(insats.WordOf(s.Lang, l.fact, w))
}

// factField is a list in the form: what is asked for first, and the rest.
type factField struct {
	*web.Field
	State   string // what is known, in a few words
	IsKnown bool
	Offered []box
	Folded  []box
	Open    bool // the rest holds something that is ticked
}

// box is one word to tick.
type box struct {
	ID, Name, Value, Text string
	IsTicked, IsWrong     bool
}

// form asks for what is known of a person.
func (t told) form(s sight) (f *web.Form, facts []factField) {
	f = web.NewForm(s.Lang, t.in)
	f.Filter = true // its fields say nothing of being optional, for all are
	f.SuggestFrom(page.AskMunicipality, "insatsperson.municipality", townList).Fill("off")
	f.Number(page.AskAge, "insatsperson.age").Fill("off")
	used := s.usedWords()
	for _, l := range lists {
		options := []web.Option{{Value: nothing, Text: l.say(s, nothing)}}
		for _, w := range l.words(used) {
			options = append(options, web.Option{Value: w, Text: l.say(s, w)})
		}
		facts = append(facts, factField{Field: f.Checks(l.name, "insatsperson."+l.name, options)})
	}
	f.Fail(t.err)
	for i, l := range lists {
		facts[i].fill(s, l, used)
	}
	return f, facts
}

// fill deals the words out to those that are asked for and the rest.
func (d *factField) fill(s sight, l list, used words) {
	n := len(d.Chosen)
	switch d.IsKnown = n > 0; {
	case n == 0:
		d.State = s.T("insatsperson.state.unknown")
	case n == 1 && d.Chosen[0] == nothing:
		d.State = s.T("insatsperson.state.nothing")
	default:
		d.State = s.T("insatsperson.state.chosen", n)
	}
	for i, o := range d.Options {
		b := box{d.OptionID(i), d.Name, o.Value, o.Text, d.IsChosen(o.Value), d.Error != ""}
		if o.Value == nothing || l.isOffered(o.Value, used) {
			d.Offered = append(d.Offered, b)
			continue
		}
		d.Folded, d.Open = append(d.Folded, b), d.Open || b.IsTicked
	}
}

// townList is the id of the list of municipalities that the field suggests.
const townList = "person-towns"

// towns are the municipalities that insatser are told to be for, by name.
func (s sight) townNames() web.DataList {
	list := web.DataList{ID: townList}
	codes := map[string]bool{}
	for _, code := range insats.CatalogueOf(s.View).Towns {
		codes[code] = true
	}
	for _, o := range page.PlaceChoices(codes, "") {
		list.Options = append(list.Options, o.Text)
	}
	return list
}

// inWords says what is known of a person, for paper.
func (t told) inWords(s sight) string {
	var said []string
	if t.person.Municipality != "" {
		said = append(said, page.PlaceName(t.person.Municipality))
	}
	if t.person.Age != nil {
		said = append(said, s.T("insatsperson.years", *t.person.Age))
	}
	for _, l := range lists {
		ticked := t.in.All(l.name)
		if len(ticked) == 0 {
			continue
		}
		named := make([]string, len(ticked))
		for i, w := range ticked {
			named[i] = l.say(s, w)
		}
		said = append(said, s.T("insatsperson."+l.name)+": "+strings.Join(named, ", "))
	}
	return strings.Join(said, " · ")
}
