package record

import (
	"strings"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/text"
)

// Teller tells of records in a report: as a view shows them, in a language, with
// what has become of each since the day that the report compares with.
type Teller struct {
	View  *View
	Lang  *text.Lang
	Marks map[Key]report.Mark
}

// T says a text in the language of the report.
func (t *Teller) T(key string, args ...any) string { return t.Lang.T(key, args...) }

// Mark is what has become of a record.
func (t *Teller) Mark(b Body) report.Mark { return t.Marks[b.HeadOf().Key()] }

// Words says a date as it is known: "1 juni 2019", "juni 2019" or "2019".
func (d Date) Words(l *text.Lang) string {
	switch len(d) {
	case 10:
		return l.Date(d.First())
	case 7:
		return l.Month(d.First())
	}
	return string(d)
}

// Named puts their names where a note names other records by their ids, as those
// who map write it for each other.
func (t *Teller) Named(note string) string {
	if !strings.ContainsAny(note, "/-") {
		return note
	}
	words := strings.Split(note, " ")
	for i, word := range words {
		if id := strings.Trim(word, ".,;:()'\"”"); strings.ContainsAny(id, "/-") {
			if title := t.titleOf(id); title != "" {
				words[i] = strings.Replace(word, id, "”"+title+"”", 1)
			}
		}
	}
	return strings.Join(words, " ")
}

func (t *Teller) titleOf(id string) string {
	for _, k := range t.View.Kinds().All {
		if key := (Key{k.Name, id}); t.View.Has(key) {
			return t.View.TitleOf(key)
		}
	}
	return ""
}
