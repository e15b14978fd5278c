package reporting

import (
	"cmp"
	"slices"

	"samkarta/internal/insats"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
)

// district is a part of a catalogue with a chapter of its own: all of it, or of a
// catalogue of the country each county and last what is of several.
type district struct {
	id, name string // of a county; "several" for the last; "" is all there is
	shelves  []shelf
}

// shelf is the insatser that stand together in a catalogue: those of a
// municipality alone, and last those that are of several. Its name is "" where the
// district's says it.
type shelf struct {
	name     string
	insatser []*insats.Insats
	isTown   bool
}

// several is the id of the district of what is of several counties.
const several = "several"

func (d district) all() []*insats.Insats {
	var all []*insats.Insats
	for _, s := range d.shelves {
		all = append(all, s.insatser...)
	}
	return all
}

// towns counts the municipalities that have insatser of their own.
func (d district) towns() (n int) {
	for _, s := range d.shelves {
		if s.isTown {
			n++
		}
	}
	return n
}

// districts gives the insatser of the report that are taken, by where they are
// told of. A shelf or a district without any is left out.
func (c *composer) districts(takes func(*insats.Insats) bool) []district {
	at := map[string][]*insats.Insats{}
	for _, x := range c.ledger.insatser {
		if takes(x) {
			at[c.shelfOf(x)] = append(at[c.shelfOf(x)], x)
		}
	}
	if !c.order.Country {
		return withAny(district{shelves: append(c.shelves(at, c.towns), shelf{name: c.T("reporting.insats.common"), insatser: at[common]})})
	}
	var all []district
	for _, r := range place.Regions() {
		var towns []string
		for _, m := range place.InRegion(r.Code) {
			towns = append(towns, m.Code)
		}
		all = append(all, district{r.Code, r.County, append(c.shelves(at, towns), shelf{name: c.T("reporting.insats.county"), insatser: at[r.Code]})})
	}
	text.SortBy(all, func(d district) string { return d.name })
	return withAny(append(all, district{several, c.T("reporting.insats.common_country"), []shelf{{insatser: at[common]}}})...)
}

func (c *composer) shelves(at map[string][]*insats.Insats, towns []string) []shelf {
	all := make([]shelf, len(towns))
	for i, code := range towns {
		all[i] = shelf{townName(code), at[code], true}
	}
	return all
}

// withAny leaves out what is empty.
func withAny(all ...district) []district {
	for i := range all {
		all[i].shelves = slices.DeleteFunc(all[i].shelves, func(s shelf) bool { return len(s.insatser) == 0 })
	}
	return slices.DeleteFunc(all, func(d district) bool { return len(d.shelves) == 0 })
}

// shelfOf is where an insats stands: with the one municipality that it is told of
// in, with the county of them in a catalogue of the country, or else with what is
// common.
func (c *composer) shelfOf(x *insats.Insats) string {
	codes := x.ToldIn(c.View)
	if len(codes) == 1 {
		return codes[0]
	}
	county := common
	for i, code := range codes {
		m, _ := place.Find(code)
		if i > 0 && m.Region != county {
			return common
		}
		county = cmp.Or(m.Region, common)
	}
	if !c.order.Country {
		return common
	}
	return county
}
