package recordweb

import (
	"slices"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// find gives the id of what somebody has written in a field that points at
// something: its exact name as it is suggested, its id, or a name or a short
// name that only one thing has. What else is written is a fault which names the
// candidates.
func (d *directory) find(refs []string, typed string) (string, *fault.Field) {
	refs, typed = d.unmarked(refs, typed)
	for _, by := range []func(kind, typed string) []string{d.byLabel, d.byID, d.byName} {
		var found []string
		for _, kind := range refs {
			found = append(found, by(kind, typed)...)
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return "", d.ambiguous(refs, typed, found)
		}
	}
	if slices.Contains(d.ids, typed) {
		return typed, nil
	}
	return "", d.unknown(refs, typed)
}

// unmarked takes away the word for what a thing is; it is then sought among
// those only.
func (d *directory) unmarked(refs []string, typed string) ([]string, string) {
	for _, kind := range refs {
		if d.v.Kinds().Named(kind) == nil || len(refs) == 1 {
			continue
		}
		if name, ok := strings.CutSuffix(typed, d.kindMark(kind)); ok {
			return []string{kind}, name
		}
	}
	return refs, typed
}

func (d *directory) byLabel(kind, typed string) []string {
	switch kind {
	case "municipality", "region":
		return nil
	case "party_kind":
		for _, word := range record.Vocabulary("party_kind") {
			if page.Fold(page.AnyOf(d.v, d.l, word)) == page.Fold(typed) {
				return []string{word}
			}
		}
		return nil
	case party.Units.Name:
		if id := d.unitOfParty(typed); id != "" {
			return []string{id}
		}
	}
	return d.of(kind).byLabel[page.Fold(typed)]
}

// unitOfParty finds "Arbetsmarknadsenheten, Aneby kommun" by the party, without
// going through the units of all others.
func (d *directory) unitOfParty(typed string) string {
	for at := strings.LastIndex(typed, ","); at > 0; at = strings.LastIndex(typed[:at], ",") {
		for _, id := range d.named("party", typed[at+1:]) {
			for _, u := range party.Units.Pointing(d.v, record.Key{Kind: "party", ID: id}, "party") {
				if page.Fold(d.unitLabel(u)) == page.Fold(typed) {
					return u.ID
				}
			}
		}
	}
	return ""
}

func (d *directory) byID(kind, typed string) []string {
	is := d.v.Kinds().Values[kind]
	if is != nil && is(typed) || is == nil && d.v.Has(record.Key{Kind: kind, ID: typed}) {
		return []string{typed}
	}
	return nil
}

func (d *directory) byName(kind, typed string) []string {
	switch kind {
	case "municipality":
		if m, ok := place.ByName(typed); ok {
			return []string{m.Code}
		}
		return nil
	case "region":
		return regionsCalled(typed)
	case "party_kind":
		return nil // the plain word is the party's own name
	}
	return d.named(kind, typed)
}

func regionsCalled(typed string) []string {
	for _, r := range place.Regions() {
		if page.Fold(r.Name) == page.Fold(typed) || page.Fold(r.County) == page.Fold(typed) {
			return []string{r.Code}
		}
	}
	return nil
}

func (d *directory) ambiguous(refs []string, typed string, ids []string) *fault.Field {
	return &fault.Field{Key: "recordweb.ambiguous", Args: []any{typed, d.names(refs, ids)}}
}

func (d *directory) unknown(refs []string, typed string) *fault.Field {
	if like := d.like(refs, typed); len(like) > 0 {
		return &fault.Field{Key: "recordweb.did_you_mean", Args: []any{typed, d.names(refs, like)}}
	}
	return &fault.Field{Key: "recordweb.no_such." + sortOf(refs), Args: []any{typed}}
}

// sortOf says in the end of a text key what a field should have named.
func sortOf(refs []string) string {
	switch {
	case slices.Contains(refs, "forum") && len(refs) > 1:
		return "target"
	case slices.Contains(refs, "unit") && len(refs) > 1:
		return "actor"
	}
	return refs[0]
}

// names says some candidates, those nearby first.
func (d *directory) names(refs, ids []string) string {
	ids = page.Ordered(ids, func(id string) int { return d.near.order(d.v, id) })
	return page.SayCandidates(d.l, ids, func(id string) string { return d.label(refs, id) })
}

// like finds things in whose names every word that was written begins a word.
func (d *directory) like(refs []string, typed string) []string {
	words := page.TypedWords(typed)
	var ids []string
	for _, kind := range refs {
		if k := d.v.Kinds().Named(kind); k != nil && len(words) > 0 {
			for _, b := range d.v.All(k) {
				if d.isLike(b, words) {
					ids = append(ids, b.HeadOf().ID)
				}
			}
		}
	}
	return ids
}

func (d *directory) isLike(b record.Body, words page.Typed) bool {
	names := append(d.shortNames(b), d.v.Title(b))
	if u, isUnit := b.(*party.Unit); isUnit {
		names = append(names, d.v.TitleOf(record.Key{Kind: "party", ID: u.Party}))
		for _, code := range u.Serves(d.v) {
			names = append(names, page.PlaceName(code))
		}
	}
	return words.IsLike(names...)
}
