package party

import "samkarta/internal/record"

// Places are the municipalities that the actor serves; none if it is not bound
// to any.
func (a Actor) Places(v *record.View) []string {
	switch {
	case a.Unit != nil:
		return a.Unit.Serves(v)
	case a.Party == nil || a.Party.Municipality == "":
		return nil
	}
	return []string{a.Party.Municipality}
}

// PlacesOf are the municipalities that the actor with the id serves; none if it
// cannot be seen.
func PlacesOf(v *record.View, id string) []string {
	a, _ := FindActor(v, id)
	return a.Places(v)
}
