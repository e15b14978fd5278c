package api

import (
	"context"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/party"
)

// EndsQuestion chooses what is told of one actor and another by its ends.
type EndsQuestion struct {
	Text         string   `query:"q" doc:"Words that it is found by"`
	Municipality string   `query:"municipality" is:"municipality" doc:"Code or name: it is told of this municipality, or of none and one of its ends works there" example:"0604"`
	Actor        string   `query:"actor" is:"actor party_kind unit_kind" doc:"At either end: an actor with all within it, or a kind of party or unit"`
	Ease         []string `query:"ease" is:"ease" doc:"It is found to be one of these"`
}

// ContactQuestion chooses contact paths; what is left empty chooses all.
type ContactQuestion struct {
	EndsQuestion
	From        string   `query:"from" is:"actor party_kind unit_kind" doc:"Who seeks: an actor with all within it, or a kind of party or unit"`
	Into        string   `query:"into" is:"actor party_kind unit_kind" doc:"Who is sought, likewise"`
	Via         []string `query:"via" is:"via" doc:"It goes by one of these"`
	Missing     bool     `query:"missing" doc:"Only those that are told of as missing"`
	PersonBound bool     `query:"person_bound" doc:"Only those that hang on one person"`
}

// RelationQuestion chooses relations; what is left empty chooses all.
type RelationQuestion struct {
	EndsQuestion
	From      string   `query:"from" is:"actor party_kind unit_kind" doc:"Who tells: an actor with all within it, or a kind of party or unit"`
	To        string   `query:"to" is:"actor party_kind unit_kind" doc:"Of whom it is told, likewise"`
	Level     []string `query:"level" is:"level" doc:"It is on one of these levels"`
	Intensity []string `query:"intensity" is:"intensity" doc:"They work with each other this much"`
	Wants     []string `query:"wants" is:"wants" doc:"Who tells wants one of these"`
}

// between is who may stand at the ends of what is told.
type between struct {
	m               Map
	q               EndsQuestion
	from, to, actor ends
	named           set
}

func (m Map) between(kind string, q EndsQuestion, from, to string) between {
	return between{m, q, m.end(from), m.end(to), m.end(q.Actor), m.among(kind, q.Text)}
}

func (b between) take(id, from, to, place, ease string) bool {
	return oneOf(b.q.Ease, ease) && b.named.has(id) && b.from.has(from) && b.to.has(to) &&
		(b.q.Actor == "" || b.actor.has(from) || b.actor.has(to)) && b.isHere(place, from, to)
}

func (b between) isHere(place, from, to string) bool {
	if b.q.Municipality == "" || place != "" {
		return place == b.q.Municipality || b.q.Municipality == ""
	}
	return slices.Contains(party.PlacesOf(b.m.View, from), b.q.Municipality) || slices.Contains(party.PlacesOf(b.m.View, to), b.q.Municipality)
}

// Contacts answers which contact paths there are.
func (m Map) Contacts(q ContactQuestion) (Found[Contact], error) {
	if err := m.check(&q); err != nil {
		return Found[Contact]{}, err
	}
	b := m.between(contact.Paths.Name, q.EndsQuestion, q.From, q.Into)
	return found(slices.DeleteFunc(contact.Paths.All(m.View), func(p *contact.Path) bool {
		return !oneOf(q.Via, p.Via) || q.Missing && !p.Missing() || q.PersonBound && (p.PersonBound == nil || !*p.PersonBound) ||
			!b.take(p.ID, p.From, p.Into, p.Municipality, p.Ease)
	}), m.Contact), nil
}

// Relations answers how actors find working with each other.
func (m Map) Relations(q RelationQuestion) (Found[Relation], error) {
	if err := m.check(&q); err != nil {
		return Found[Relation]{}, err
	}
	b := m.between(contact.Relations.Name, q.EndsQuestion, q.From, q.To)
	return found(slices.DeleteFunc(contact.Relations.All(m.View), func(r *contact.Relation) bool {
		return !oneOf(q.Level, r.Level) || !oneOf(q.Intensity, r.Intensity) || !setOf(q.Wants...).hasAny(r.Wants) ||
			!b.take(r.ID, r.From, r.To, r.Municipality, r.Ease)
	}), m.Relation), nil
}

// Contact is a contact path.
type Contact struct {
	contact.Path
	Standing
	Via          string            `json:"via" enum:"via"`
	Function     string            `json:"function"`
	Ease         string            `json:"ease" enum:"ease"`
	Municipality string            `json:"municipality"`
	Channels     []contact.Channel `json:"channels"`
	PersonBound  *bool             `json:"person_bound" nullable:"true" doc:"It hangs on one person"`
	Exists       bool              `json:"exists" doc:"False where the way is told of as missing"`
}

// Contact shows a contact path.
func (m Map) Contact(p *contact.Path) Contact {
	return Contact{Path: *p, Standing: m.standing(p), Via: p.Via, Function: p.Function, Ease: p.Ease, Municipality: p.Municipality,
		Channels: list(p.Channels), PersonBound: p.PersonBound, Exists: !p.Missing()}
}

// Relation is how one actor finds working with another.
type Relation struct {
	contact.Relation
	Standing
	Level        string   `json:"level" enum:"level"`
	Intensity    string   `json:"intensity" enum:"intensity"`
	Ease         string   `json:"ease" enum:"ease"`
	Municipality string   `json:"municipality"`
	Wants        []string `json:"wants" enum:"wants"`
}

// Relation shows a relation.
func (m Map) Relation(r *contact.Relation) Relation {
	return Relation{*r, m.standing(r), r.Level, r.Intensity, r.Ease, r.Municipality, list(r.Wants)}
}

type contactsInput struct {
	Paged
	ContactQuestion
}

func (s *Service) askContacts(ctx context.Context, in *contactsInput) (*Answer[Page[Contact]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Contact], error) { return m.Contacts(in.ContactQuestion) })
}

type relationsInput struct {
	Paged
	RelationQuestion
}

func (s *Service) askRelations(ctx context.Context, in *relationsInput) (*Answer[Page[Relation]], error) {
	return pageOf(ctx, s, &in.Paged, func(m Map) (Found[Relation], error) { return m.Relations(in.RelationQuestion) })
}
