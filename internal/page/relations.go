package page

import (
	"slices"
	"strings"

	"samkarta/internal/contact"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// RelationTable is how an actor and those it works with find each other, a row
// for each of them: {{template "relation-table" .Relations}}.
type RelationTable struct {
	Said
	Caption string
	Self    string // what the actor is called, for the heads of the columns
	Rows    []RelationRow
}

// RelationRow is one other actor, and both sides' tellings.
type RelationRow struct {
	Other  web.Cell
	Mine   []Telling // how the actor finds it
	Theirs []Telling // how it finds the actor
}

// Telling is what one side tells of working with the other.
type Telling struct {
	Href  string    // the page of the relation
	By    *web.Link // which unit it is told of, where that is not the actor itself
	Ease  *web.Tag
	Says  string // how much and in what form, in words
	Wants string
	Fresh *web.Freshness
}

// NewRelationTable puts relations from and to an actor beside each other. The
// first of ids is the actor; the rest are what is within it.
func NewRelationTable(v *record.View, l *text.Lang, relations []*contact.Relation, ids ...string) RelationTable {
	t := RelationTable{Said: Said{l}}
	at := map[string]int{}
	row := func(id string) *RelationRow {
		if _, ok := at[id]; !ok {
			at[id] = len(t.Rows)
			t.Rows = append(t.Rows, RelationRow{Other: EndCell(v, l, id)})
		}
		return &t.Rows[at[id]]
	}
	for _, r := range relations {
		from, to := slices.Contains(ids, r.From), slices.Contains(ids, r.To)
		if from {
			other := row(r.To)
			other.Mine = append(other.Mine, newTelling(v, l, r, r.From, ids[0]))
		}
		if to && !from {
			other := row(r.From)
			other.Theirs = append(other.Theirs, newTelling(v, l, r, r.To, ids[0]))
		}
	}
	text.SortBy(t.Rows, func(r RelationRow) string { return r.Other.Text + " " + r.Other.Note })
	return t
}

// newTelling shows a relation; end is its end on the actor's side.
func newTelling(v *record.View, l *text.Lang, r *contact.Relation, end, self string) Telling {
	t := Telling{Href: r.URL(), Ease: EaseTag(l, r.Ease), Says: telling(l, r), Fresh: FreshIn(v, l, r)}
	if len(r.Wants) > 0 {
		t.Wants = l.T("page.relations.wants", WordList(l, "wants", r.Wants))
	}
	if end != self {
		link := ActorLink(v, l, end)
		t.By = &link
	}
	return t
}

// telling says how much two work together, in what form and on what level.
func telling(l *text.Lang, r *contact.Relation) string {
	said := []string{l.T("page.relations.just")}
	if r.Intensity != "" {
		said[0] = l.T("page.relations.works", l.T("intensity."+r.Intensity))
	} else if r.Ease != "" || len(r.Wants) > 0 {
		said[0] = l.T("page.relations.works_some")
	}
	if r.Formality != "" && r.Formality != "unknown" {
		said = append(said, l.T("relation_formality."+r.Formality))
	}
	if r.Level != "" {
		said = append(said, l.T("level."+r.Level))
	}
	return strings.Join(said, ", ")
}

// Tellings is what one side tells, for the partial of the table.
type Tellings struct {
	Said
	Tellings []Telling
}

// Of gives tellings the voice of the table.
func (t RelationTable) Of(all []Telling) Tellings { return Tellings{t.Said, all} }
