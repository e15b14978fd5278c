package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// SearchQuestion is a search over the map.
type SearchQuestion struct {
	Text, Municipality, Party string
	Kinds                     []string
	Limit, Offset             int
}

// SearchAnswer is what a search found.
type SearchAnswer struct {
	Total     int      `json:"total"`
	Corrected []string `json:"corrected" doc:"Words that were taken for something else that was typed"`
	Hits      []Hit    `json:"hits"`
}

// Hit is one thing found.
type Hit struct {
	Kind           string   `json:"kind"`
	ID             string   `json:"id"`
	Title          string   `json:"title"`
	URL            string   `json:"url"`
	Score          float64  `json:"score"`
	Municipalities []string `json:"municipalities"`
}

// questions makes the operations that ask more than for records by their id.
func (s *Service) questions(api huma.API) {
	get(api, "/forums", "list-forums", "Which forums there are", s.askForums)
	get(api, "/units", "list-units", "Which units there are", s.askUnits)
	get(api, "/contact_paths", "list-contact-paths", "Which contact paths there are", s.askContacts)
	get(api, "/relations", "list-relations", "How actors find working with each other", s.askRelations)
	get(api, "/statements", "list-statements", "What is said about the collaboration", s.askStatements)
	get(api, "/path", "way-in", "En väg in: the ways from one actor into another, best first", s.askPath)
	get(api, "/search", "search", "Search the map", s.askSearch)
}

func get[I, O any](api huma.API, path, id, summary string, h func(context.Context, *I) (*O, error)) {
	huma.Register(api, huma.Operation{OperationID: id, Method: http.MethodGet, Path: prefix + path, Summary: summary,
		Errors: []int{http.StatusNotModified, http.StatusNotFound, http.StatusUnprocessableEntity}}, h)
}

type forumsInput struct {
	Paged
	Municipality string `query:"municipality" doc:"Code: for this municipality" example:"0604"`
	Actor        string `query:"actor" doc:"Ids, comma between: all of them sit in it, themselves or by a unit"`
	Parties      string `query:"parties" doc:"Parties, units or kinds of party, comma between: all of them sit in it"`
	Convener     string `query:"convener" doc:"Id of who convenes it"`
	Age          int    `query:"age" default:"-1" minimum:"-1" maximum:"120" doc:"It is for people of this age in years"`
	Level        string `query:"level" enum:"individual,operational,strategic,political"`
	Formality    string `query:"formality" enum:"formal,informal,unknown"`
	Kind         string `query:"kind"`
	Status       string `query:"status" doc:"One or several, comma between"`
	TargetGroup  string `query:"target_group"`
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func ageOf(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

func (s *Service) askForums(ctx context.Context, in *forumsInput) (*Answer[Page[Forum]], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, l *text.Lang) (Page[Forum], error) {
		return pageOf(in.Paged, Forums(v, l, forum.Filter{Municipality: in.Municipality, Actors: split(in.Actor),
			Parties: split(in.Parties), Convener: in.Convener, Age: ageOf(in.Age), Level: in.Level, Formality: in.Formality,
			Type: in.Kind, Status: split(in.Status), TargetGroup: in.TargetGroup})), nil
	})
}

type unitsInput struct {
	Paged
	Municipality string `query:"municipality"`
	Party        string `query:"party"`
	Actor        string `query:"actor" doc:"It and all within it"`
	Kind         string `query:"kind"`
	TargetGroup  string `query:"target_group"`
	Age          int    `query:"age" default:"-1" minimum:"-1" maximum:"120"`
}

func (s *Service) askUnits(ctx context.Context, in *unitsInput) (*Answer[Page[Unit]], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) (Page[Unit], error) {
		return pageOf(in.Paged, Units(v, UnitQuestion{in.Municipality, in.Party, in.Actor, in.Kind, in.TargetGroup, ageOf(in.Age)})), nil
	})
}

type contactsInput struct {
	Paged
	Municipality string `query:"municipality"`
	From         string `query:"from" doc:"An actor with all within it, or a kind of party"`
	Into         string `query:"into"`
	Actor        string `query:"actor" doc:"At either end"`
	Ease         string `query:"ease" enum:"hard,fairly_hard,fairly_easy,easy,mixed"`
	Via          string `query:"via"`
	Missing      bool   `query:"missing" doc:"Only ways that are told of as missing"`
}

func (s *Service) askContacts(ctx context.Context, in *contactsInput) (*Answer[Page[Contact]], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) (Page[Contact], error) {
		return pageOf(in.Paged, Contacts(v, ContactQuestion{Municipality: in.Municipality, From: in.From, Into: in.Into,
			Actor: in.Actor, Ease: in.Ease, Via: in.Via, Missing: in.Missing})), nil
	})
}

type relationsInput struct {
	Paged
	Municipality string `query:"municipality"`
	From         string `query:"from"`
	To           string `query:"to"`
	Actor        string `query:"actor"`
	Ease         string `query:"ease" enum:"hard,fairly_hard,fairly_easy,easy,mixed"`
	Intensity    string `query:"intensity" enum:"none,least,some,much,most"`
	Wants        string `query:"wants" enum:"more,easier,structured,formal"`
}

func (s *Service) askRelations(ctx context.Context, in *relationsInput) (*Answer[Page[Relation]], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) (Page[Relation], error) {
		return pageOf(in.Paged, Relations(v, ContactQuestion{Municipality: in.Municipality, From: in.From, Into: in.To,
			Actor: in.Actor, Ease: in.Ease, Intensity: in.Intensity, Wants: in.Wants})), nil
	})
}

type statementsInput struct {
	Paged
	Municipality string `query:"municipality"`
	About        string `query:"about" doc:"An actor with all within it, or a forum"`
	By           string `query:"by"`
	Kind         string `query:"kind"`
	Factor       string `query:"factor"`
	TargetGroup  string `query:"target_group"`
	Perspective  string `query:"perspective"`
}

func (s *Service) askStatements(ctx context.Context, in *statementsInput) (*Answer[Page[Statement]], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) (Page[Statement], error) {
		return pageOf(in.Paged, Statements(v, StatementQuestion{in.Municipality, in.About, in.By, in.Kind, in.Factor, in.TargetGroup, in.Perspective})), nil
	})
}

type pathInput struct {
	Asked
	From         string `query:"from" required:"true" doc:"Who I am: an actor, or a kind of party"`
	Into         string `query:"into" required:"true" doc:"Whom I need: an actor, or a kind of party"`
	Municipality string `query:"municipality"`
}

func (s *Service) askPath(ctx context.Context, in *pathInput) (*Answer[Ways], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, l *text.Lang) (Ways, error) {
		if faults := unknownEnds(v, in.From, in.Into); len(faults) > 0 {
			return Ways{}, fault.OfFields(faults)
		}
		return WaysIn(v, l, contact.Question{From: in.From, Into: in.Into, Municipality: in.Municipality}), nil
	})
}

type searchInput struct {
	Paged
	Query        string `query:"q" required:"true" minLength:"1" doc:"What to look for"`
	Kind         string `query:"kind" doc:"Kinds of record, comma between"`
	Municipality string `query:"municipality"`
	Party        string `query:"party"`
}

func (s *Service) askSearch(ctx context.Context, in *searchInput) (*Answer[SearchAnswer], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) (SearchAnswer, error) {
		return s.Find(v, SearchQuestion{in.Query, in.Municipality, in.Party, split(in.Kind), in.Limit, in.Offset}), nil
	})
}
