package reporting

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"samkarta/internal/glossary"
	"samkarta/internal/party"
	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

// abbreviations explains those that the report has, as they are meant in the
// municipalities where it has them. The rest of the report is read for them, once.
func (c *composer) abbreviations() []report.Chapter {
	chapter := c.chapter(Abbreviations, nil)
	made := sync.OnceValue(func() []report.Block {
		terms := c.explain(c.abbreviationsUsed(chapter.ID))
		if len(terms) == 0 {
			return sentences(c.T("reporting.abbreviations.none"))
		}
		return []report.Block{terms}
	})
	chapter.Blocks = report.Join(c.own(Abbreviations), lazily(made))
	chapter.Unnumbered = true
	return []report.Chapter{chapter}
}

// abbreviationsUsed reads the other chapters for what may be an abbreviation, and
// gives the municipalities that it is used for.
func (c *composer) abbreviationsUsed(but string) map[string][]string {
	found := map[string][]string{}
	c.beside = map[besides]bool{}
	for _, chapter := range c.chapters {
		if chapter.ID == but {
			continue
		}
		towns := c.about[chapter.ID]
		if towns == nil {
			towns = c.towns
		}
		add := func(word, said string) {
			c.note(word, said)
			for _, town := range towns {
				if !slices.Contains(found[word], town) {
					found[word] = append(found[word], town)
				}
			}
		}
		abbreviationsIn(chapter.Title, add)
		for b := range chapter.Blocks {
			for s := range report.Texts(b) {
				abbreviationsIn(s, add)
			}
		}
	}
	return found
}

// longest is more letters than any abbreviation has.
const longest = 12

// abbreviationsIn finds the words of a text that are written as abbreviations
// are: short, and with a capital.
func abbreviationsIn(s string, f func(word, said string)) {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) > 1 && len(word) <= longest && strings.ContainsFunc(word, unicode.IsUpper) {
			f(word, s)
		}
	}
}

// meaning is what an abbreviation means, and where.
type meaning struct {
	said  string
	towns []string
}

// explain says what each word means that is an abbreviation; what nothing is
// known of is left out.
func (c *composer) explain(used map[string][]string) report.Terms {
	var terms report.Terms
	names := c.ownAbbreviations()
	known := map[string]bool{}
	for _, word := range slices.Sorted(maps.Keys(used)) {
		said := c.meanings(word, used[word], names)
		if alike := strings.ToUpper(word) + said; said != "" && !known[alike] { // Finsam is FINSAM
			known[alike] = true
			terms = append(terms, report.Term{Term: word, Text: report.Say(said)})
		}
	}
	text.SortBy(terms, func(t report.Term) string { return t.Term })
	return terms
}

// meanings says what a word means in the municipalities; where it differs, what
// it means in each.
func (c *composer) meanings(word string, towns []string, names map[spotWord]string) string {
	var all []meaning
	for _, town := range towns {
		said := c.meansAt(word, town)
		if said == "" {
			said = names[spotWord{word, town}]
		}
		if said == "" {
			said = names[spotWord{word, common}]
		}
		if said == "" {
			continue
		}
		i := slices.IndexFunc(all, func(m meaning) bool { return m.said == said })
		if i < 0 {
			all = append(all, meaning{said: said})
			i = len(all) - 1
		}
		all[i].towns = append(all[i].towns, town)
	}
	if len(all) == 1 {
		return all[0].said
	}
	var said []string
	for _, m := range all {
		said = append(said, c.T("reporting.abbreviations.in", m.said, party.TownsCalled(c.lang, m.towns)))
	}
	return joinedBySemicolon(said)
}

// meansAt says what the glossary has for an abbreviation at a place. Where two
// meanings are as near it does not choose.
func (c *composer) meansAt(word, town string) string {
	var said []string
	bound := false
	terms := slices.DeleteFunc(glossary.Resolve(word, town), func(t glossary.Term) bool { return !t.HoldsAt(town) || !isWritten(t.Short, word) })
	for _, t := range c.written(word, terms) {
		if bound && t.Everywhere() {
			continue
		}
		bound = bound || !t.Everywhere()
		long := t.Sv
		if c.lang.Code == "en" {
			long = t.En
		}
		if long = explained(word, long); long != "" && !slices.Contains(said, long) {
			said = append(said, long)
		}
	}
	return strings.Join(said, c.T("reporting.abbreviations.or"))
}

// written keeps the meanings that the report itself has beside the letters, as in
// "Supported Employment (SE)"; all where it has none.
func (c *composer) written(word string, terms []glossary.Term) []glossary.Term {
	beside := slices.DeleteFunc(slices.Clone(terms), func(t glossary.Term) bool { return !c.beside[besides{word, t.ID}] })
	if len(beside) == 0 {
		return terms
	}
	return beside
}

// besides is a word and one of its meanings.
type besides struct{ word, term string }

// note notes which meanings of a word with several stand beside it in a text.
func (c *composer) note(word, said string) {
	terms := glossary.Resolve(word, "")
	if len(terms) < 2 {
		return
	}
	said = strings.ToLower(said)
	for _, t := range terms {
		if strings.Contains(said, strings.ToLower(t.Sv)) || strings.Contains(said, strings.ToLower(t.En)) {
			c.beside[besides{word, t.ID}] = true
		}
	}
}

// explained is what a long form adds to an abbreviation: "kartläggningsmetod" of
// "MIX (kartläggningsmetod)"; "" if it adds nothing.
func explained(word, long string) string {
	if inside, ok := strings.CutPrefix(long, word+" ("); ok {
		return strings.TrimSuffix(inside, ")")
	}
	return without(long, word)
}

// isWritten tells whether a word is one of the short forms, as it is written or in
// capitals throughout.
func isWritten(short []string, word string) bool {
	return slices.ContainsFunc(short, func(s string) bool { return s == word || strings.ToUpper(s) == word })
}

// spotWord is a short name at a place.
type spotWord struct{ word, place string }

// ownAbbreviations are the short names of the units and forums of the report.
func (c *composer) ownAbbreviations() map[spotWord]string {
	names := map[spotWord]string{}
	add := func(place, short, name string) {
		if long := without(name, short); isShort(short) && long != "" && names[spotWord{short, place}] == "" {
			names[spotWord{short, place}] = long
		}
	}
	for _, place := range c.places() {
		for _, u := range c.ledger.units[place] {
			add(place, u.ShortName, u.Name)
		}
		for _, f := range c.ledger.forums[place] {
			add(place, f.ShortName, f.Name)
		}
	}
	for _, id := range c.association.Parties {
		if a, ok := party.FindActor(c.View, id); ok && a.Party != nil {
			add(common, a.Party.ShortName, a.Party.Name)
		}
	}
	return names
}

// isShort tells whether a short name is an abbreviation and not a word.
func isShort(s string) bool {
	return len(s) <= longest && strings.IndexFunc(s, unicode.IsUpper) != strings.LastIndexFunc(s, unicode.IsUpper)
}

// without gives a name without its short form: "Framtid för unga" of "FUA – Framtid
// för unga"; "" if it is still in what is left.
func without(name, short string) string {
	for _, form := range []string{" (" + short + ")", short + " – ", short + " - "} {
		name = strings.Replace(name, form, "", 1)
	}
	if strings.Contains(name, short) {
		return ""
	}
	return name
}
