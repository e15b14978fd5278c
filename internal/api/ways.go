package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/contact"
	"samkarta/internal/platform/fault"
)

// WayQuestion asks for a way in.
type WayQuestion struct {
	From         string `query:"from" json:"from" is:"actor party_kind unit_kind" required:"true" doc:"Who I am: an actor, or a kind of party or unit" example:"fk"`
	Into         string `query:"into" json:"into" is:"actor party_kind unit_kind" required:"true" doc:"Whom I need, likewise" example:"af"`
	Municipality string `query:"municipality" json:"municipality,omitempty" is:"municipality" doc:"Code or name; left out: that of one of the ends, if it has only one" example:"0604"`
}

// Person is whom a way in is about. It is used for the answer and kept nowhere.
type Person struct {
	Age       *int     `json:"age,omitempty" minimum:"0" maximum:"120" doc:"In years"`
	Situation []string `json:"situation,omitempty" doc:"Words of income, condition and person_status"`
}

const oldest = 120

// Way is one way in.
type Way struct {
	Rank        int      `json:"rank" doc:"1 is the best"`
	Type        string   `json:"type" doc:"What it goes by: a word of via, or forum_shared, colocated, chain; a step of a chain also colleague or passed_on"`
	Advice      string   `json:"advice" doc:"What to do, in words"`
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
	From         string    `json:"from"`
	Into         string    `json:"into"`
	Municipality string    `json:"municipality" doc:"Code of the municipality that was answered for; empty is any"`
	Ways         []Way     `json:"ways" doc:"Best first"`
	Missing      []Contact `json:"missing" doc:"Ways that are told of as missing"`
	Hard         []Contact `json:"hard" doc:"What is told of getting in being hard, where no way is named"`
	Shortest     Route     `json:"shortest" doc:"The way with the fewest steps, over others too; of those the surest"`
	Surest       Route     `json:"surest" doc:"The way that is most to be trusted"`
	NotForAge    int       `json:"not_for_age" doc:"Forums left out because they are not for the person's age"`
}

// WaysIn answers how one actor finds its way into another.
func (m Map) WaysIn(q WayQuestion, about Person) (Ways, error) {
	if err := m.check(&q); err != nil {
		return Ways{}, err
	}
	if err := about.check(); err != nil {
		return Ways{}, err
	}
	got := contact.WaysIn(m.View, contact.Question{From: q.From, Into: q.Into, Municipality: q.Municipality, Age: about.Age, Situation: about.Situation})
	shortest, surest := m.routes(q)
	return Ways{From: q.From, Into: q.Into, Municipality: got.Place, Ways: m.ways(got.Ways), NotForAge: got.NotFor, Shortest: shortest, Surest: surest,
		Missing: found(got.Missing, m.Contact).All(), Hard: found(got.Hard, m.Contact).All()}, nil
}

func (p Person) check() error {
	var faults []fault.Field
	if p.Age != nil && (*p.Age < 0 || *p.Age > oldest) {
		faults = append(faults, fault.Field{Path: "age", Key: "api.bad_age"})
	}
	words := allowed([]string{"income", "condition", "person_status"})
	for _, word := range p.Situation {
		if !slices.Contains(words, word) {
			faults = append(faults, fault.Field{Path: "situation", Key: "record.not_one_of", Args: []any{word, strings.Join(words, ", ")}})
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return badQuestion(faults)
}

func (m Map) ways(ways []contact.Way) []Way {
	shown := make([]Way, len(ways))
	for i, w := range ways {
		shown[i] = m.way(i+1, w)
	}
	return shown
}

func (m Map) way(rank int, w contact.Way) Way {
	shown := Way{Rank: rank, Type: w.Type, Advice: w.Advice(m.View, m.Lang), Over: w.Over, Score: round(w.Score),
		Freshness: round(w.Freshness), PersonBound: w.PersonBound, Reasons: make([]string, len(w.Reasons))}
	for i, r := range w.Reasons {
		shown.Reasons[i] = r.Say(m.Lang)
	}
	if w.Path != nil {
		c := m.Contact(w.Path)
		shown.Contact = &c
	}
	if w.Forum != nil {
		f := m.Forum(w.Forum)
		shown.Forum = &f
	}
	if w.House != nil {
		shown.Actor, shown.Extent = w.House.Actor, w.House.Extent
	}
	if len(w.Steps) > 0 {
		shown.Steps = m.ways(w.Steps)
	}
	return shown
}

type pathInput struct {
	Asked
	WayQuestion
}

func (s *Service) askPath(ctx context.Context, in *pathInput) (*Answer[Ways], error) {
	return answer(ctx, s, in.Asked, func(m Map) (Ways, error) { return m.WaysIn(in.WayQuestion, Person{}) })
}

// pathBody is the question with what is known of the person. It is sent in the
// body, for addresses are kept in histories and logs.
type pathBody struct {
	WayQuestion
	Person
}

type pathBodyInput struct {
	AsOf    string `query:"as_of" doc:"The map as it stood on this day: YYYY, YYYY-MM or YYYY-MM-DD"`
	RawBody []byte
}

func (s *Service) askPathFor(ctx context.Context, in *pathBodyInput) (*Answer[Ways], error) {
	c := callerOf(ctx)
	body, err := readBody[pathBody](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	m, err := s.mapFor(ctx, c, in.AsOf)
	if err != nil {
		return nil, c.problem(err)
	}
	ways, err := m.WaysIn(body.WayQuestion, body.Person)
	if err != nil {
		return nil, c.problem(err)
	}
	return &Answer[Ways]{CacheControl: "no-store", Body: ways}, nil
}

func (s *Service) waysIn(api huma.API) {
	get(api, "/path", "way-in", "En väg in: the ways from one actor into another, best first", s.askPath)
	send(api, huma.Operation{OperationID: "way-in-for", Method: http.MethodPost, Path: prefix + "/path", Tags: []string{"map"},
		Summary:     "En väg in for a person of an age and in a situation",
		Description: "Nothing of what is sent is kept."}, bodyOf[pathBody](api, "PathQuestion"), s.askPathFor)
}
