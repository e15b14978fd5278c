package page

import (
	"net/url"
	"strings"

	"samkarta/internal/platform/web"
)

// The names of what the lists of the map can be asked for (?kommun=0604), the
// same on every page, so that one can link to another.
const (
	AskMunicipality = "kommun"   // code
	AskAssociation  = "forbund"  // id
	AskActor        = "aktor"    // id of a party or a unit
	AskParty        = "part"     // id of a party, or a word of party_kind
	AskWith         = "med"      // words of party_kind and unit_kind that are all to be there
	AskAbout        = "om"       // statements: id of what they are about
	AskBy           = "av"       // statements: id of who says it
	AskGroup        = "malgrupp" // id of a target group
	AskFactor       = "faktor"   // word of factor
	AskStance       = "hallning" // statements: works, needs, wishes or thoughts
	AskLevel        = "niva"     // word of level
	AskFormality    = "form"     // word of formality
	AskAge          = "alder"    // years
	AskFrom         = "fran"     // a way in: id of who asks
	AskInto         = "till"     // a way in: id or kind of party of whom one needs
	AskText         = "q"
)

// Address is a path with what is asked for, in pairs of name and value; a pair
// without a value is left out: Address("/var", AskMunicipality, "0604"). The path
// may ask for something already.
func Address(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	if strings.Contains(path, "?") {
		return path + "&" + q.Encode()
	}
	return path + "?" + q.Encode()
}

// Narrows tells whether anything that is asked for narrows a list: all but its
// order, its page, the language and the day.
func Narrows(in *web.Input) bool {
	for name := range in.Values {
		switch name {
		case AskOrder, "page", "lang", dayCookie:
		default:
			if in.Get(name) != "" {
				return true
			}
		}
	}
	return false
}
