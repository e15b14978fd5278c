package siteweb

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"samkarta/internal/glossary"
	"samkarta/internal/page"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// askGroup is the name of the group of terms asked for: ?grupp=care.
const askGroup = "grupp"

// glossaryPage is the words of the field.
type glossaryPage struct {
	web.Frame
	Head      web.Head
	Filter    *web.Form
	Letters   []web.Link
	Ambiguous []ambiguous
	Says      string
	Sections  []termSection
	Empty     web.Empty
}

// ambiguous is an abbreviation with its several meanings.
type ambiguous struct {
	Short string
	Means []meaningItem
}

// termSection is the terms that begin with a letter.
type termSection struct {
	Letter string
	ID     string
	Terms  []termItem
}

// termItem is one term.
type termItem struct {
	ID      string
	Word    string
	Short   string
	Other   string // in the other language
	OtherIn string // its code
	Meaning string
	Group   string
	Where   string
	Find    string // address of a search for it
}

func (p *Pages) glossary(w http.ResponseWriter, r *http.Request, v *record.View) error {
	return p.Site.Render(w, r, http.StatusOK, "glossary", newGlossaryPage(r, v))
}

func newGlossaryPage(r *http.Request, v *record.View) *glossaryPage {
	l, in := web.LangOf(r), web.QueryInput(r)
	code := in.Get(page.AskMunicipality)
	if m, ok := place.ByName(code); ok {
		code = m.Code
	}
	p := &glossaryPage{Filter: glossaryFilter(v, l, in)}
	p.Head = web.Head{Title: l.T("siteweb.glossary.title"), Lead: l.T("siteweb.glossary.lead")}
	p.Title = p.Head.Title
	terms := slices.DeleteFunc(glossary.All(), func(t glossary.Term) bool {
		return code != "" && !t.HoldsAt(code) || !isIn(t, in.Get(askGroup)) || !says(t, in.Get(page.AskText))
	})
	text.SortBy(terms, func(t glossary.Term) string { word, _, _ := inLanguage(l, t); return word })
	p.Says = l.T("siteweb.glossary.count", len(terms))
	p.Sections = sections(l, terms)
	for _, s := range p.Sections {
		p.Letters = append(p.Letters, web.Link{Href: "#" + s.ID, Text: s.Letter})
	}
	if code == "" && in.Get(askGroup) == "" && in.Get(page.AskText) == "" {
		p.Ambiguous = ambiguities(l)
	}
	p.Empty = web.Empty{Title: l.T("siteweb.glossary.none"), Text: l.T("siteweb.glossary.none.text"),
		Action: &web.Link{Href: "/ordlista", Text: l.T("siteweb.glossary.all")}}
	return p
}

func glossaryFilter(v *record.View, l *text.Lang, in *web.Input) *web.Form {
	f := web.NewForm(l, in)
	f.Filter, f.Cancel = true, "/ordlista"
	f.Text(page.AskText, "siteweb.glossary.text")
	f.Select(page.AskMunicipality, "siteweb.glossary.place", townOptions(v))
	f.Select(askGroup, "siteweb.glossary.group", web.OptionsOf(l, "glossary.group.", glossary.Groups()...))
	return f
}

func isIn(t glossary.Term, group string) bool { return group == "" || t.Group == group }

// says tells whether a term has the words, in either language.
func says(t glossary.Term, words string) bool {
	all := strings.ToLower(strings.Join(append(slices.Clone(t.Short), t.Sv, t.En, t.MeaningSv, t.MeaningEn), "\n"))
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

func sections(l *text.Lang, terms []glossary.Term) []termSection {
	var all []termSection
	for _, t := range terms {
		item := newTerm(l, t)
		letter := initial(item.Word)
		if len(all) == 0 || all[len(all)-1].Letter != letter {
			all = append(all, termSection{Letter: letter, ID: "bokstav-" + strings.ToLower(letter)})
		}
		last := &all[len(all)-1]
		last.Terms = append(last.Terms, item)
	}
	return all
}

// initial is the letter that a word is found under.
func initial(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	return strings.ToUpper(string(first))
}

func newTerm(l *text.Lang, t glossary.Term) termItem {
	word, other, meaning := inLanguage(l, t)
	return termItem{ID: t.ID, Word: word, Short: strings.Join(t.Short, ", "), Other: other, OtherIn: otherLanguage(l), Meaning: meaning,
		Group: l.T("glossary.group." + t.Group), Where: placesOfTerm(l, t), Find: page.Address("/sok", page.AskText, t.Sv)}
}

// ambiguities are the abbreviations with more than one meaning, each with all
// that it can mean and where.
func ambiguities(l *text.Lang) []ambiguous {
	var all []ambiguous
	several := glossary.Ambiguous()
	text.SortBy(several, func(s string) string { return s })
	for _, short := range several {
		a := ambiguous{Short: short}
		for _, t := range glossary.Resolve(short, "") {
			word, other, meaning := inLanguage(l, t)
			a.Means = append(a.Means, meaningItem{Word: word, Other: web.Link{Text: other}, Meaning: meaning,
				Where: placesOfTerm(l, t), Href: "#" + t.ID})
		}
		all = append(all, a)
	}
	return all
}
