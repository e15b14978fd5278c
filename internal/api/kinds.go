package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// unknownEnds says which ends of a way are neither actors nor kinds of party.
func unknownEnds(v *record.View, from, into string) []fault.Field {
	var faults []fault.Field
	for path, id := range map[string]string{"query.from": from, "query.into": into} {
		if _, ok := party.FindActor(v, id); !ok && !slices.Contains(record.Vocabulary("party_kind"), id) {
			faults = append(faults, fault.Field{Path: path, Key: "record.unknown_actor", Args: []any{id}})
		}
	}
	return faults
}

// kinds makes the operations that every kind of record has.
func (s *Service) kinds(api huma.API) {
	listed(api, s, party.Associations, func(v *record.View, _ *text.Lang, x *party.Association) Association {
		return Association{*x, standing(v, x)}
	})
	listed(api, s, party.Parties, func(v *record.View, _ *text.Lang, x *party.Party) Party { return Party{*x, standing(v, x)} })
	listed(api, s, party.TargetGroups, func(v *record.View, _ *text.Lang, x *party.TargetGroup) TargetGroup {
		return TargetGroup{*x, standing(v, x)}
	})
	listed(api, s, forum.Agreements, func(v *record.View, _ *text.Lang, x *forum.Agreement) Agreement {
		return Agreement{*x, standing(v, x)}
	})
	listed(api, s, record.Sources, func(v *record.View, _ *text.Lang, x *record.Source) Source { return Source{*x, standing(v, x)} })

	shown(api, s, forum.Forums, ForumOf)
	shown(api, s, party.Units, func(v *record.View, _ *text.Lang, x *party.Unit) Unit { return UnitOf(v, x) })
	shown(api, s, contact.Paths, func(v *record.View, _ *text.Lang, x *contact.Path) Contact { return ContactOf(v, x) })
	shown(api, s, contact.Relations, func(v *record.View, _ *text.Lang, x *contact.Relation) Relation {
		return Relation{*x, standing(v, x)}
	})
	shown(api, s, mapping.Statements, func(v *record.View, _ *text.Lang, x *mapping.Statement) Statement {
		return Statement{*x, standing(v, x)}
	})
	s.standingOperations(api)
}

// listed makes all operations of a kind that is listed without questions.
func listed[T, S any](api huma.API, s *Service, o record.Of[T], show func(*record.View, *text.Lang, *T) S) {
	get(api, "/"+o.List, "list-"+o.List, "All "+o.List, func(ctx context.Context, in *Paged) (*Answer[Page[S]], error) {
		return answer(ctx, s, in.Asked, func(v *record.View, l *text.Lang) (Page[S], error) {
			all := []S{}
			for _, x := range o.All(v) {
				all = append(all, show(v, l, x))
			}
			return pageOf(*in, all), nil
		})
	})
	shown(api, s, o, show)
}

type oneInput struct {
	Asked
	ID string `path:"id" doc:"The record's id; slashes in it may stand as they are"`
}

// shown makes the operations on one record of a kind: read, add and change.
func shown[T, S any](api huma.API, s *Service, o record.Of[T], show func(*record.View, *text.Lang, *T) S) {
	get(api, "/"+o.List+"/{id}", "get-"+o.Name, "One "+o.Name, func(ctx context.Context, in *oneInput) (*Answer[S], error) {
		return answer(ctx, s, in.Asked, func(v *record.View, l *text.Lang) (S, error) {
			x, err := o.Get(v, in.ID)
			if err != nil {
				var none S
				return none, err
			}
			return show(v, l, x), nil
		})
	})
	schema := huma.SchemaFromType(api.OpenAPI().Components.Schemas, reflect.TypeFor[T]())
	write(api, http.MethodPost, "/"+o.List, "add-"+o.Name, "Add a "+o.Name, schema, func(ctx context.Context, in *addInput) (*Answer[Written], error) {
		return s.create(ctx, o.Kind, in)
	})
	write(api, http.MethodPatch, "/"+o.List+"/{id}", "change-"+o.Name, "Change a "+o.Name+": the fields that are sent", schema,
		func(ctx context.Context, in *changeInput) (*Answer[Written], error) { return s.change(ctx, o.Kind, in) })
}

func write[I, O any](api huma.API, method, path, id, summary string, schema *huma.Schema, h func(context.Context, *I) (*O, error)) {
	huma.Register(api, huma.Operation{OperationID: id, Method: method, Path: prefix + path, Summary: summary,
		RequestBody:      &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}},
		SkipValidateBody: true, // the record's own schema says more of what is wrong
		Errors:           []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity}}, h)
}

type addInput struct {
	KeptBy    string `query:"kept_by" doc:"Association that is to keep it; empty is common"`
	Confirmed bool   `query:"confirmed" doc:"The writer knows that all of it is true today"`
	Token     string `header:"Idempotency-Key" doc:"Names the request, so that one sent twice adds one record"`
	RawBody   []byte
}

type changeInput struct {
	ID        string `path:"id"`
	Version   int64  `query:"version" required:"true" doc:"The version that was read before the change"`
	Confirmed bool   `query:"confirmed"`
	RawBody   []byte
}

// Written names a record that has been written.
type Written struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Version int64  `json:"version"`
	URL     string `json:"url"`
}

func (s *Service) create(ctx context.Context, k *record.Kind, in *addInput) (*Answer[Written], error) {
	c := callerOf(ctx)
	tree, err := c.tree(in.RawBody)
	if err != nil {
		return nil, err
	}
	key, err := s.Records.Create(ctx, c.actor, k, record.Draft{Tree: tree, KeptBy: in.KeptBy, Token: in.Token, Confirmed: in.Confirmed})
	return s.written(ctx, c, key, err)
}

func (s *Service) change(ctx context.Context, k *record.Kind, in *changeInput) (*Answer[Written], error) {
	c := callerOf(ctx)
	tree, err := c.tree(in.RawBody)
	if err != nil {
		return nil, err
	}
	key := record.Key{Kind: k.Name, ID: in.ID}
	err = s.Records.Change(ctx, c.actor, key, record.Draft{Tree: tree, Version: in.Version, Confirmed: in.Confirmed})
	return s.written(ctx, c, key, err)
}

func (c caller) tree(body []byte) (record.Tree, error) {
	if !c.actor.IsSignedIn() {
		return nil, c.problem(fault.New(fault.Unauthenticated, "api.sign_in"))
	}
	tree, err := record.ReadTree(body)
	if err != nil {
		return nil, c.problem(fault.Wrap(err, fault.Invalid, "api.not_json"))
	}
	return tree, nil
}

func (s *Service) written(ctx context.Context, c caller, key record.Key, err error) (*Answer[Written], error) {
	if err != nil {
		return nil, c.problem(err)
	}
	v, err := s.Records.View(ctx, c.actor, "")
	if err != nil {
		return nil, c.problem(err)
	}
	b, err := v.Get(key.Kind, key.ID)
	if err != nil {
		return nil, c.problem(err)
	}
	h := b.HeadOf()
	return &Answer[Written]{CacheControl: "no-store", Body: Written{key.Kind, key.ID, h.Version, h.URL()}}, nil
}

type keyInput struct {
	Kind string `path:"kind"`
	ID   string `path:"id"`
}

type endInput struct {
	keyInput
	Version int64  `query:"version" required:"true" doc:"The version that was read before"`
	From    string `query:"from" doc:"First day that it no longer holds; today if it is left out"`
}

// standingOperations make what can be done with a record of any kind.
func (s *Service) standingOperations(api huma.API) {
	errs := []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict}
	huma.Register(api, huma.Operation{OperationID: "confirm", Method: http.MethodPost, Path: prefix + "/confirm/{kind}/{id}",
		Summary: "Say that a record is still true", Errors: errs}, s.confirm)
	huma.Register(api, huma.Operation{OperationID: "end", Method: http.MethodPost, Path: prefix + "/end/{kind}/{id}",
		Summary: "Say that a record holds no more", Errors: errs}, s.end)
	get(api, "/history/{kind}/{id}", "history", "The versions of a record, newest first", s.history)
}

func (s *Service) confirm(ctx context.Context, in *keyInput) (*Answer[Written], error) {
	c, key := callerOf(ctx), record.Key{Kind: in.Kind, ID: in.ID}
	if !c.actor.IsSignedIn() {
		return nil, c.problem(fault.New(fault.Unauthenticated, "api.sign_in"))
	}
	return s.written(ctx, c, key, s.Records.Confirm(ctx, c.actor, key))
}

func (s *Service) end(ctx context.Context, in *endInput) (*Answer[Written], error) {
	c, key := callerOf(ctx), record.Key{Kind: in.Kind, ID: in.ID}
	if !c.actor.IsSignedIn() {
		return nil, c.problem(fault.New(fault.Unauthenticated, "api.sign_in"))
	}
	from := s.Records.Today()
	if in.From != "" {
		if !record.IsDate(in.From) {
			return nil, c.problem(fault.OfFields([]fault.Field{{Path: "query.from", Key: "record.bad_date", Args: []any{in.From}}}))
		}
		from = record.Date(in.From).First()
	}
	return s.written(ctx, c, key, s.Records.End(ctx, c.actor, key, in.Version, from))
}

// VersionShown is one version of a record.
type VersionShown struct {
	Version int64         `json:"version"`
	At      time.Time     `json:"at"`
	Action  string        `json:"action" enum:"imported,created,changed,confirmed,ended"`
	Source  string        `json:"source"`
	Changes []ChangeShown `json:"changes"`
}

// ChangeShown is one field that a version changed.
type ChangeShown struct {
	Field string `json:"field"`
	Old   any    `json:"old"`
	New   any    `json:"new"`
}

type historyInput struct {
	Asked
	keyInput
}

func (s *Service) history(ctx context.Context, in *historyInput) (*Answer[[]VersionShown], error) {
	return answer(ctx, s, in.Asked, func(v *record.View, _ *text.Lang) ([]VersionShown, error) {
		versions, err := s.Records.History(ctx, v.Actor(), record.Key{Kind: in.Kind, ID: in.ID})
		if err != nil {
			return nil, err
		}
		all := []VersionShown{}
		for _, x := range versions {
			h := x.Body.HeadOf()
			one := VersionShown{h.Version, x.At, x.Action, h.Source, []ChangeShown{}}
			for _, f := range x.Changes {
				one.Changes = append(one.Changes, ChangeShown(f))
			}
			all = append(all, one)
		}
		return all, nil
	})
}
