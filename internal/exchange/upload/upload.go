package upload

import (
	"time"

	"samkarta/internal/exchange"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/record"
)

// Largest is how many bytes the files that are sent together may have. The
// command line takes larger ones.
const Largest = 64 << 20

// kept is how long an upload waits.
const kept = 24 * time.Hour

// File is one document as it was sent.
type File struct {
	Name    string
	Content []byte
}

// Upload is some documents that have been tried.
type Upload struct {
	KeptBy  string
	ID      string
	Author  string // the account that sent it
	At      time.Time
	Size    int64
	Preview Preview
	Job     *jobs.Job // what takes it in; nil until somebody says so
	Taken   *Taken    // what the job did, when it is done
}

// Until is when the upload is removed.
func (u *Upload) Until() time.Time { return u.At.Add(kept) }

// Preview is what taking the documents in would change.
type Preview struct {
	Files []string `json:"files"`
	Lists []List   `json:"lists"` // in the order of the format
}

// Sum gives the counts of all lists together.
func (p Preview) Sum() exchange.Counts { return sum(p.Lists) }

// Taken is what taking the documents in has changed.
type Taken struct {
	Lists []List `json:"lists"`
}

// Sum gives the counts of all lists together.
func (t Taken) Sum() exchange.Counts { return sum(t.Lists) }

func sum(lists []List) exchange.Counts {
	var sum exchange.Counts
	for _, l := range lists {
		sum.Added += l.Counts.Added
		sum.Changed += l.Counts.Changed
		sum.Ended += l.Counts.Ended
		sum.Unchanged += l.Counts.Unchanged
	}
	return sum
}

// List is what becomes of the records of one list.
type List struct {
	Kind    string          `json:"kind"`
	Kept    bool            `json:"kept,omitempty"` // its area is not built: the records are kept and not shown yet
	Counts  exchange.Counts `json:"counts"`
	Changes []Change        `json:"changes,omitempty"` // of a preview: the first of each outcome
}

// Of gives the changes with an outcome.
func (l List) Of(o record.Outcome) []Change {
	var of []Change
	for _, c := range l.Changes {
		if c.Outcome == o {
			of = append(of, c)
		}
	}
	return of
}

// Change is what becomes of one record.
type Change struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Outcome record.Outcome `json:"outcome"`
	Fields  []FieldChange  `json:"fields,omitempty"` // of one that is there already
}

// FieldChange is one field that gets another value; nil is no value.
type FieldChange struct {
	Field string `json:"field"`
	Old   any    `json:"old"`
	New   any    `json:"new"`
}

// mostShown is how many records of each outcome a preview lists for each list;
// the rest are counted.
const mostShown = 200

// preview gathers what a dry run found; v is the map before it.
func preview(v *record.View, files []File, s *exchange.Summary) Preview {
	p := Preview{Lists: listsOf(v.Kinds(), s)}
	for _, f := range files {
		p.Files = append(p.Files, f.Name)
	}
	at := map[string]int{}
	for i, l := range p.Lists {
		at[l.Kind] = i
	}
	shown := map[string]int{}
	for _, c := range s.Changes {
		key := c.Key.Kind + " " + string(c.Outcome)
		if shown[key]++; shown[key] <= mostShown {
			l := &p.Lists[at[c.Key.Kind]]
			l.Changes = append(l.Changes, newChange(v, c))
		}
	}
	return p
}

func listsOf(kinds *record.Kinds, s *exchange.Summary) []List {
	var lists []List
	for _, k := range kinds.All {
		if counts := s.Lists[k.List]; counts != nil {
			lists = append(lists, List{Kind: k.Name, Kept: k.Kept, Counts: *counts})
		}
	}
	return lists
}

func newChange(v *record.View, c record.Change) Change {
	change := Change{ID: c.Key.ID, Outcome: c.Outcome, Title: titleOf(v, c)}
	if c.Outcome == record.Added {
		return change
	}
	for _, f := range c.Fields {
		change.Fields = append(change.Fields, FieldChange{f.Field, f.Old, f.New})
	}
	return change
}

// titleOf is what a record is called that may not be on the map yet.
func titleOf(v *record.View, c record.Change) string {
	if v.Has(c.Key) {
		return v.TitleOf(c.Key)
	}
	said := map[string]string{}
	for _, f := range c.Fields {
		if s, ok := f.New.(string); ok {
			said[f.Field] = s
		}
	}
	for _, field := range []string{"name", "title", "text", "indicator"} {
		if said[field] != "" {
			return said[field]
		}
	}
	if said["from"] != "" {
		return said["from"] + " → " + said["to"] + said["into"]
	}
	return c.Key.ID
}
