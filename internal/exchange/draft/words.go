package draft

import (
	"slices"
	"strings"
	"sync"

	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// lexicon finds the word of the format that is meant by what somebody writes, in
// either language.
var lexicon = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, vocabulary := range []string{"party_kind", "unit_kind", "forum_kind", "agreement_kind", "level", "formality", "status", "role",
		"via", "ease", "intensity", "relation_formality"} {
		all[vocabulary] = map[string]string{}
		for _, word := range record.Vocabulary(vocabulary) {
			all[vocabulary][folded(word)] = word
			for _, l := range []*text.Lang{text.Sv, text.En} {
				all[vocabulary][folded(l.T(vocabulary+"."+word))] = word
			}
		}
	}
	return all
})

// wordOf gives the word of a vocabulary that is meant; "" if none is.
func wordOf(vocabulary, said string) string { return lexicon()[vocabulary][folded(said)] }

// meaning reads lists of words, each with what all of them mean.
func meaning(lists map[string]string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		all := map[string]string{}
		for what, words := range lists {
			for word := range strings.FieldsSeq(words) {
				all[folded(word)] = what
			}
		}
		return all
	})
}

// nodeWords are what people call parties, units, forums and persons.
var nodeWords = meaning(map[string]string{
	AsParty: "party part parter actor aktör organisation organization myndighet authority agency huvudman",
	AsUnit:  "unit enhet verksamhet avdelning förvaltning department team kontor office",
	AsForum: "forum samverkansforum samverkansarena möte meeting grupp group",
	person:  "person individ individual människa people kontaktperson",
})

// tieWords are what people call that which joins two.
var tieWords = meaning(map[string]string{
	asSeat:       "participation deltagande deltar sitter sitter-i seat member medlem membership ledamot participates",
	AsPath:       "contact_path kontaktväg väg kontakt contact contacts kontaktar way hör-av-sig",
	AsAgreement:  "agreement överenskommelse avtal",
	AsColocation: "colocation co-location samlokalisering samlokaliserad samma-hus same-house",
	AsRelation:   "relation relationship samverkan samverkar collaboration collaborates relation-som-någon-berättat-om",
})

// first gives the first thing that is said under one of the names.
func first(get func(string) string, names ...string) string {
	for _, name := range names {
		if said := strings.TrimSpace(get(name)); said != "" {
			return said
		}
	}
	return ""
}

// The names of columns that mean the same.
var (
	kindColumns         = []string{"kind", "slag", "type", "typ", "node type", "nodtyp", "category", "kategori"}
	partyColumns        = []string{"party", "part", "huvudman", "organisation", "organization"}
	partyKindColumns    = []string{"party_kind", "slag av part"}
	municipalityColumns = []string{"municipalities", "municipality", "kommuner", "kommun"}
)

// codesOf reads municipalities: codes, or names with commas or semicolons between.
func codesOf(said string) (codes []string, unknown []string) {
	parts := strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune(",;|/", r) })
	if fields := strings.Fields(said); !slices.ContainsFunc(fields, func(f string) bool { return !place.IsMunicipality(f) }) {
		parts = fields
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		m, ok := place.ByName(part)
		switch {
		case part == "":
		case !ok:
			unknown = append(unknown, part)
		case !slices.Contains(codes, m.Code):
			codes = append(codes, m.Code)
		}
	}
	return codes, unknown
}

// isYes reads a yes or no.
func isYes(said string) bool {
	return slices.Contains([]string{"true", "1", "ja", "yes", "sant", "x"}, strings.ToLower(strings.TrimSpace(said)))
}
