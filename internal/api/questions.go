package api

import (
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// UnitQuestion chooses units; what is left empty chooses all.
type UnitQuestion struct {
	Municipality string
	Party        string
	Actor        string // it and all within it
	Type         string
	TargetGroup  string
	Age          *int
}

// Units answers which units there are.
func Units(v *record.View, q UnitQuestion) []Unit {
	shown := []Unit{}
	for _, u := range party.Units.All(v) {
		if q.takes(v, u) {
			shown = append(shown, UnitOf(v, u))
		}
	}
	return shown
}

func (q UnitQuestion) takes(v *record.View, u *party.Unit) bool {
	return (q.Municipality == "" || slices.Contains(u.Serves(v), q.Municipality)) &&
		(q.Party == "" || u.Party == q.Party) &&
		(q.Actor == "" || slices.Contains(party.Within(v, q.Actor), u.ID)) &&
		(q.Type == "" || u.Type == q.Type) &&
		(q.TargetGroup == "" || slices.Contains(u.TargetGroups, q.TargetGroup)) &&
		(q.Age == nil || party.ForAge(v, u.AgeMin, u.AgeMax, u.TargetGroups, *q.Age))
}

// Forums answers which forums there are.
func Forums(v *record.View, l *text.Lang, f forum.Filter) []Forum {
	shown := []Forum{}
	for _, x := range forum.List(v, f) {
		shown = append(shown, ForumOf(v, l, x))
	}
	return shown
}

// ContactQuestion chooses contact paths and relations.
type ContactQuestion struct {
	Municipality string
	From, Into   string // an end: an actor with all within it, or a kind of party
	Actor        string // at either end
	Ease         string
	Via          string // paths only
	Missing      bool   // paths only: those that are told of as missing
	Intensity    string // relations only
	Wants        string // relations only
}

func (q ContactQuestion) takes(v *record.View, from, into, place, ease string) bool {
	return (q.Municipality == "" || place == q.Municipality) && (q.Ease == "" || ease == q.Ease) &&
		isEnd(v, q.From, from) && isEnd(v, q.Into, into) &&
		(q.Actor == "" || isEnd(v, q.Actor, from) || isEnd(v, q.Actor, into))
}

// isEnd tells whether an end is what was asked for or within it.
func isEnd(v *record.View, asked, end string) bool {
	return asked == "" || asked == end || slices.Contains(party.Within(v, asked), end)
}

// Contacts answers which contact paths there are.
func Contacts(v *record.View, q ContactQuestion) []Contact {
	shown := []Contact{}
	for _, p := range contact.Paths.All(v) {
		if q.takes(v, p.From, p.Into, p.Municipality, p.Ease) && (q.Via == "" || p.Via == q.Via) && (!q.Missing || p.Missing()) {
			shown = append(shown, ContactOf(v, p))
		}
	}
	return shown
}

// Relations answers how actors find working with each other.
func Relations(v *record.View, q ContactQuestion) []Relation {
	shown := []Relation{}
	for _, r := range contact.Relations.All(v) {
		if q.takes(v, r.From, r.To, r.Municipality, r.Ease) && (q.Intensity == "" || r.Intensity == q.Intensity) &&
			(q.Wants == "" || slices.Contains(r.Wants, q.Wants)) {
			shown = append(shown, Relation{*r, standing(v, r)})
		}
	}
	return shown
}

// StatementQuestion chooses statements.
type StatementQuestion struct {
	Municipality string
	About        string // an actor with all within it, or a forum
	By           string
	Type         string
	Factor       string
	TargetGroup  string
	Perspective  string
}

// Statements answers what is said about the collaboration.
func Statements(v *record.View, q StatementQuestion) []Statement {
	shown := []Statement{}
	for _, s := range mapping.Statements.All(v) {
		if q.takes(v, s) {
			shown = append(shown, Statement{*s, standing(v, s)})
		}
	}
	return shown
}

func (q StatementQuestion) takes(v *record.View, s *mapping.Statement) bool {
	return (q.Municipality == "" || s.Municipality == q.Municipality) &&
		(q.About == "" || slices.ContainsFunc(s.About, func(id string) bool { return isEnd(v, q.About, id) })) &&
		(q.By == "" || isEnd(v, q.By, s.By) && s.By != "") &&
		(q.Type == "" || s.Type == q.Type) && (q.Factor == "" || s.Factor == q.Factor) &&
		(q.TargetGroup == "" || slices.Contains(s.TargetGroups, q.TargetGroup)) &&
		(q.Perspective == "" || s.Perspective == q.Perspective)
}

// Way is one way in.
type Way struct {
	Rank        int      `json:"rank"`
	Type        string   `json:"type" doc:"What it goes by: a word of via, or forum_shared, colocated, chain"`
	Over        string   `json:"over,omitempty" doc:"Id of the third actor of a chain"`
	Contact     *Contact `json:"contact,omitempty"`
	Forum       *Forum   `json:"forum,omitempty"`
	Actor       string   `json:"actor,omitempty" doc:"Id of the actor in the same house"`
	Extent      string   `json:"extent,omitempty" doc:"How much they share a house, in words"`
	Steps       []Way    `json:"steps,omitempty"`
	Score       float64  `json:"score"`
	Freshness   float64  `json:"freshness"`
	PersonBound bool     `json:"person_bound"`
	Reasons     []string `json:"reasons" doc:"Why it stands where it does"`
}

// Ways is the answer to "en väg in".
type Ways struct {
	From    string    `json:"from"`
	Into    string    `json:"into"`
	Ways    []Way     `json:"ways" doc:"Best first"`
	Missing []Contact `json:"missing" doc:"Ways that are told of as missing"`
}

// WaysIn answers how one actor finds its way into another.
func WaysIn(v *record.View, l *text.Lang, q contact.Question) Ways {
	found := contact.WaysIn(v, q)
	answer := Ways{From: q.From, Into: q.Into, Ways: waysOf(v, l, found.Ways), Missing: []Contact{}}
	for _, p := range found.Missing {
		answer.Missing = append(answer.Missing, ContactOf(v, p))
	}
	return answer
}

func waysOf(v *record.View, l *text.Lang, ways []contact.Way) []Way {
	shown := []Way{}
	for i, w := range ways {
		shown = append(shown, wayOf(v, l, i+1, w))
	}
	return shown
}

func wayOf(v *record.View, l *text.Lang, rank int, w contact.Way) Way {
	shown := Way{Rank: rank, Type: w.Type, Over: w.Over, Score: round(w.Score), Freshness: round(w.Freshness), PersonBound: w.PersonBound}
	for _, r := range w.Reasons {
		shown.Reasons = append(shown.Reasons, l.T(r.Key, r.Args...))
	}
	if w.Path != nil {
		c := ContactOf(v, w.Path)
		shown.Contact = &c
	}
	if w.Forum != nil {
		f := ForumOf(v, l, w.Forum)
		shown.Forum = &f
	}
	if w.House != nil {
		shown.Actor, shown.Extent = w.House.Actor, w.House.Extent
	}
	if len(w.Steps) > 0 {
		shown.Steps = waysOf(v, l, w.Steps)
	}
	return shown
}
