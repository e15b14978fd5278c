package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/insats"
	"samkarta/internal/mapping"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
	"samkarta/internal/statistics"
)

// The other kinds are shown as the format has them, with their standing.
type (
	// Association is a coordination association.
	Association struct {
		party.Association
		Standing
		Municipalities []string `json:"municipalities"`
		Parties        []string `json:"parties"`
	}
	// Party is an authority or another organisation.
	Party struct {
		party.Party
		Standing
	}
	// TargetGroup is a group of people.
	TargetGroup struct {
		party.TargetGroup
		Standing
	}
	// Source is a document that facts come from.
	Source struct {
		record.Source
		Standing
	}
	// Kept is a record whose area is not built yet, as the format has it.
	Kept struct {
		Record record.Tree `json:"record"`
		Standing
	}
)

// Association shows an association.
func (m Map) Association(x *party.Association) Association {
	return Association{*x, m.standing(x), list(x.Municipalities), list(x.Parties)}
}

// Party shows a party.
func (m Map) Party(x *party.Party) Party { return Party{*x, m.standing(x)} }

// TargetGroup shows a target group.
func (m Map) TargetGroup(x *party.TargetGroup) TargetGroup { return TargetGroup{*x, m.standing(x)} }

// Source shows a source.
func (m Map) Source(x *record.Source) Source { return Source{*x, m.standing(x)} }

// Record shows a record of any kind.
func (m Map) Record(b record.Body) any {
	switch x := b.(type) {
	case *forum.Forum:
		return m.Forum(x)
	case *party.Unit:
		return m.Unit(x)
	case *contact.Path:
		return m.Contact(x)
	case *contact.Relation:
		return m.Relation(x)
	case *mapping.Statement:
		return m.Statement(x)
	case *party.Association:
		return m.Association(x)
	case *party.Party:
		return m.Party(x)
	case *party.TargetGroup:
		return m.TargetGroup(x)
	case *forum.Agreement:
		return m.Agreement(x)
	case *insats.Insats:
		return m.Insats(x)
	case *statistics.Observation:
		return m.Observation(x)
	case *record.Source:
		return m.Source(x)
	}
	return Kept{record.TreeOf(b), m.standing(b)}
}

// Records shows all records of a kind.
func (m Map) Records(k *record.Kind) Found[any] { return found(m.View.All(k), m.Record) }

// kinds makes the operations that every kind of record has.
func (s *Service) kinds(api huma.API) {
	listed(api, s, party.Associations, Map.Association)
	listed(api, s, party.Parties, Map.Party)
	listed(api, s, party.TargetGroups, Map.TargetGroup)
	listed(api, s, record.Sources, Map.Source)
	single(api, s, forum.Forums, Map.Forum)
	single(api, s, forum.Agreements, Map.Agreement)
	single(api, s, party.Units, Map.Unit)
	single(api, s, contact.Paths, Map.Contact)
	single(api, s, contact.Relations, Map.Relation)
	single(api, s, mapping.Statements, Map.Statement)
	single(api, s, insats.Insatser, Map.Insats)
	single(api, s, statistics.Observations, Map.Observation)
}

type listInput struct {
	Paged
	Text string `query:"q" doc:"Words that it is found by"`
}

// listed makes all operations of a kind that is listed without more questions.
func listed[T, S any](api huma.API, s *Service, o record.Of[T], show func(Map, *T) S) {
	get(api, "/"+o.List, "list-"+hyphen(o.List), "All "+spaced(o.List), func(ctx context.Context, in *listInput) (*Answer[Page[S]], error) {
		return pageOf(ctx, s, &in.Paged, func(m Map) (Found[S], error) {
			named := m.among(o.Name, in.Text)
			var all []*T
			for _, x := range o.All(m.View) {
				if named.has(any(x).(record.Body).HeadOf().ID) {
					all = append(all, x)
				}
			}
			return found(all, func(x *T) S { return show(m, x) }), nil
		})
	})
	single(api, s, o, show)
}

func hyphen(name string) string { return strings.ReplaceAll(name, "_", "-") }
func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// a puts the article before a noun.
func a(noun string) string {
	if strings.ContainsAny(noun[:1], "aeio") {
		return "an " + noun
	}
	return "a " + noun
}

type oneInput struct {
	Asked
	ID string `path:"id" doc:"The record's id; slashes in it may stand as they are" example:"aneby/fua"`
}

// single makes the operations on one record of a kind: read, add and change.
func single[T, S any](api huma.API, s *Service, o record.Of[T], show func(Map, *T) S) {
	get(api, "/"+o.List+"/{id}", "get-"+hyphen(o.Name), "One "+spaced(o.Name), func(ctx context.Context, in *oneInput) (*Answer[S], error) {
		return answer(ctx, s, in.Asked, func(m Map) (S, error) {
			x, err := o.Get(m.View, in.ID)
			if err != nil {
				var none S
				return none, err
			}
			return show(m, x), nil
		})
	})
	schema := named(api, reflect.TypeFor[T]().Name()+"Fields", reflect.TypeFor[T]())
	send(api, change(http.MethodPost, "/"+o.List, "add-"+hyphen(o.Name), "Add "+a(spaced(o.Name)), http.StatusCreated), schema,
		func(ctx context.Context, in *addInput) (*Written, error) { return s.create(ctx, o.Kind, in) })
	send(api, change(http.MethodPatch, "/"+o.List+"/{id}", "change-"+hyphen(o.Name), "Change "+a(spaced(o.Name))+": the fields that are sent", 0), schema,
		func(ctx context.Context, in *changeInput) (*Written, error) { return s.change(ctx, o.Kind, in) })
}

// change is an operation that changes the map.
func change(method, path, id, summary string, status int) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: prefix + path, Summary: summary, Tags: []string{"change"}, Security: signedIn,
		DefaultStatus: status,
		Errors:        []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity}}
}

type addInput struct {
	KeptBy    string `query:"kept_by" doc:"Association that is to keep it; empty is common" example:"finnveden"`
	Confirmed bool   `query:"confirmed" doc:"The writer knows that all of it is true today"`
	Key       string `header:"Idempotency-Key" doc:"Names the request, so that one sent twice adds one record"`
	RawBody   []byte
}

type changeInput struct {
	ID        string `path:"id" doc:"The record's id; slashes in it may stand as they are"`
	Version   Number `query:"version" required:"true" least:"1" most:"1000000000" doc:"The version that was read before the change"`
	Confirmed bool   `query:"confirmed" doc:"The writer knows that all of it is true today"`
	RawBody   []byte
}

// Written is the answer to a change.
type Written struct {
	CacheControl string `header:"Cache-Control"`
	Location     string `header:"Location"`
	Body         WrittenRecord
}

// WrittenRecord names a record that has been written.
type WrittenRecord struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Version int64  `json:"version"`
	URL     string `json:"url" doc:"Address of its page"`
}

func (s *Service) create(ctx context.Context, k *record.Kind, in *addInput) (*Written, error) {
	c := callerOf(ctx)
	tree, err := c.tree(in.RawBody)
	if err != nil {
		return nil, err
	}
	key, err := s.Records.Create(ctx, c.actor, k, record.Draft{Tree: tree, KeptBy: in.KeptBy, Token: c.token(k, in.Key), Confirmed: in.Confirmed})
	return s.written(ctx, c, key, err)
}

// token names a request among those of the caller for the kind, so that nobody
// can meet with another's.
func (c caller) token(k *record.Kind, key string) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{c.actor.AuditID(), k.Name, key}, "\x00")))
	return "api-" + hex.EncodeToString(sum[:16])
}

func (s *Service) change(ctx context.Context, k *record.Kind, in *changeInput) (*Written, error) {
	c, key := callerOf(ctx), record.Key{Kind: k.Name, ID: in.ID}
	tree, err := c.tree(in.RawBody)
	if err == nil {
		err = s.toChange(ctx, c, key, in.Version)
	}
	if err != nil {
		return nil, err
	}
	err = s.Records.Change(ctx, c.actor, key, record.Draft{Tree: tree, Version: int64(in.Version.N), Confirmed: in.Confirmed})
	return s.written(ctx, c, key, err)
}

func (c caller) tree(body []byte) (record.Tree, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	tree, err := record.ReadTree(body)
	if err != nil {
		return nil, c.problem(fault.Wrap(err, fault.Invalid, "api.not_json"))
	}
	return tree, nil
}

// toChange refuses a change without the version that it was made from, and of a
// record that the caller cannot see: that it exists is not told.
func (s *Service) toChange(ctx context.Context, c caller, key record.Key, version Number) error {
	if err := c.signedIn(); err != nil {
		return err
	}
	if !version.Given {
		return c.problem(badQuestion([]fault.Field{{Path: "query.version", Key: "record.required"}}))
	}
	return s.visible(ctx, c, key)
}

func (s *Service) visible(ctx context.Context, c caller, key record.Key) error {
	v, err := s.Records.View(ctx, c.actor, "")
	if err == nil && s.Records.Kinds().Named(key.Kind) == nil {
		err = fault.New(fault.NotFound, "record.no_kind", key.Kind)
	}
	if err == nil {
		_, err = v.Get(key.Kind, key.ID)
	}
	if err != nil {
		return c.problem(err)
	}
	return nil
}

func (s *Service) written(ctx context.Context, c caller, key record.Key, err error) (*Written, error) {
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
	return &Written{CacheControl: "no-store", Location: prefix + "/" + h.Kind.List + "/" + h.ID,
		Body: WrittenRecord{key.Kind, key.ID, h.Version, h.URL()}}, nil
}

// KeyInput names a record of any kind. It is exported, for the library passes
// over what is embedded without being so.
type KeyInput struct {
	Kind string `path:"kind" doc:"The name of the kind" enum:"association,party,unit,target_group,forum,agreement,relation,contact_path,statement,insats,observation,source"`
	ID   string `path:"id" doc:"The record's id; slashes in it may stand as they are" example:"aneby/fua"`
}

func (in KeyInput) key() record.Key { return record.Key{Kind: in.Kind, ID: in.ID} }

type endInput struct {
	KeyInput
	Version Number `query:"version" required:"true" least:"1" most:"1000000000" doc:"The version that was read before"`
	From    string `query:"from" doc:"First day that it no longer holds; today if it is left out" example:"2019-06-01"`
}

// standingOperations make what can be done with a record of any kind.
func (s *Service) standingOperations(api huma.API) {
	register(api, change(http.MethodPost, "/confirm/{kind}/{id}", "confirm", "Say that a record is still true", 0), s.confirm)
	register(api, change(http.MethodPost, "/end/{kind}/{id}", "end", "Say that a record holds no more", 0), s.end)
	get(api, "/history/{kind}/{id}", "history", "The versions of a record, newest first", s.history)
}

func (s *Service) confirm(ctx context.Context, in *KeyInput) (*Written, error) {
	c := callerOf(ctx)
	err := c.signedIn()
	if err == nil {
		err = s.visible(ctx, c, in.key())
	}
	if err != nil {
		return nil, err
	}
	return s.written(ctx, c, in.key(), s.Records.Confirm(ctx, c.actor, in.key()))
}

func (s *Service) end(ctx context.Context, in *endInput) (*Written, error) {
	c := callerOf(ctx)
	if err := s.toChange(ctx, c, in.key(), in.Version); err != nil {
		return nil, err
	}
	from := s.Records.Today()
	if in.From != "" {
		if !record.IsDate(in.From) {
			return nil, c.problem(badQuestion([]fault.Field{{Path: "query.from", Key: "record.bad_date", Args: []any{in.From}}}))
		}
		from = record.Date(in.From).First()
	}
	return s.written(ctx, c, in.key(), s.Records.End(ctx, c.actor, in.key(), int64(in.Version.N), from))
}
