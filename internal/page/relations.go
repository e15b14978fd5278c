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
	Mine    string // the heads of the columns
	Theirs  string
	Rows    []RelationRow
	Also    []web.Link // relations that nothing more is told of than that they are there
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

// NewRelationTable puts relations from and to an actor, by the name that it is
// called in the heads of the columns, beside each other. The first of ids is
// the actor; the rest are what is within it.
func NewRelationTable(v *record.View, l *text.Lang, name string, relations []*contact.Relation, ids ...string) RelationTable {
	t := RelationTable{Said: Said{l}, Mine: l.T("page.relations.mine", name), Theirs: l.T("page.relations.theirs", name)}
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
		if isBare(r) {
			t.addBare(v, l, r, from)
			continue
		}
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
	text.SortBy(t.Also, func(l web.Link) string { return l.Text })
	return t
}

// isBare tells whether nothing more is told of a relation than that it is there.
func isBare(r *contact.Relation) bool {
	return r.Ease == "" && r.Intensity == "" && len(r.Wants) == 0 && (r.Formality == "" || r.Formality == "unknown")
}

// addBare names the other end of a bare relation, once, as a link to the
// relation.
func (t *RelationTable) addBare(v *record.View, l *text.Lang, r *contact.Relation, from bool) {
	other := r.From
	if from {
		other = r.To
	}
	end := EndCell(v, l, other)
	link := web.Link{Href: r.URL(), Text: end.Text, Note: end.Note}
	if !slices.ContainsFunc(t.Also, func(a web.Link) bool { return a.Text == link.Text && a.Note == link.Note }) {
		t.Also = append(t.Also, link)
	}
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
	said := []string{l.T("page.relations.works_some")}
	if r.Intensity != "" {
		said[0] = l.T("page.relations.works", l.T("intensity."+r.Intensity))
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
