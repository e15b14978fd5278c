package reporting

import (
	"strings"
	"testing"
)

// An abbreviation is explained as it is meant where the report has it; one that
// means several things in several places is so in each; what nobody knows is left
// out.
func TestAbbreviationsAreResolvedByPlace(t *testing.T) {
	w := newWorld(t)
	lists := map[string][]thing{
		"associations": {{"id": "ff", "name": "Förbundet", "municipalities": []string{"0643", "1214"}}},
		"parties":      {{"id": "habo", "name": "Habo kommun", "kind": "municipality", "municipality": "0643"}, {"id": "svalov", "name": "Svalövs kommun", "kind": "municipality", "municipality": "1214"}},
		"units": {{"id": "habo/xyq", "party": "habo", "name": "Xenia Yrkesqvarn", "short_name": "XYQ", "mission": "Stöd."},
			{"id": "svalov/xyq", "party": "svalov", "name": "Xylofonen (XYQ)", "short_name": "XYQ", "mission": "Stöd."}},
	}
	for i, s := range []thing{
		{"about": []string{"habo/xyq"}, "text": "GPS och SIP-möten fungerar, liksom LSS:s handläggare och QWZ i XYQ."},
		{"about": []string{"svalov/xyq"}, "text": "GPS fungerar. XYQ också. Man fastnar."},
		{"about": []string{"svalov/xyq"}, "text": "AS är svårt."},
	} {
		s["id"], s["kind"] = "s-"+string(rune('1'+i)), "works_well"
		with(lists, "statements", s)
	}
	w.add("2019", lists)
	d := compose(t, Material{View: w.view("")}, Order{Association: "ff"})
	said := plain(chapters(d, "abbreviations"))
	for _, want := range []string{
		"GPS: gemensam psykiatrisamverkan (Habo); Gemensam Plattform Svalöv (Svalöv)\n",
		"SIP: samordnad individuell plan\n", "LSS: lagen om stöd och service till vissa funktionshindrade\n",
		"XYQ: Xenia Yrkesqvarn (Habo); Xylofonen (Svalöv)\n", "AS: arbetssökande eller aktivitetsstöd\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	for _, wrong := range []string{"QWZ", "\nman", "FK:"} {
		if strings.Contains(said, wrong) {
			t.Errorf("it explains %q:\n%s", wrong, said)
		}
	}
}

func TestAbbreviationsInEnglish(t *testing.T) {
	said := plain(chapters(compose(t, Material{View: demoView(t)}, Order{Association: "finnveden", Lang: "en"}), "abbreviations"))
	if !strings.Contains(said, "\nSIP: ") || strings.Contains(said, "SIP: samordnad") || strings.Contains(said, " eller ") {
		t.Errorf("in English it says\n%s", said)
	}
}
