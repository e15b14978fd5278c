package search

import (
	"slices"
	"strings"
	"testing"
)

func wordsIn(s string) []string {
	var out []string
	eachWord(s, func(start, end, _ int) { out = append(out, string(normal(nil, s[start:end]))) })
	return out
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"AF:s möten, AMO:ERS":          "af möten amo ers",
		"Individ- och familjeomsorgen": "individ och familjeomsorgen",
		"16–67 år (lag 2003:1210)":     "16 67 år lag 2003 1210",
		"IPS/SE-coacher":               "ips se coacher",
		"Exa(k)t":                      "exa k t",
		"a\u030Angstro\u0308m":         "ångström",
		"Ærlig Ødegård Émile naïve":    "ärlig ödegård emile naive",
		"sam\u00ADordning":             "samordning",
		"\xff\xfebroken\xc3":           "broken",
		"…— «»":                        "",
		strings.Repeat("å", 40):        strings.Repeat("å", 32),
	} {
		if got := strings.Join(wordsIn(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	for _, same := range []string{
		"arbetsmarknad arbetsmarknaden arbetsmarknadens",
		"enhet enheten enheter enheterna enhetens",
		"förbund förbundet förbundets förbunden",
		"möte möten mötet mötena mötets",
		"skola skolan skolor skolorna skolans",
		"koordinator koordinatorn koordinatorer koordinatorernas",
		"handläggare handläggaren handläggarna",
		"kommunal kommunalt kommunala",
		"ekonomisk ekonomiskt ekonomiska",
		"ung unga ungas", "vuxen vuxna", "arbetslös arbetslöst arbetslösa",
		"område området områden områdena",
		"ansvar ansvaret", "psykiatri psykiatrin", "insats insatser insatsen",
		"ungdom ungdomar ungdomarna", "verksamhet verksamheten verksamheter",
	} {
		forms := strings.Fields(same)
		base := newWord(forms[0])
		for _, f := range forms[1:] {
			w := newWord(f)
			if !sameForm(&base, &w) || !sameForm(&w, &base) {
				t.Errorf("%s is not %s", f, forms[0])
			}
		}
	}
	for _, pair := range []string{"enhet enhetschef", "försäkring försörjning", "af afa", "arbete arbetsgivare", "2018 2019"} {
		a, b, _ := strings.Cut(pair, " ")
		v, w := newWord(a), newWord(b)
		if sameForm(&v, &w) {
			t.Errorf("%s is %s", a, b)
		}
	}
}

func TestPartsAreUsable(t *testing.T) {
	for fold, text := range parts {
		if len(fold) < shortestPart || len(fold) > 40 || strings.Trim(fold, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q is no part", text)
		}
	}
	if n := len(strings.Fields(partsText)); n != len(parts) || n < 300 {
		t.Errorf("%d parts, %d of them different", n, len(parts))
	}
	for w := range softs {
		if stops[w] {
			t.Errorf("%s is a stop word and a soft one", w)
		}
	}
}

func TestCompounds(t *testing.T) {
	v := newVocabulary()
	v.intern("tunnel")
	for text, want := range map[string]string{
		"arbetsmarknadsenheten": "enhet arbetsmarknad",
		"ungdomscoach":          "coach ungdom",
		"tunnelchefer":          "chef tunnel",
		"enhet":                 "",
		"kvast":                 "",
	} {
		w := newWord(text)
		got := v.partsOf(&w)
		if !slices.EqualFunc(got, strings.Fields(want), func(w word, s string) bool { return w.fold == s }) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
