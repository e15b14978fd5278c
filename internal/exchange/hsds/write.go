package hsds

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"samkarta/internal/contact"
	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Catalogue is the catalogue as somebody may see it, in the words of the
// specification.
type Catalogue struct {
	View *record.View
	Lang *text.Lang
	Base string // what the addresses of pages begin with; "" leaves them out
}

// exact is the type of the attribute that has the whole record.
const exact = "samkarta/1"

// scheme names the ids of the map.
const scheme = "samkarta"

// Service shows an insats with all that belongs to it.
func (c Catalogue) Service(x *insats.Insats) Service {
	s := c.Brief(x)
	s.ServiceAreas, s.ServiceLocations = c.areas(x, s.ID), c.locations(x, s.ID)
	s.Contacts = c.contacts(x, s.ID)
	for _, contact := range s.Contacts {
		for _, phone := range contact.Phones {
			phone.ServiceID, phone.ContactID = s.ID, ""
			phone.ID = ID("phone", "service:"+x.ID+":"+phone.Number)
			if !slices.ContainsFunc(s.Phones, func(p Phone) bool { return p.ID == phone.ID }) {
				s.Phones = append(s.Phones, phone)
			}
		}
	}
	if x.Funder != "" {
		s.Funding = []Funding{{ID: ID("funding", x.ID), ServiceID: s.ID, Source: c.Lang.T("funder." + x.Funder)}}
	}
	s.Attributes = c.attributes(x, s.ID)
	return s
}

// Brief shows an insats without its lists.
func (c Catalogue) Brief(x *insats.Insats) Service {
	s := Service{ID: ID("insats", x.ID), Name: x.Name, Description: description(x), Status: c.status(x), Eligibility: c.eligibility(x),
		Application: c.application(x), LastModified: modified(x)}
	if c.Base != "" {
		s.URL = c.Base + x.URL()
	}
	if on := c.View.ConfirmedOn(x); !on.IsZero() {
		s.AssuredDate = on.Format(time.DateOnly)
	}
	s.MinimumAge, s.MaximumAge = ages(x)
	if a, ok := party.FindActor(c.View, x.Provider); ok {
		o := c.Organization(a)
		o.Locations = nil
		s.Organization, s.OrganizationID = &o, o.ID
	}
	return s
}

func modified(x *insats.Insats) string {
	if x.ChangedAt.IsZero() {
		return ""
	}
	return x.ChangedAt.UTC().Format(time.RFC3339)
}

// Minimal names an insats only.
func (c Catalogue) Minimal(x *insats.Insats) Minimal {
	return Minimal{ID: ID("insats", x.ID), ModifiedDate: modified(x)}
}

// description is what an insats is for, and what is done in it.
func description(x *insats.Insats) string {
	all := slices.DeleteFunc([]string{x.Purpose, strings.Join(x.Content, "\n")}, func(s string) bool { return s == "" })
	return strings.Join(all, "\n\n")
}

func (c Catalogue) status(x *insats.Insats) string {
	switch {
	case x.HasEnded(), x.EndedOn(c.View.Today()):
		return "defunct"
	case x.Status == "starting", !x.HoldsOn(c.View.Today()):
		return "inactive"
	}
	return "active"
}

// ages are the lowest and the highest age at which any group may fit; nil where
// some group has no limit.
func ages(x *insats.Insats) (from, to *int) {
	for i, g := range x.Eligibility {
		if i == 0 {
			from, to = g.AgeMin, g.AgeMax
			continue
		}
		from, to = further(from, g.AgeMin, -1), further(to, g.AgeMax, 1)
	}
	return from, to
}

func further(a, b *int, way int) *int {
	if a == nil || b == nil {
		return nil
	}
	if cmp.Compare(*b, *a) == way {
		return b
	}
	return a
}

// application says who can refer somebody.
func (c Catalogue) application(x *insats.Insats) string {
	var said []string
	for _, g := range x.Eligibility {
		for _, word := range g.ReferralAny {
			if name := c.Lang.T("referral." + word); !slices.Contains(said, name) {
				said = append(said, name)
			}
		}
	}
	return strings.Join(said, ", ")
}

// eligibility says the groups of criteria in words, a line each.
func (c Catalogue) eligibility(x *insats.Insats) string {
	groups, _ := record.TreeOf(x)["eligibility"].([]any)
	of := insats.Insatser.Schema.Field("eligibility").Elem.Object
	var lines []string
	for _, g := range groups {
		tree, _ := g.(record.Tree)
		var said []string
		for _, f := range of.Fields {
			if value, has := tree[f.Name]; has {
				said = append(said, label(c.Lang, "eligibility."+f.Name)+": "+c.say(f, value))
			}
		}
		if len(said) > 0 {
			lines = append(lines, strings.Join(said, "; "))
		}
	}
	return strings.Join(lines, "\n")
}

func (c Catalogue) say(f *record.Field, value any) string {
	switch x := value.(type) {
	case []any:
		all := make([]string, len(x))
		for i, item := range x {
			all[i] = c.say(f.Elem, item)
		}
		return strings.Join(all, ", ")
	case string:
		if f.Vocabulary != "" {
			return c.Lang.T(f.Vocabulary + "." + x)
		}
		if m, ok := place.Find(x); ok && slices.Contains(f.Refs, "municipality") {
			return m.Short
		}
		return x
	}
	return fmt.Sprint(value)
}

func (c Catalogue) areas(x *insats.Insats, service string) []ServiceArea {
	var all []ServiceArea
	for _, code := range x.Towns() {
		m, _ := place.Find(code)
		all = append(all, ServiceArea{ID: ID("area", x.ID+":"+code), ServiceID: service, Name: cmp.Or(m.Name, code), Extent: code, ExtentType: "municipality"})
	}
	return all
}

// locations are the municipality where an insats is given, or else those of who
// gives it, if these are few.
func (c Catalogue) locations(x *insats.Insats, service string) []ServiceAtLocation {
	codes := []string{x.Municipality}
	if x.Municipality == "" {
		codes = party.PlacesOf(c.View, x.Provider)
	}
	var all []ServiceAtLocation
	for _, code := range codes {
		if m, ok := place.Find(code); ok && len(codes) <= mostLocations {
			at := location(m)
			all = append(all, ServiceAtLocation{ID: ID("service_at_location", x.ID+":"+code), ServiceID: service, LocationID: at.ID, Location: &at})
		}
	}
	return all
}

// mostLocations is from how many municipalities on who gives an insats is bound
// to no place.
const mostLocations = 20

func location(m place.Municipality) Location {
	return Location{ID: ID("municipality", m.Code), Type: "physical", Name: m.Name, External: m.Code, ExternalType: "kommunkod"}
}

// contacts are the ways into who gives an insats, by function.
func (c Catalogue) contacts(x *insats.Insats, service string) []Contact {
	a, ok := party.FindActor(c.View, x.Provider)
	if !ok {
		return nil
	}
	var all []Contact
	for _, p := range contact.Paths.Pointing(c.View, a.Key(), "into") {
		if p.Exists != nil && !*p.Exists || p.Function == "" && len(p.Channels) == 0 {
			continue
		}
		one := Contact{ID: ID("contact", x.ID+":"+p.ID), ServiceID: service, Title: p.Function, Department: a.Name()}
		for _, ch := range p.Channels {
			switch {
			case ch.Type == "phone" && ch.Value != "":
				one.Phones = append(one.Phones, Phone{ID: ID("phone", one.ID+":"+ch.Value), ContactID: one.ID, Number: ch.Value, Type: "voice", Description: ch.Hours})
			case ch.Type == "mail" && isAddress(ch.Value):
				one.Email = ch.Value
			}
		}
		all = append(all, one)
	}
	return all
}

func isAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// Organization shows who gives insatser.
func (c Catalogue) Organization(a party.Actor) Organization {
	key := a.Key()
	o := Organization{ID: ID(key.Kind, a.ID), Name: a.Name(), Description: a.Name()}
	if a.Unit != nil {
		o.Alternate, o.Description, o.Parent = a.Unit.ShortName, cmp.Or(a.Unit.Mission, o.Name), ID(party.Parties.Name, a.Unit.Party)
	} else if a.Party != nil {
		o.Alternate = a.Party.ShortName
	}
	if c.Base != "" && a.Body() != nil {
		o.URI = c.Base + a.Body().HeadOf().URL()
	}
	o.Identifiers = []Identifier{{ID: ID("identifier", key.Kind+":"+a.ID), Organization: o.ID, Scheme: scheme, Type: key.Kind, Identifier: a.ID}}
	if codes := a.Places(c.View); len(codes) <= mostLocations {
		for _, code := range codes {
			if m, ok := place.Find(code); ok {
				o.Locations = append(o.Locations, location(m))
			}
		}
	}
	return o
}

// attributes are the words that an insats says, each with its term, and last the
// record itself.
func (c Catalogue) attributes(x *insats.Insats, service string) []Attribute {
	var all []Attribute
	tree := record.TreeOf(x)
	add := func(path, vocabulary, word string) {
		term := termOf(c.Lang, vocabulary, word)
		all = append(all, Attribute{ID: ID("attribute", x.ID+":"+path+":"+word), LinkID: service, TermID: term.ID, LinkType: path, LinkEntity: "service", Value: word, Term: term})
	}
	for _, f := range insats.Insatser.Schema.Fields {
		eachWord(f, f.Name, tree[f.Name], add)
	}
	delete(tree, "source")
	whole, _ := json.Marshal(tree) // of texts, numbers and lists: it can always be written
	return append(all, Attribute{ID: ID("attribute", x.ID), LinkID: service, LinkType: exact, LinkEntity: "service", Value: string(whole)})
}

// eachWord hands on every word of a vocabulary within a value, with its path.
func eachWord(f *record.Field, path string, value any, add func(path, vocabulary, word string)) {
	switch v := value.(type) {
	case string:
		if f.Vocabulary != "" && v != "" {
			add(path, f.Vocabulary, v)
		}
	case []any:
		for i, item := range v {
			at := path
			if f.Elem.Type == record.Object {
				at = fmt.Sprintf("%s[%d]", path, i)
			}
			eachWord(f.Elem, at, item, add)
		}
	case record.Tree:
		for _, inner := range f.Object.Fields {
			eachWord(inner, path+"."+inner.Name, v[inner.Name], add)
		}
	}
}
