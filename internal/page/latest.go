package page

import (
	"slices"
	"time"

	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Change is one thing that has happened to the map: a record that was written,
// or a document that was read, whose records make one change together.
type Change struct {
	What   string // added, updated, confirmed, ended or imported
	At     time.Time
	Body   record.Body    // the record; for an import the first of them
	Source *record.Source // the document, for an import; nil if it cannot be seen
	Count  int            // how many records
}

// Latest gives the n latest changes of the map, the newest first.
func Latest(v *record.View, n int) []Change {
	all := Changes(v)
	return all[:min(n, len(all))]
}

// Changes gives the latest change of every record that the view shows, the
// newest first. It goes by the records as they are: what was done to one before
// is in its history.
func Changes(v *record.View) []Change {
	type question struct{}
	return slices.Clone(record.Once(v, question{}, func() []Change { return changes(v) }))
}

func changes(v *record.View) []Change {
	g := gathering{v: v, read: map[reading]int{}}
	v.Everything(func(b record.Body) {
		h := b.HeadOf()
		if !h.Kind.Kept && (h.Kind.Name != record.Sources.Name || !record.IsRegister(h.ID)) {
			g.add(Change{What: happened(v, b), At: h.ChangedAt, Body: b, Count: 1})
		}
	})
	slices.SortStableFunc(g.all, func(a, b Change) int { return b.At.Compare(a.At) })
	return g.all
}

// gathering puts together what was read from a document on a day.
type gathering struct {
	v    *record.View
	all  []Change
	read map[reading]int // where in all it stands
}

type reading struct {
	source string
	day    int64
}

func (g *gathering) add(c Change) {
	if c.What == "imported" {
		source := documentOf(c.Body.HeadOf())
		key := reading{source, c.At.Unix() / secondsInDay}
		if i, has := g.read[key]; has {
			g.all[i].Count++
			return
		}
		g.read[key] = len(g.all)
		c.Source = record.Sources.Find(g.v, source)
	}
	g.all = append(g.all, c)
}

const secondsInDay = 24 * 60 * 60

// documentOf is the id of the document a record was read from; a source is its
// own.
func documentOf(h *record.Head) string {
	if h.Kind.Name == record.Sources.Name {
		return h.ID
	}
	return h.Source
}

// happened tells what was last done to a record, from the record alone. What
// was confirmed by hand bears the day of that; what a document set does not.
func happened(v *record.View, b record.Body) string {
	h := b.HeadOf()
	confirmed := h.Confirmed != "" && h.Confirmed == record.Day(h.ChangedAt)
	isSource := h.Kind.Name == record.Sources.Name
	byHand := !isSource && record.IsRegister(h.Source) || isSource && confirmed
	switch {
	case h.Version > 1 && hasEnded(v, b):
		return "ended"
	case byHand && h.Version == 1:
		return "added"
	case byHand:
		return "updated"
	case confirmed && h.Version > 1:
		return "confirmed"
	}
	return "imported"
}

func hasEnded(v *record.View, b record.Body) bool {
	h := b.HeadOf()
	return h.EndedOn(v.Today()) || h.Kind.Ends != nil && h.Kind.Ends(b)
}

// Moments shows changes for {{template "timeline" .}}.
func Moments(v *record.View, l *text.Lang, changes []Change) web.Timeline {
	t := make(web.Timeline, len(changes))
	for i, c := range changes {
		t[i] = moment(v, l, c)
	}
	return t
}

func moment(v *record.View, l *text.Lang, c Change) web.Moment {
	m := web.Moment{
		When: l.Date(c.At), Stamp: c.At.Format(time.DateOnly),
		Tags: []web.Tag{{Text: l.T("change." + c.What), Color: changeColors[c.What]}},
	}
	if c.What == "imported" && c.Source != nil {
		m.Title, m.Href, m.Text = c.Source.Title, c.Source.URL(), l.T("change.imported.count", c.Count)
		return m
	}
	m.Title, m.Href, m.Text = Short(v.Title(c.Body), 90), c.Body.HeadOf().URL(), KindName(l, c.Body.HeadOf().Kind.Name)
	return m
}

var changeColors = map[string]string{"added": "success", "updated": "accent", "confirmed": "info", "ended": "warning"}

// Short cuts a long text after a whole word, for a heading or a list.
func Short(s string, most int) string { return text.Short(s, most) }
