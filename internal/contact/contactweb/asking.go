package contactweb

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// situation is what a question may say of the person it is about besides the
// age: the fields, and whose words they take.
var situation = []struct{ name, vocabulary string }{{"inkomst", "income"}, {"halsa", "condition"}, {"lage", "person_status"}}

// asking is a question as it was asked: with whatever stands in the fields, and
// what was understood of it.
type asking struct {
	in     *web.Input // who, whom and where
	person *web.Input // nil: nothing was said of a person
	names  *page.Names
	q      contact.Question
	err    error // somebody who is nobody
	wrong  error // an age that is none
}

func readAsking(s sight, r *http.Request) asking {
	in := web.QueryInput(r)
	a := asking{in: in}
	a.q.Municipality = codeOf(in, page.AskMunicipality)
	a.names = page.NewNames(s.View, s.Lang, s.near(a.q.Municipality)...)
	a.q.From = findName(a.names, in, page.AskFrom)
	a.q.Into = findName(a.names, in, page.AskInto)
	a.err = in.Err()
	return a
}

// codeOf reads a municipality, by its code or its name; one that there is not
// is noted as a fault.
func codeOf(in *web.Input, name string) string {
	asked := in.Get(name)
	if asked == "" {
		return ""
	}
	if m, ok := place.ByName(asked); ok {
		asked = m.Code
	}
	if !place.IsMunicipality(asked) {
		in.Fail(name, "contactweb.no_municipality", asked)
		return ""
	}
	in.Set(name, asked)
	return asked
}

// findName reads an actor or a kind, by its name or its id, and puts its name
// into the field.
func findName(names *page.Names, in *web.Input, name string) string {
	typed := in.Get(name)
	if typed == "" {
		return ""
	}
	id, wrong := names.Find(typed)
	if wrong != nil {
		in.Fail(name, wrong.Key, wrong.Args...)
		return ""
	}
	in.Set(name, names.Label(id))
	return id
}

// near gives the municipalities whose actors are suggested first: the one that
// was asked for, or else those of the associations of whoever asks.
func (s sight) near(municipality string) []string {
	if municipality != "" {
		return []string{municipality}
	}
	var codes []string
	for _, x := range s.View.Actor().Assignments {
		if a := party.Associations.Find(s.View, x.Association); a != nil {
			codes = append(codes, a.Municipalities...)
		}
	}
	return codes
}

// about adds what was posted of the person.
func (a asking) about(in *web.Input) asking {
	a.person = in
	a.q.Age = in.Int(page.AskAge, 0, 120)
	for _, part := range situation {
		for _, word := range in.All(part.name) {
			if slices.Contains(record.Vocabulary(part.vocabulary), word) {
				a.q.Situation = append(a.q.Situation, word)
			}
		}
	}
	a.wrong = in.Err()
	return a
}

// fitted says what of a person an answer is fitted to; "" if it is for nobody in
// particular.
func (a asking) fitted(s sight) string {
	if a.person == nil || a.isFault() {
		return ""
	}
	var said []string
	if a.q.Age != nil {
		said = append(said, s.T("contactweb.person.years", *a.q.Age))
	}
	for _, part := range situation {
		for _, word := range a.person.All(part.name) {
			if slices.Contains(a.q.Situation, word) {
				said = append(said, s.T(part.vocabulary+"."+word))
			}
		}
	}
	if len(said) == 0 {
		return ""
	}
	return s.T("contactweb.person.is", strings.Join(said, ", "))
}

// isWhole tells whether both ends were understood.
func (a asking) isWhole() bool { return a.q.From != "" && a.q.Into != "" }

// address is the address of the question, without the person.
func (a asking) address() string {
	return page.Address("/en-vag-in", page.AskFrom, a.q.From, page.AskInto, a.q.Into, page.AskMunicipality, a.q.Municipality)
}

// turned is the address of the question the other way round.
func (a asking) turned() string {
	return page.Address("/en-vag-in", page.AskFrom, a.q.Into, page.AskInto, a.q.From, page.AskMunicipality, a.q.Municipality)
}

// toAnswer leads past the form to the answer, for on a small screen it fills the
// first view.
const toAnswer = "#svar"

// nameList is the id of the list of names that the fields suggest.
const nameList = "names"

// form asks for who, whom and where.
func (a asking) form(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.in)
	f.Filter, f.Action, f.Submit = true, "/en-vag-in"+toAnswer, s.T("contactweb.ask.go")
	f.SuggestFrom(page.AskFrom, "contactweb.ask.from", nameList).Help("contactweb.ask.from.hint")
	f.SuggestFrom(page.AskInto, "contactweb.ask.into", nameList).Help("contactweb.ask.into.hint")
	f.Select(page.AskMunicipality, "contactweb.ask.municipality", s.placeOptions(a.q.Municipality)).Help("contactweb.ask.municipality.hint")
	return f.Fail(a.err)
}

// personForm asks for what is known of a person; it is posted to the address of
// the question.
func (a asking) personForm(s sight) *web.Form {
	f := web.NewForm(s.Lang, a.person)
	f.Action, f.Submit = a.address()+toAnswer, s.T("contactweb.person.go")
	if a.person != nil {
		f.Cancel = a.address()
	}
	f.Number(page.AskAge, "contactweb.person.age")
	used := s.wordsOfGroups()
	for _, part := range situation {
		if words := s.choices(part.vocabulary, used); len(words) > 0 {
			f.Checks(part.name, "contactweb.person."+part.name, words)
		}
	}
	return f.Fail(a.wrong)
}

// wordsOfGroups gives the words of the situations that any target group of the
// map names: other words could not change an answer.
func (s sight) wordsOfGroups() map[string]bool {
	used := map[string]bool{}
	for _, t := range party.TargetGroups.All(s.View) {
		for _, words := range [][]string{t.Incomes, t.Conditions, t.Statuses} {
			for _, w := range words {
				used[w] = true
			}
		}
	}
	return used
}

func (s sight) choices(vocabulary string, used map[string]bool) []web.Option {
	var all []web.Option
	for _, o := range page.Options(s.Lang, vocabulary) {
		if used[o.Value] {
			o.Text = page.UpperFirst(o.Text)
			all = append(all, o)
		}
	}
	return all
}

// placeOptions are the municipalities that any party is in or any unit serves,
// and the one that was asked for.
func (s sight) placeOptions(asked string) []web.Option {
	there := map[string]bool{asked: true}
	for _, p := range party.Parties.All(s.View) {
		there[p.Municipality] = true
	}
	for _, u := range party.Units.All(s.View) {
		for _, code := range u.Serves(s.View) {
			there[code] = true
		}
	}
	var opts []web.Option
	for code := range there {
		if code != "" {
			opts = append(opts, web.Option{Value: code, Text: page.PlaceName(code)})
		}
	}
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}

// mostNames is how many names are suggested.
const mostNames = 400

func (a asking) suggestions() template.HTML {
	return page.NameList(nameList, a.names.Suggest(mostNames))
}

// isFault tells whether something that was asked could not be understood.
func (a asking) isFault() bool {
	return fault.Is(a.err, fault.Invalid) || fault.Is(a.wrong, fault.Invalid)
}
