package reporting

import (
	"slices"
	"strings"
	"time"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// checking finds everything that is wrong with an order, each at its field.
type checking struct {
	view   *record.View // as the report's onlooker sees the map now
	today  time.Time
	faults []fault.Field
}

func (c *checking) fail(field, key string, args ...any) {
	c.faults = append(c.faults, fault.Field{Path: field, Key: key, Args: args})
}

// order checks what an order says of the map and of time.
func (c *checking) order(o Order) {
	a := party.Associations.Find(c.view, o.Association)
	if a == nil {
		c.fail("association", "reports.no_association", o.Association, named(party.Associations.All(c.view), func(a *party.Association) string { return a.ID }))
	} else {
		c.towns(a, o)
		c.party(a, o.Party)
	}
	if o.Lang != "sv" && o.Lang != "en" {
		c.fail("lang", "reports.no_lang", o.Lang)
	}
	c.days(o)
}

func (c *checking) towns(a *party.Association, o Order) {
	if o.Country && len(o.Municipalities) > 0 {
		c.fail("municipalities", "reports.country_alone")
		return
	}
	for _, code := range o.Municipalities {
		switch {
		case !place.IsMunicipality(code):
			c.fail("municipalities", "reports.no_municipality", code)
		case !slices.Contains(a.Municipalities, code):
			c.fail("municipalities", "reports.not_its_municipality", townName(code), a.Name, named(a.Municipalities, func(s string) string { return s }))
		}
	}
}

func (c *checking) party(a *party.Association, id string) {
	if id == "" {
		return
	}
	if p := party.Parties.Find(c.view, id); p == nil || len(a.Parties) > 0 && !slices.Contains(a.Parties, id) {
		c.fail("party", "reports.no_party", id, a.Name, named(a.Parties, func(s string) string { return s }))
	}
}

// days checks the days of an order: neither is to come, and what is compared
// with lies before what is shown.
func (c *checking) days(o Order) {
	shown := c.today
	if c.day("as_of", o.AsOf) {
		shown = o.AsOf.Last()
	}
	if c.day("since", o.Since) && !o.Since.Last().Before(shown) {
		c.fail("since", "reports.since_after", o.Since, record.Day(shown))
	}
}

func (c *checking) day(field string, day record.Date) bool {
	switch {
	case day == "":
		return false
	case !record.IsDate(string(day)):
		c.fail(field, "record.bad_date", day)
		return false
	case day.First().After(c.today):
		c.fail(field, "reports.future", day, record.Day(c.today))
		return false
	}
	return true
}

// sections checks that a template has what an order chooses of it, and of the
// country only what a catalogue has.
func (c *checking) sections(t Template, o Order) {
	for _, name := range o.Sections {
		if !slices.Contains(t.Sections, name) {
			c.fail("sections", "reports.no_section", name, strings.Join(t.Sections, ", "))
		}
	}
	chosen := o.Sections
	if len(chosen) == 0 {
		chosen = t.Sections
	}
	catalogue, _ := stock(Catalogue)
	if o.Country && slices.ContainsFunc(chosen, func(name string) bool { return !slices.Contains(catalogue.Sections, name) }) {
		c.fail("country", "reports.country_catalogue")
	}
}

// formats checks that there is something to make, and that it can be made.
func (c *checking) formats(names []string) {
	if len(names) == 0 {
		c.fail("formats", "reports.no_format_chosen")
	}
	for _, name := range names {
		if _, is := report.FormatOf(name); !is {
			c.fail("formats", "reports.no_format", name, named(report.Formats, func(f report.Format) string { return f.Name }))
		}
	}
}

// mostChoices is how many names a message gives to choose among.
const mostChoices = 20

// named says what there is to choose among.
func named[T any](all []T, name func(T) string) string {
	words := make([]string, 0, min(len(all), mostChoices+1))
	for _, x := range all[:min(len(all), mostChoices)] {
		words = append(words, name(x))
	}
	if len(all) > mostChoices {
		words = append(words, "…")
	}
	return strings.Join(words, ", ")
}
