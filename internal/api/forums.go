package api

import (
	"context"
	"slices"
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// ForumQuestion chooses forums; what is left empty chooses all.
type ForumQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by" example:"arena"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: for this municipality" example:"0604"`
	Actor        []string `query:"actor" is:"actor" doc:"Ids: each of them sits in it, itself or by a unit of its own"`
	Parties      []string `query:"parties" is:"actor party_kind unit_kind" doc:"Actors, or kinds of party or unit: each of them sits in it" example:"aneby,af,social_insurance"`
	Without      []string `query:"without" is:"actor party_kind unit_kind" doc:"Actors, or kinds of party or unit: none of them sits in it"`
	Convener     string   `query:"convener" is:"actor" doc:"Id of who convenes it, itself or by a unit of its own"`
	Function     string   `query:"function" doc:"Words in the function that somebody sits there as" example:"rehabkoordinator"`
	Role         []string `query:"role" is:"role" doc:"Somebody sits there in one of these roles"`
	Kind         []string `query:"kind" is:"forum_kind" doc:"It is of one of these kinds"`
	Level        []string `query:"level" is:"level" doc:"It is on one of these levels"`
	Formality    []string `query:"formality" is:"formality" doc:"It is one of these; formal is recurring, with shared records, plan and follow-up"`
	Scope        []string `query:"scope" is:"scope" doc:"It has one of these scopes"`
	Status       []string `query:"status" is:"status" doc:"It is one of these; what is told of without a status is active"`
	TargetGroup  string   `query:"target_group" is:"target_group" doc:"Id of a target group"`
	Age          Number   `query:"age" least:"0" most:"120" doc:"It is for people of this age in years"`
	Held         Number   `query:"held" least:"1900" most:"2200" doc:"It is known how many meetings it held in this year"`
}

// Forums answers which forums there are.
func (m Map) Forums(q ForumQuestion) (Found[Forum], error) {
	if err := m.check(&q); err != nil {
		return Found[Forum]{}, err
	}
	all := forum.List(m.View, forum.Filter{Municipality: q.Municipality, Actors: q.Actor, Convener: q.Convener,
		Age: q.Age.Pointer(), Status: q.Status, TargetGroup: q.TargetGroup})
	seats := seating{with: m.seats(q.Parties), without: m.seats(q.Without)}
	named := m.among(forum.Forums.Name, q.Text)
	return found(slices.DeleteFunc(all, func(f *forum.Forum) bool {
		return !q.takes(f) || !named.has(f.ID) || !seats.take(f)
	}), m.Forum), nil
}

func (q ForumQuestion) takes(f *forum.Forum) bool {
	return oneOf(q.Kind, f.Type) && oneOf(q.Level, f.Level) && oneOf(q.Formality, f.KnownFormality()) && oneOf(q.Scope, f.Scope) &&
		(!q.Held.Given || slices.ContainsFunc(f.MeetingsHeld, func(h forum.Held) bool { return h.Year == q.Held.N })) &&
		(q.Function == "" && len(q.Role) == 0 || slices.ContainsFunc(f.Participants, q.takesSeat))
}

func (q ForumQuestion) takesSeat(p forum.Participant) bool {
	return oneOf(q.Role, p.Role) && strings.Contains(strings.ToLower(p.Function), strings.ToLower(q.Function))
}

// seating is who is to sit in a forum and who is not.
type seating struct{ with, without []ends }

func (m Map) seats(asked []string) []ends {
	all := make([]ends, len(asked))
	for i, one := range asked {
		all[i] = m.end(one)
	}
	return all
}

func (s seating) take(f *forum.Forum) bool {
	sits := func(e ends) bool {
		return slices.ContainsFunc(f.Participants, func(p forum.Participant) bool { return e.has(p.Actor) })
	}
	return !slices.ContainsFunc(s.with, func(e ends) bool { return !sits(e) }) && !slices.ContainsFunc(s.without, sits)
}

// Span is a number that is known at least and at most; null is not known.
type Span struct {
	Min *float64 `json:"min" nullable:"true"`
	Max *float64 `json:"max" nullable:"true"`
}

// Forum is a forum with what follows from it.
type Forum struct {
	forum.Forum
	Standing
	Name           string              `json:"name"`
	Type           string              `json:"kind" enum:"forum_kind"`
	Level          string              `json:"level" enum:"level"`
	Formality      string              `json:"formality" enum:"formality"`
	Scope          string              `json:"scope" enum:"scope"`
	Status         string              `json:"status" enum:"status"`
	Parties        []string            `json:"parties" doc:"Ids of the parties that sit in it, themselves or by a unit"`
	Absent         []string            `json:"absent" doc:"Ids of the four main parties of its municipalities that do not sit in it"`
	Participants   []forum.Participant `json:"participants"`
	Convener       string              `json:"convener"`
	TimesPerYear   Span                `json:"times_per_year" doc:"Meetings a year by its rhythm, least and most"`
	Rhythm         string              `json:"rhythm" doc:"Its rhythm in words"`
	AgeMin         *int                `json:"age_min" nullable:"true"`
	AgeMax         *int                `json:"age_max" nullable:"true"`
	Municipalities []string            `json:"municipalities"`
	TargetGroups   []string            `json:"target_groups"`
	MeetingsHeld   []forum.Held        `json:"meetings_held"`
}

// Forum shows a forum.
func (m Map) Forum(f *forum.Forum) Forum {
	shown := Forum{Forum: *f, Standing: m.standing(f), Name: f.Name, Type: f.Type, Level: f.Level, Formality: f.KnownFormality(),
		Scope: f.Scope, Status: f.KnownStatus(), Parties: list(f.Parties(m.View)), Absent: m.absent(f),
		Participants: list(f.Participants), Convener: f.Convener, AgeMin: f.AgeMin, AgeMax: f.AgeMax,
		Municipalities: list(f.Serves(m.View)), TargetGroups: list(f.TargetGroups), MeetingsHeld: list(f.MeetingsHeld)}
	if f.Frequency != nil {
		times := f.Frequency.PerYear()
		shown.TimesPerYear = Span{times.Min, times.Max}
		shown.Rhythm = f.Frequency.Words(m.Lang)
	}
	return shown
}

// absent gives the main parties that one would look for in a forum and not
// find: of the kinds that do not sit there, those that its municipalities have.
func (m Map) absent(f *forum.Forum) []string {
	ids := []string{}
	for _, kind := range f.Absent(m.View) {
		for _, code := range f.Serves(m.View) {
			for _, id := range m.mainParties(kind, code) {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// mainParties gives the parties of a kind that the associations of a
// municipality have; of municipalities only the one itself.
func (m Map) mainParties(kind, code string) []string {
	var ids []string
	for _, a := range party.Associations.Pointing(m.View, record.Key{Kind: "municipality", ID: code}, "municipalities") {
		for _, id := range a.Parties {
			p := party.Parties.Find(m.View, id)
			if p != nil && p.Type == kind && (kind != "municipality" || p.Municipality == code) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

type forumsInput struct {
	Paged
	ForumQuestion
}

func (s *Service) askForums(ctx context.Context, in *forumsInput) (*Answer[Page[Forum]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Forum], error) { return m.Forums(in.ForumQuestion) })
}
