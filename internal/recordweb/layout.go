package recordweb

import (
	"strings"

	"samkarta/internal/record"
)

// layout says how the form of a kind is laid out.
type layout struct {
	Groups []group
	// Own is the field that says whose a record is. Where an editor's own unit
	// stands in it, the editor may add the record; "" where editors add none.
	Own string
	// Sum names the fields that say in a line what somebody confirms.
	Sum string
}

// group is a part of a form under its own heading, recordweb.group.<Name>.
type group struct {
	Name   string
	Fields string // names, each with its hints: "name short_name:half purpose:area"
	Terms  string // ids of the words of the glossary that it explains
}

// standing is the last group of every form: how long the record holds, and
// where it was found.
var standing = group{Name: "standing", Fields: "valid_from:half valid_to:half note:area evidence"}

var layouts = map[string]layout{
	"association": {
		Groups: []group{
			{"what", "name short_name:half founded:half vision:area", "samordningsforbund"},
			{"area", "seat municipalities parties", "part"},
		},
		Sum: "municipalities parties",
	},
	"party": {
		Groups: []group{
			{"what", "kind name short_name:half", "part"},
			{"area", "municipality:half region:half", ""},
		},
		Sum: "kind municipality region",
	},
	"unit": {
		Groups: []group{
			{"what", "name short_name:half kind:half party part_of mission:area", "part"},
			{"whom", "municipality:half municipalities age_min:half age_max:half target_groups", "malgrupp"},
			{"house", "colocated_with supported_by_finsam:radios", "samlokalisering finansiell-samordning"},
		},
		Sum: "kind mission colocated_with",
	},
	"target_group": {
		Groups: []group{
			{"what", "name description:area age_min:half age_max:half", "malgrupp"},
			{"marks", "incomes conditions statuses", ""},
		},
		Sum: "age_min age_max incomes statuses",
	},
	"forum": {
		Groups: []group{
			{"what", "name short_name:half kind:half purpose:area", "samverkansforum"},
			{"who", "convener participants", "part"},
			{"meets", "frequency level:radios formality:radios status:half created:half meetings_held", "formellt-forum informellt-forum"},
			{"whom", "municipalities target_groups age_min:half age_max:half", "malgrupp"},
			{"more", "topics aliases scope:half agreement", "overenskommelse"},
		},
		Own: "convener",
		Sum: "frequency participants",
	},
	"agreement": {
		Groups: []group{
			{"what", "name kind:half status:half about:area signed", "overenskommelse lokal-overenskommelse"},
			{"who", "parties", "part"},
			{"whom", "target_groups forum_ids", "malgrupp samverkansforum"},
		},
		Sum: "parties about",
	},
	"relation": {
		Groups: []group{
			{"sides", "from to municipality:half level:half", "part"},
			{"how", "intensity:half ease:half formality:radios wants", ""},
		},
		Own: "from",
		Sum: "intensity ease wants",
	},
	"contact_path": {
		Groups: []group{
			{"ends", "from into municipality:half", "en-vag-in kontaktvag"},
			{"way", "exists:radios via:half function:half channels ease:half person_bound:radios", "funktionsbrevlada"},
		},
		Own: "into",
		Sum: "via function channels",
	},
	"statement": {
		Groups: []group{
			{"said", "text:area kind:half factor:half heading", "samverkansfaktor"},
			{"about", "about municipality:half target_groups", "malgrupp"},
			{"sayer", "by perspective:half", ""},
		},
		Own: "by",
		Sum: "kind factor",
	},
	"insats": { // whose form is its area's own
		Own: "provider",
		Sum: "provider status eligibility",
	},
	"observation": { // which comes out of documents
		Sum: "value value_min value_max unit",
	},
	"source": {
		Groups: []group{
			{"what", "title kind:half language:half publisher date", ""},
		},
		Sum: "publisher date",
	},
}

// The ways in which a field is asked for.
const (
	asLine      = "line"
	asArea      = "area"
	asLines     = "lines" // a list of texts, one a line
	asDate      = "date"
	asNumber    = "number"
	asSelect    = "select"
	asRadios    = "radios"
	asChecks    = "checks"
	asFlag      = "flag"   // yes, no or not said
	asName      = "name"   // an id, asked for by name
	asNames     = "names"  // several
	asPlaces    = "places" // several municipalities
	asRows      = "rows"   // a list of things
	asFrequency = "frequency"
)

// asked is a field as a form asks for it.
type asked struct {
	*record.Field
	As   string
	Half bool
}

// fields gives the fields of a group of a kind.
func (g group) fields(k *record.Kind) []asked {
	var all []asked
	for _, word := range strings.Fields(g.Fields) {
		name, hint, _ := strings.Cut(word, ":")
		f := k.Schema.Field(name)
		all = append(all, asked{Field: f, As: wayOf(f, hint), Half: hint == "half"})
	}
	return all
}

// groupsOf gives the groups of the form of a kind.
func groupsOf(k *record.Kind) []group {
	return append(layouts[k.Name].Groups[:len(layouts[k.Name].Groups):len(layouts[k.Name].Groups)], standing)
}

// fieldsOf gives all fields of the form of a kind.
func fieldsOf(k *record.Kind) []asked {
	var all []asked
	for _, g := range groupsOf(k) {
		all = append(all, g.fields(k)...)
	}
	return all
}

// wayOf is how a field is asked for: by its type, unless the layout hints at
// another way.
func wayOf(f *record.Field, hint string) string {
	switch {
	case f.Type == record.Flag:
		return asFlag
	case hint == "area", hint == "radios":
		return hint
	case f.Vocabulary != "":
		return asSelect
	case f.Refs != nil:
		return asName
	case f.Type == record.Calendar:
		return asDate
	case f.Type == record.Integer:
		return asNumber
	case f.Type == record.List:
		return wayOfList(f.Elem)
	case f.Type == record.Object:
		return asFrequency
	}
	return asLine
}

func wayOfList(elem *record.Field) string {
	switch {
	case elem.Type == record.Object:
		return asRows
	case elem.Vocabulary != "":
		return asChecks
	case len(elem.Refs) == 1 && elem.Refs[0] == "municipality":
		return asPlaces
	case elem.Refs != nil:
		return asNames
	}
	return asLines
}

// columns gives the fields of one row of a list of things.
func (a asked) columns() []asked {
	var all []asked
	for _, f := range a.Elem.Object.Fields {
		all = append(all, asked{Field: f, As: wayOf(f, ""), Half: f.Refs == nil})
	}
	return all
}
