package api

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/insight"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Map is the map as somebody asks of it: what he may see, in which language, and
// how it is searched.
type Map struct {
	*record.View
	Lang *text.Lang
	Find Finder
	// Insight keeps what the analyses share; nil: it is worked out for each.
	Insight *insight.Service
	// On gives the same map on another day.
	On func(day record.Date) (*record.View, error)
}

// check finds out whether everything is there that a question names, and puts
// codes for the names of municipalities. What a field may hold its tag says: one
// or several of municipality, region, actor, the kinds of record and the vocabularies.
// The faults' paths are the names of the parameters.
func (m Map) check(question any) error {
	c := &checking{m: m}
	c.all(reflect.ValueOf(question).Elem())
	if len(c.faults) == 0 {
		return nil
	}
	return badQuestion(c.faults)
}

// checking is the check of one question.
type checking struct {
	m      Map
	faults []fault.Field
}

func (c *checking) fail(name, key string, args ...any) {
	c.faults = append(c.faults, fault.Field{Path: name, Key: key, Args: args})
}

func (c *checking) all(v reflect.Value) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.Anonymous {
			c.all(v.Field(i))
		} else if name := sf.Tag.Get("query"); name != "" {
			c.field(name, sf.Tag, v.Field(i).Addr().Interface())
		}
	}
}

func (c *checking) field(name string, tag reflect.StructTag, value any) {
	is := strings.Fields(tag.Get("is"))
	switch x := value.(type) {
	case *string:
		if *x == "" && tag.Get("required") == "true" {
			c.fail(name, "record.required")
		} else if *x != "" && len(is) > 0 {
			c.value(name, is, x)
		}
	case *[]string:
		*x = slices.DeleteFunc(*x, func(s string) bool { return s == "" })
		for i := range *x {
			if len(is) > 0 {
				c.value(name, is, &(*x)[i])
			}
		}
	case *Number:
		least, _ := strconv.Atoi(tag.Get("least"))
		most, _ := strconv.Atoi(tag.Get("most"))
		if x.Given && (x.N < least || x.N > most) {
			c.fail(name, "api.out_of_range", strconv.Itoa(x.N), strconv.Itoa(least), strconv.Itoa(most))
		}
	}
}

// value checks one value against what it may be.
func (c *checking) value(name string, is []string, x *string) {
	for _, one := range is {
		if c.fits(one, x) {
			return
		}
	}
	words := allowed(is)
	switch {
	case is[0] == "municipality":
		c.fail(name, "api.unknown_municipality", *x)
	case is[0] == "region":
		c.fail(name, "record.unknown_region", *x)
	case len(words) > 0 && is[0] != "actor":
		c.fail(name, "record.not_one_of", *x, strings.Join(words, ", "))
	default:
		c.unknown(name, is, words, *x)
	}
}

func (c *checking) fits(is string, x *string) bool {
	switch is {
	case "municipality":
		m, ok := place.ByName(*x)
		if ok {
			*x = m.Code
		}
		return ok
	case "region":
		return place.IsRegion(*x)
	case "actor":
		_, ok := party.FindActor(c.m.View, *x)
		return ok
	}
	if c.m.Kinds().Named(is) != nil {
		return c.m.Has(record.Key{Kind: is, ID: *x})
	}
	return slices.Contains(vocabulary(is), *x)
}

// vocabulary gives the words that a name stands for, also those that no record
// has but that follow from one.
func vocabulary(name string) []string {
	switch name {
	case "stance":
		return mapping.Stances()
	case "load_by":
		return []string{insight.ByUnit, insight.ByParty, insight.ByFunction}
	case "grid_stage":
		return insats.Stages()
	case "reach":
		return insats.Reaches()
	case "gap_count":
		return []string{"certain", "possible"}
	case "gap_change":
		return insats.Changes()
	case "hsds_format":
		return []string{"json", "ndjson"}
	case "tie", "size_by":
		return networkWords[name]
	}
	return record.Vocabulary(name)
}

// allowed gives the words that a value may be.
func allowed(is []string) []string {
	var words []string
	for _, one := range is {
		for _, word := range vocabulary(one) {
			if !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}

// unknown says that there is nothing with the id, and what may be meant.
func (c *checking) unknown(name string, is, words []string, id string) {
	if near := c.near(is, id); len(near) > 0 {
		c.fail(name, "api.unknown_near", id, strings.Join(near, ", "))
	} else if len(words) > 0 {
		c.fail(name, "api.unknown_end", id)
	} else {
		c.fail(name, "api.unknown", id)
	}
}

// near gives ids that may be meant: those that are written almost so, or else
// what a search for it finds.
func (c *checking) near(is []string, id string) []string {
	var kinds, ids []string
	for _, one := range is {
		if one == "actor" {
			kinds = append(kinds, party.Parties.Name, party.Units.Name)
		} else if c.m.Kinds().Named(one) != nil {
			kinds = append(kinds, one)
		}
	}
	for _, kind := range kinds {
		for _, b := range c.m.All(c.m.Kinds().Named(kind)) {
			if written := b.HeadOf().ID; typos(written, id, mostTypos) <= mostTypos {
				ids = append(ids, written)
			}
		}
	}
	if len(ids) == 0 && c.m.Find != nil {
		for _, h := range c.m.Find(c.m.View, SearchQuestion{Text: plainWords.Replace(id), Kinds: kinds, Limit: mostNear}).Hits {
			ids = append(ids, h.ID)
		}
	}
	return ids[:min(len(ids), mostNear)]
}

// How many letters may differ in an id that is written almost so, and how many
// ids are named where one is not there.
const (
	mostTypos = 2
	mostNear  = 3
)

var plainWords = strings.NewReplacer("/", " ", "-", " ", "_", " ")

// typos counts the letters in which two ids differ (Levenshtein); more than most
// if there are more.
func typos(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// set is a set of ids; nil takes in all.
type set map[string]bool

func (s set) has(id string) bool { return s == nil || s[id] }

func (s set) hasAny(ids []string) bool {
	return s == nil || slices.ContainsFunc(ids, func(id string) bool { return s[id] })
}

func setOf(ids ...string) set {
	if len(ids) == 0 {
		return nil
	}
	s := make(set, len(ids))
	for _, id := range ids {
		s[id] = true
	}
	return s
}

// within is the actors with all that belongs to them; all if none is given.
func (m Map) within(actors ...string) set {
	var s set
	for _, id := range actors {
		if id == "" {
			continue
		}
		if s == nil {
			s = set{}
		}
		for _, one := range party.Within(m.View, id) {
			s[one] = true
		}
	}
	return s
}

// ends is who may stand at an end or sit in a forum: an actor with all within
// it, or whoever is of a kind of party or unit.
type ends struct{ ids set }

// end looks up who is meant once for a whole list.
func (m Map) end(asked string) ends {
	if slices.Contains(allowed([]string{"party_kind", "unit_kind"}), asked) {
		return ends{m.ofKind(asked)}
	}
	return ends{m.within(asked)}
}

// ofKind is the kind itself, the parties of it with their units, and the units
// of it.
func (m Map) ofKind(kind string) set {
	s := set{kind: true}
	for _, b := range m.WithEnded(party.Parties.Kind) {
		if p := party.Parties.As(b); p.Type == kind {
			s[p.ID] = true
		}
	}
	for _, b := range m.WithEnded(party.Units.Kind) {
		if u := party.Units.As(b); u.Type == kind || s[u.Party] {
			s[u.ID] = true
		}
	}
	return s
}

func (e ends) has(id string) bool { return e.ids.has(id) }

// among is the ids of the records of a kind that have the words; all if there
// are no words.
func (m Map) among(kind, words string) set {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	s := set{}
	for _, h := range m.Find(m.View, SearchQuestion{Text: words, Kinds: []string{kind}}).Hits {
		s[h.ID] = true
	}
	return s
}

// oneOf tells whether a word is one of those asked for, if any are.
func oneOf(asked []string, word string) bool { return len(asked) == 0 || slices.Contains(asked, word) }
