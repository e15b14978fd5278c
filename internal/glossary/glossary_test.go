package glossary_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/glossary"
	"samkarta/internal/place"
	"samkarta/internal/platform/id"
)

func ids(terms []glossary.Term) []string {
	var all []string
	for _, t := range terms {
		all = append(all, t.ID)
	}
	return all
}

func TestEveryTermIsWhole(t *testing.T) {
	all := glossary.All()
	if len(all) < 150 {
		t.Fatalf("%d terms", len(all))
	}
	seen, named := map[string]bool{}, map[string]bool{}
	for _, term := range all {
		if !id.IsSlug(term.ID) || seen[term.ID] {
			t.Errorf("%q: id is no slug or said twice", term.ID)
		}
		if named[term.Sv] {
			t.Errorf("%s: %q is said twice", term.ID, term.Sv)
		}
		seen[term.ID], named[term.Sv] = true, true
		if !slices.Contains(glossary.Groups(), term.Group) {
			t.Errorf("%s: group %q", term.ID, term.Group)
		}
		if term.Sv == "" || term.En == "" {
			t.Errorf("%s: %q, %q", term.ID, term.Sv, term.En)
		}
		for _, meaning := range []string{term.MeaningSv, term.MeaningEn} {
			if len(strings.Fields(meaning)) < 3 || !strings.HasSuffix(meaning, ".") || len(meaning) > 200 {
				t.Errorf("%s: %q is no plain sentence", term.ID, meaning)
			}
		}
		if term.MeaningSv == term.MeaningEn {
			t.Errorf("%s: the meaning is in one language only", term.ID)
		}
		folded := map[string]bool{}
		for _, short := range term.Short {
			if low := strings.ToLower(short); short == "" || folded[low] {
				t.Errorf("%s: abbreviation %q is empty or said twice", term.ID, short)
			} else {
				folded[low] = true
			}
		}
		for _, code := range term.Places {
			if !place.IsMunicipality(code) && !place.IsRegion(code) {
				t.Errorf("%s: no place %q", term.ID, code)
			}
		}
	}
}

// The terms stand group by group, so that a list of them needs no sorting.
func TestTermsStandInGroups(t *testing.T) {
	var order []string
	for _, term := range glossary.All() {
		if len(order) == 0 || order[len(order)-1] != term.Group {
			order = append(order, term.Group)
		}
	}
	if !slices.Equal(order, glossary.Groups()) {
		t.Errorf("the groups stand as %v", order)
	}
}

func TestFileHasNoUnknownField(t *testing.T) {
	data, err := os.ReadFile("data/terms.json")
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&[]glossary.Term{}); err != nil {
		t.Error(err)
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		short, code string
		want        []string
	}{
		{"GPS", "0680", []string{"gemensam-psykiatrisamverkan", "gemensam-plattform-svalov"}},
		{"gps", "1214", []string{"gemensam-plattform-svalov", "gemensam-psykiatrisamverkan"}},
		{"GPS", "06", []string{"gemensam-psykiatrisamverkan", "gemensam-plattform-svalov"}},
		{"GPS", "12", []string{"gemensam-plattform-svalov", "gemensam-psykiatrisamverkan"}},
		{"FINSAM", "0662", []string{"finnvedens-samordningsforbund", "finansiell-samordning", "finsam-kavlinge-lomma"}},
		{"Finsam", "1262", []string{"finsam-kavlinge-lomma", "finansiell-samordning", "finnvedens-samordningsforbund"}},
		{"Finsam", "1281", []string{"finansiell-samordning", "finnvedens-samordningsforbund", "finsam-kavlinge-lomma"}},
		{"Finsam", "", []string{"finansiell-samordning", "finnvedens-samordningsforbund", "finsam-kavlinge-lomma"}},
		{"ENTER", "0642", []string{"enter-sodra-vatterbygden", "enter-gislaved"}},
		{"ENTER", "0662", []string{"enter-gislaved", "enter-sodra-vatterbygden"}},
		{"SAMS", "2480", []string{"sams", "samverkan-i-sodra-vatterbygden"}},
		{"SAMS", "0680", []string{"samverkan-i-sodra-vatterbygden", "sams"}},
		{"SUS", "1281", []string{"skanes-universitetssjukhus", "system-for-uppfoljning-av-samverkan"}},
		{"SUS", "0680", []string{"system-for-uppfoljning-av-samverkan", "skanes-universitetssjukhus"}},
		{"SE", "0604", []string{"supported-employment", "sjukersattning"}},
		{"AMA", "0680", []string{"arbetsmarknadsavdelningen"}},
		{" kaa ", "0680", []string{"kommunala-aktivitetsansvaret"}},
		{"XYZ", "0680", nil},
		{"", "", nil},
	} {
		if got := ids(glossary.Resolve(c.short, c.code)); !slices.Equal(got, c.want) {
			t.Errorf("Resolve(%q, %q) = %v, want %v", c.short, c.code, got, c.want)
		}
	}
}

func TestHoldsAt(t *testing.T) {
	for _, c := range []struct {
		id, code string
		want     bool
	}{
		{"gemensam-psykiatrisamverkan", "0680", true}, {"gemensam-psykiatrisamverkan", "06", true},
		{"gemensam-psykiatrisamverkan", "1214", false}, {"gemensam-psykiatrisamverkan", "", false},
		{"gemensam-plattform-svalov", "1281", false}, {"gemensam-plattform-svalov", "12", true},
		{"arbetsmarknadsenhet", "0680", true}, {"arbetsmarknadsenhet", "", true},
	} {
		term, ok := glossary.Find(c.id)
		if !ok || term.HoldsAt(c.code) != c.want {
			t.Errorf("%s holds at %q: %v, want %v (found: %v)", c.id, c.code, !c.want, c.want, ok)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	got := glossary.Ambiguous()
	for _, short := range []string{"AS", "ENTER", "FS", "Finsam", "GPS", "SE", "VC"} {
		if !slices.Contains(got, short) {
			t.Errorf("%s is not among %v", short, got)
		}
	}
	if !slices.IsSorted(got) {
		t.Errorf("%v is not sorted", got)
	}
	for _, short := range got {
		if len(glossary.Resolve(short, "")) < 2 {
			t.Errorf("%s has one meaning", short)
		}
	}
}

func TestKnownAbbreviations(t *testing.T) {
	for _, short := range strings.Fields(`AE AF AL AMA AME AMF AMO ARBST ARENA AS BE BUA BUP CM Dua EB EE EHT EKBI ESF ET FK FS FUA
		GGVV GK GKC GPS HPE HSL HVB IFO IFS IPS JCU KAA KUR LÖK LSG LSS LUH MIX MUCF NAFS NC NNS NUR OHÄLSA OSL PEAK PNF Reko RJL RP
		SAMIN SAMUNG SE SFI SGI SIP SIUS SKL SKR SMF SoL SP SSBTEK SULK SUS SYV UE UMA UVAS VAC VC VIVA VSBo ÖK ABB ASI AAS DFA`) {
		if len(glossary.Resolve(short, "")) == 0 {
			t.Errorf("%s is not known", short)
		}
	}
}

func TestSynonyms(t *testing.T) {
	all := glossary.Synonyms()
	for short, want := range map[string][]string{
		"ame": {"arbetsmarknadsenhet"}, "ekbi": {"ekonomiskt bistånd"}, "eb": {"ekonomiskt bistånd"},
		"se": {"supported employment", "sjukersättning"}, "arbst": {"arbetsmarknadsstöd"},
	} {
		if !slices.Equal(all[short], want) {
			t.Errorf("%s stands for %q, want %q", short, all[short], want)
		}
	}
	for short, words := range all {
		for _, w := range append(words, short) {
			if w != strings.ToLower(w) || w == "" {
				t.Errorf("%s: %q is not in lower case", short, w)
			}
		}
	}
	if _, itself := all["luka"]; itself {
		t.Error("LUKA stands for itself")
	}
}
