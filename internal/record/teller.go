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

// mostRows is how many rows a table of an analysis shows in a text.
const mostRows = 20

// Shortened gives a table with its first rows, and the others in a table that
// only workbooks and data files hold; none if the table has no rows.
func (t *Teller) Shortened(table report.Table) []report.Block {
	switch n := len(table.Rows) - mostRows; {
	case len(table.Rows) == 0:
		return nil
	case n > 0:
		rest := table
		rest.Behind, rest.Rows, table.Rows = true, table.Rows[mostRows:], table.Rows[:mostRows]
		return []report.Block{table, report.Paragraph{Style: report.Quiet, Text: report.Say(t.T("reporting.rest", n))}, rest}
	}
	return []report.Block{table}
}
