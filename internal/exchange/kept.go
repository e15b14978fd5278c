package exchange

import "samkarta/internal/record"

// The kinds in this file belong to areas that are not built yet. Their records
// are read strictly, kept whole and exported again, but shown nowhere. When an
// area is built, its kinds move there.

// Project is work that an association finances.
type Project struct {
	record.Head
	Name          string      `json:"name,omitempty" rule:"required"`
	Owner         string      `json:"owner,omitempty" ref:"party unit association"`
	Partners      []string    `json:"partners,omitempty" ref:"party unit association"`
	Association   string      `json:"association,omitempty" ref:"association"`
	Associations  []string    `json:"associations,omitempty" ref:"association"`
	Stage         string      `json:"stage,omitempty" enum:"project_stage"`
	Applied       record.Date `json:"applied,omitempty"`
	Starts        record.Date `json:"starts,omitempty"`
	Ends          record.Date `json:"ends,omitempty"`
	Budget        []Amount    `json:"budget,omitempty"`
	Outcome       []Amount    `json:"outcome,omitempty"`
	Shares        []Share     `json:"shares,omitempty"`
	Goals         []Goal      `json:"goals,omitempty"`
	Participants  *HeadCount  `json:"participants,omitempty"`
	Lessons       []string    `json:"lessons,omitempty"`
	ImplementedIn []string    `json:"implemented_in,omitempty" ref:"party unit"`
	Insats        string      `json:"insats,omitempty" ref:"insats"`
}

// Amount is a sum of money in kronor, for a post in a year.
type Amount struct {
	Year   int      `json:"year,omitempty" rule:"positive"`
	Post   string   `json:"post,omitempty"`
	Amount *float64 `json:"amount,omitempty"`
}

// Share is an association's part of what a project costs.
type Share struct {
	Association string   `json:"association,omitempty" ref:"association"`
	Basis       string   `json:"basis,omitempty"`
	Amount      *float64 `json:"amount,omitempty"`
}

// Goal is what a project set out to reach, and whether it did.
type Goal struct {
	Text        string   `json:"text,omitempty"`
	Metric      string   `json:"metric,omitempty"`
	Target      *float64 `json:"target,omitempty"`
	TargetUnit  string   `json:"target_unit,omitempty"`
	Outcome     *float64 `json:"outcome,omitempty"`
	OutcomeUnit string   `json:"outcome_unit,omitempty"`
	Met         string   `json:"met,omitempty" enum:"met"`
}

// HeadCount is how many were to take part, and how many did.
type HeadCount struct {
	Planned *int `json:"planned,omitempty" rule:"positive"`
	Actual  *int `json:"actual,omitempty" rule:"positive"`
}

// Meeting is a meeting of a forum or of an association's board.
type Meeting struct {
	record.Head
	Forum       string       `json:"forum,omitempty" ref:"forum"`
	Association string       `json:"association,omitempty" ref:"association"`
	Organ       string       `json:"body,omitempty"`
	Date        record.Date  `json:"date,omitempty"`
	Start       string       `json:"start,omitempty"`
	End         string       `json:"end,omitempty"`
	Place       string       `json:"place,omitempty"`
	Chair       string       `json:"chair,omitempty"`
	Adjusters   []string     `json:"adjusters,omitempty"`
	Attendance  []Attendance `json:"attendance,omitempty"`
	Items       []Item       `json:"items,omitempty"`
	Adjustment  *Adjustment  `json:"adjustment,omitempty"`
	Notice      *Notice      `json:"notice,omitempty"`
	Signatures  []Signature  `json:"signatures,omitempty"`
}

// Attendance is a function that was at a meeting, for all or some of its items.
type Attendance struct {
	Function string `json:"function,omitempty"`
	Actor    string `json:"actor,omitempty" ref:"party unit"`
	Present  *bool  `json:"present,omitempty"`
	Items    []int  `json:"items,omitempty"`
}

// Item is one matter of a meeting.
type Item struct {
	Number      *int     `json:"number,omitempty"`
	Title       string   `json:"title,omitempty"`
	Presenter   string   `json:"presenter,omitempty"`
	Discussion  string   `json:"discussion,omitempty"`
	Decision    string   `json:"decision,omitempty"`
	Attachments []string `json:"attachments,omitempty"`
}

// Adjustment is how and when the minutes were adjusted.
type Adjustment struct {
	Method string      `json:"method,omitempty" enum:"adjustment"`
	Date   record.Date `json:"date,omitempty"`
}

// Notice is when the adjusted minutes were announced, and where they are kept.
type Notice struct {
	Posted  record.Date `json:"posted,omitempty"`
	Removed record.Date `json:"removed,omitempty"`
	KeptAt  string      `json:"kept_at,omitempty"`
}

// Signature is one signature under minutes.
type Signature struct {
	Role   string `json:"role,omitempty"`
	Method string `json:"method,omitempty"`
	At     string `json:"at,omitempty"`
}

// GoodExample is collaboration that works, told so that others can do alike.
type GoodExample struct {
	record.Head
	Title        string           `json:"title,omitempty" rule:"required"`
	Municipality string           `json:"municipality,omitempty" ref:"municipality"`
	Actors       []string         `json:"actors,omitempty" ref:"party unit"`
	Why          []string         `json:"why,omitempty"`
	How          []string         `json:"how,omitempty"`
	Lessons      []string         `json:"lessons,omitempty"`
	Forums       []string         `json:"forums,omitempty" ref:"forum"`
	Insatser     []string         `json:"insatser,omitempty" ref:"insats"`
	Results      string           `json:"results,omitempty"`
	Contacts     []ExampleContact `json:"contacts,omitempty"`
}

// ExampleContact is a function that can tell more of a good example.
type ExampleContact struct {
	Function string `json:"function,omitempty"`
	Actor    string `json:"actor,omitempty" ref:"party unit"`
}

func kept[T any](k record.Kind, title func(*T) string) *record.Kind {
	k.Kept = true
	k.Title = func(_ *record.View, b record.Body) string { return title(any(b).(*T)) }
	return record.Define[T](k).Kind
}

// keptKinds are the kinds whose areas are not built yet.
var keptKinds = []*record.Kind{
	kept(record.Kind{Name: "project", List: "projects"}, func(x *Project) string { return x.Name }),
	kept(record.Kind{Name: "meeting", List: "meetings"}, func(x *Meeting) string { return x.HeadOf().ID }),
	kept(record.Kind{Name: "good_example", List: "good_examples"}, func(x *GoodExample) string { return x.Title }),
}
