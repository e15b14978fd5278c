package page

import (
	"slices"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// PlaceChoices are the municipalities with the codes, and the one that was asked
// for, in the order of their names.
func PlaceChoices(codes map[string]bool, asked string) []web.Option {
	var opts []web.Option
	if place.IsMunicipality(asked) && !codes[asked] {
		opts = append(opts, web.Option{Value: asked, Text: PlaceName(asked)})
	}
	for code, is := range codes {
		if is {
			opts = append(opts, web.Option{Value: code, Text: PlaceName(code)})
		}
	}
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}

// PartyChoices are the kinds of party, and then the parties, that a list has.
func PartyChoices(v *record.View, l *text.Lang, kinds, parties map[string]bool) []web.Option {
	opts := slices.DeleteFunc(Options(l, "party_kind"), func(o web.Option) bool { return !kinds[o.Value] })
	for i := range opts {
		opts[i].Group = l.T("page.choices.kinds")
	}
	for _, p := range party.Parties.All(v) {
		if parties[p.ID] {
			opts = append(opts, web.Option{Value: p.ID, Text: p.Name, Group: l.T("page.choices.parties")})
		}
	}
	return opts
}
