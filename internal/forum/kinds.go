package forum

import (
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/record"
)

// Forums is the kind of the forums.
var Forums = record.Define[Forum](record.Kind{
	Name: "forum", List: "forums", Path: "/forum/",
	Title: func(_ *record.View, b record.Body) string { return b.(*Forum).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		f := b.(*Forum)
		return append([]string{f.ShortName}, f.Aliases...), append([]string{f.Purpose, f.Note}, f.Topics...)
	},
	Places:   func(_ *record.View, b record.Body) []string { return b.(*Forum).Municipalities },
	Owners:   func(b record.Body) []string { return []string{b.(*Forum).Convener} },
	Ends:     func(b record.Body) bool { return b.(*Forum).Status == "ended" },
	SetEnded: func(b record.Body) { b.(*Forum).Status = "ended" },
	Check:    func(b record.Body) []fault.Field { return b.(*Forum).faults() },
	Slug: func(b record.Body) string {
		f := b.(*Forum)
		where, _, _ := strings.Cut(f.Convener, "/")
		if where == "" {
			return id.Slug(f.Name)
		}
		return where + "/" + id.Slug(f.Name)
	},
})

// Agreements is the kind of the agreements.
var Agreements = record.Define[Agreement](record.Kind{
	Name: "agreement", List: "agreements", Path: "/overenskommelser/",
	Title: func(_ *record.View, b record.Body) string { return b.(*Agreement).Name },
	Words: func(_ *record.View, b record.Body) ([]string, []string) {
		a := b.(*Agreement)
		return nil, []string{a.About, a.Note}
	},
	Places:   agreementPlaces,
	Ends:     func(b record.Body) bool { return b.(*Agreement).Status == "ended" },
	SetEnded: func(b record.Body) { b.(*Agreement).Status = "ended" },
})

// agreementPlaces are the municipalities of those who agreed.
func agreementPlaces(v *record.View, b record.Body) []string {
	var codes []string
	for _, id := range b.(*Agreement).Parties {
		if p := party.Parties.Find(v, party.PartyOf(v, id)); p != nil && p.Municipality != "" {
			codes = append(codes, p.Municipality)
		}
	}
	return codes
}

func (f *Forum) faults() []fault.Field {
	faults := party.CheckAges(f.AgeMin, f.AgeMax)
	if f.Frequency == nil {
		return faults
	}
	for _, wrong := range f.Frequency.Faults() {
		wrong.Path = strings.TrimSuffix("frequency."+wrong.Path, ".")
		faults = append(faults, wrong)
	}
	return faults
}
