package place

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
)

// Municipality is one of the 290: Code "0680", Name "Jönköpings kommun", Short
// "Jönköping", and the code of its Region, "06".
type Municipality struct {
	Code, Name, Short, Region string
}

// Slug is how the municipality is addressed: by its code.
func (m Municipality) Slug() string { return m.Code }

// Region is one of the 21: Code "06", Name "Region Jönköpings län", and the
// County it covers, "Jönköpings län". Region Gotland is the municipality 0980
// at the same time.
type Region struct {
	Code, Name, County string
}

// Slug is how the region is addressed: by its code.
func (r Region) Slug() string { return r.Code }

// Find gives the municipality with the code.
func Find(code string) (Municipality, bool) {
	m, ok := places().byCode[code]
	return m, ok
}

// FindRegion gives the region with the code.
func FindRegion(code string) (Region, bool) {
	r, ok := places().regionByCode[code]
	return r, ok
}

// IsMunicipality tells whether the code is a municipality's.
func IsMunicipality(code string) bool { _, ok := Find(code); return ok }

// IsRegion tells whether the code is a region's.
func IsRegion(code string) bool { _, ok := FindRegion(code); return ok }

// All lists the municipalities in Swedish order of their short names.
func All() []Municipality { return slices.Clone(places().all) }

// Regions lists the regions in Swedish order of their names.
func Regions() []Region { return slices.Clone(places().regions) }

// InRegion lists the municipalities of the region with the code, in Swedish
// order; none if there is no such region.
func InRegion(code string) []Municipality {
	var in []Municipality
	for _, m := range places().all {
		if m.Region == code {
			in = append(in, m)
		}
	}
	return in
}

//go:embed data/municipalities.csv
var municipalitiesCSV string

//go:embed data/regions.csv
var regionsCSV string

type register struct {
	all          []Municipality
	byCode       map[string]Municipality
	regions      []Region
	regionByCode map[string]Region
}

// places reads the register when it is first asked for. The files are in
// Swedish order and a test holds them to it, so nothing is sorted here.
var places = sync.OnceValue(read)

func read() *register {
	p := &register{byCode: make(map[string]Municipality, 290), regionByCode: make(map[string]Region, 21)}
	for row := range rows(regionsCSV) {
		r := Region{Code: row[0], Name: row[1], County: row[2]}
		p.regions = append(p.regions, r)
		p.regionByCode[r.Code] = r
	}
	for row := range rows(municipalitiesCSV) {
		m := Municipality{Code: row[0], Name: row[1], Short: row[2], Region: row[0][:2]}
		p.all = append(p.all, m)
		p.byCode[m.Code] = m
	}
	return p
}

// rows gives the three fields of every line but the first, which names them.
// No name has a comma, so there is nothing to quote.
func rows(csv string) iter.Seq[[3]string] {
	return func(yield func([3]string) bool) {
		_, body, _ := strings.Cut(csv, "\n")
		for line := range strings.Lines(body) {
			a, rest, _ := strings.Cut(strings.TrimSpace(line), ",")
			b, c, _ := strings.Cut(rest, ",")
			if !yield([3]string{a, b, c}) {
				return
			}
		}
	}
}
