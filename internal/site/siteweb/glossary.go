package siteweb

import (
	"bytes"
	"html/template"
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
	List      template.HTML // the terms; "" if there are none
	Empty     web.Empty
}

// ambiguous is an abbreviation with its several meanings.
type ambiguous struct {
	Short string
	Means []meaningItem
}

// termList is the terms by their letters: {{template "term-list" .}}.
type termList struct {
	page.Said
	Sections []termSection
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
	l, in := web.LangOf(r), web.QueryInput(r)
	terms, filtered := termsFor(in)
	text.SortBy(terms, func(t glossary.Term) string { word, _, _ := inLanguage(l, t); return word })
	shown := newGlossaryPage(v, l, in, terms, filtered)
	var err error
	if shown.List, err = p.termHTML(l, terms, filtered); err != nil {
		return err
	}
	return p.Render(w, r, "glossary", shown)
}

// termsFor gives the terms that are asked for, and whether that is not all.
func termsFor(in *web.Input) (terms []glossary.Term, filtered bool) {
	code, group, words := in.Get(page.AskMunicipality), in.Get(askGroup), in.Get(page.AskText)
	if m, ok := place.ByName(code); ok {
		code = m.Code
	}
	terms = slices.DeleteFunc(glossary.All(), func(t glossary.Term) bool {
		return code != "" && !t.HoldsAt(code) || !isIn(t, group) || !says(t, words)
	})
	return terms, code+group+words != ""
}

// termHTML is the list of terms. The whole list is long and never changes, so
// it is made once for each language.
func (p *Pages) termHTML(l *text.Lang, terms []glossary.Term, filtered bool) (template.HTML, error) {
	if made, ok := p.terms.Load(l.Code); ok && !filtered {
		return made.(template.HTML), nil
	}
	if len(terms) == 0 {
		return "", nil
	}
	var out bytes.Buffer
	if err := p.Site.Template("term-list").Execute(&out, termList{page.Said{Lang: l}, sections(l, terms)}); err != nil {
		return "", err
	}
	made := template.HTML(out.String()) // what a template wrote has been escaped by it
	if !filtered {
		p.terms.Store(l.Code, made)
	}
	return made, nil
}

func newGlossaryPage(v *record.View, l *text.Lang, in *web.Input, terms []glossary.Term, filtered bool) *glossaryPage {
	p := &glossaryPage{Filter: glossaryFilter(v, l, in)}
	p.Head = web.Head{Title: l.T("siteweb.glossary.title"), Lead: l.T("siteweb.glossary.lead")}
	p.Title = p.Head.Title
	p.Says = l.T("siteweb.glossary.count", len(terms))
	p.Letters = letters(l, terms)
	if !filtered {
		p.Ambiguous = ambiguities(l)
	}
	p.Empty = web.Empty{Title: l.T("siteweb.glossary.none"), Text: l.T("siteweb.glossary.none.text"),
		Action: &web.Link{Href: "/ordlista", Text: l.T("siteweb.glossary.all")}}
	return p
}

// letters lead to the terms that begin with them.
func letters(l *text.Lang, terms []glossary.Term) []web.Link {
	var links []web.Link
	for _, t := range terms {
		word, _, _ := inLanguage(l, t)
		if letter := initial(word); len(links) == 0 || links[len(links)-1].Text != letter {
			links = append(links, web.Link{Href: "#" + anchorOf(letter), Text: letter})
		}
	}
	return links
}

func anchorOf(letter string) string { return "bokstav-" + strings.ToLower(letter) }

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
			all = append(all, termSection{Letter: letter, ID: anchorOf(letter)})
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
