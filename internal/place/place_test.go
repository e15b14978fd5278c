package place_test

import (
	"slices"
	"strings"
	"testing"

	"samkarta/internal/place"
	"samkarta/internal/platform/text"
)

func TestRegisterIsWhole(t *testing.T) {
	all, regions := place.All(), place.Regions()
	if len(all) != 290 || len(regions) != 21 {
		t.Fatalf("%d municipalities and %d regions, want 290 and 21", len(all), len(regions))
	}
	in := 0
	for _, r := range regions {
		if len(r.Code) != 2 || strings.Trim(r.Code, "0123456789") != "" {
			t.Errorf("region %q: code is not two digits", r.Code)
		}
		if r.Name == "" || !strings.HasSuffix(r.County, " län") {
			t.Errorf("region %s: name %q, county %q", r.Code, r.Name, r.County)
		}
		if !place.IsRegion(r.Code) || place.IsMunicipality(r.Code) {
			t.Errorf("region %s is not told from a municipality", r.Code)
		}
		in += len(place.InRegion(r.Code))
	}
	if in != 290 {
		t.Errorf("the regions hold %d municipalities, want 290", in)
	}
	seen := map[string]string{}
	for _, m := range all {
		if len(m.Code) != 4 || strings.Trim(m.Code, "0123456789") != "" {
			t.Errorf("municipality %q: code is not four digits", m.Code)
		}
		if !strings.HasSuffix(m.Name, " kommun") || m.Short == "" || m.Short != strings.TrimSpace(m.Short) {
			t.Errorf("municipality %s: name %q, short name %q", m.Code, m.Name, m.Short)
		}
		if _, ok := place.FindRegion(m.Region); !ok {
			t.Errorf("municipality %s: no region %q", m.Code, m.Region)
		}
		if other, twice := seen[m.Short]; twice {
			t.Errorf("%s and %s have the same name", m.Code, other)
		}
		seen[m.Short] = m.Code
		if m.Slug() != m.Code {
			t.Errorf("municipality %s is addressed by %q", m.Code, m.Slug())
		}
	}
}

func TestListsAreInSwedishOrder(t *testing.T) {
	all := place.All()
	text.SortBy(all, func(m place.Municipality) string { return m.Short })
	if !slices.Equal(all, place.All()) {
		t.Error("data/municipalities.csv is not in Swedish order")
	}
	regions := place.Regions()
	text.SortBy(regions, func(r place.Region) string { return r.Name })
	if !slices.Equal(regions, place.Regions()) {
		t.Error("data/regions.csv is not in Swedish order")
	}
	if last := all[len(all)-1].Short; last != "Övertorneå" {
		t.Errorf("%s comes last", last)
	}
}

func TestFind(t *testing.T) {
	m, ok := place.Find("0680")
	if want := (place.Municipality{Code: "0680", Name: "Jönköpings kommun", Short: "Jönköping", Region: "06"}); !ok || m != want {
		t.Errorf("Find(0680) = %v, %v", m, ok)
	}
	for _, code := range []string{"", "680", "06", "9999", "0680 "} {
		if place.IsMunicipality(code) {
			t.Errorf("%q is a municipality", code)
		}
	}
	for code, name := range map[string]string{
		"04": "Region Sörmland", "06": "Region Jönköpings län", "09": "Region Gotland", "12": "Region Skåne",
		"14": "Västra Götalandsregionen", "23": "Region Jämtland Härjedalen",
	} {
		if r, ok := place.FindRegion(code); !ok || r.Name != name {
			t.Errorf("FindRegion(%s) = %v, %v", code, r, ok)
		}
	}
	if place.IsRegion("02") || place.IsRegion("0680") {
		t.Error("02 or 0680 is a region")
	}
}

func TestInRegion(t *testing.T) {
	in := place.InRegion("06")
	if len(in) != 13 || in[0].Short != "Aneby" || in[12].Short != "Värnamo" {
		t.Errorf("Jönköpings län has %d municipalities, %v", len(in), in)
	}
	if gotland := place.InRegion("09"); len(gotland) != 1 || gotland[0].Code != "0980" {
		t.Errorf("Gotland has %v", gotland)
	}
	if len(place.InRegion("02")) != 0 {
		t.Error("there is a region 02")
	}
}

func TestByName(t *testing.T) {
	for words, code := range map[string]string{
		"Jönköping": "0680", "jonkoping": "0680", "Jönköpings kommun": "0680", "  JÖNKÖPINGS  KOMMUN ": "0680", "0680": "0680",
		"Habo": "0643", "habo": "0643", "Håbo": "0305", "håbo kommun": "0305",
		"Stockholms stad": "0180", "Malmö stad": "1280", "malmo": "1280", "Göteborg": "1480",
		"Kalmar kommun": "0880", "Upplands-Bro": "0139", "upplands vasby": "0114", "Gotland": "0980", "Region Gotland": "0980",
		"Vännäs": "2460", "Orust kommun": "1421", "Ö": "", "": "", "Norrland": "", "kommun": "",
	} {
		m, ok := place.ByName(words)
		if m.Code != code || ok != (code != "") {
			t.Errorf("ByName(%q) = %v, %v; want %q", words, m, ok, code)
		}
	}
	for _, m := range place.All() {
		for _, words := range []string{m.Code, m.Name, m.Short, m.Short + " kommun", strings.ToUpper(m.Name)} {
			if got, ok := place.ByName(words); !ok || got != m {
				t.Errorf("ByName(%q) = %v, want %s", words, got, m.Code)
			}
		}
	}
}

func TestListsAreTheCallersOwn(t *testing.T) {
	place.All()[0].Name = "spoilt"
	place.Regions()[0].Name = "spoilt"
	if place.All()[0].Name == "spoilt" || place.Regions()[0].Name == "spoilt" {
		t.Error("a caller can change the register")
	}
}
