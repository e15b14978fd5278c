package record

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
)

// Service keeps the records of an installation.
type Service struct {
	db    *db.DB
	kinds *Kinds

	now     atomic.Pointer[Snapshot]
	mu      sync.Mutex // held while the snapshots are made
	past    []pastSnapshot
	watches []func(v *View, changed []Body)
}

// New makes the service over a database.
func New(d *db.DB, kinds *Kinds) *Service {
	s := &Service{db: d, kinds: kinds}
	s.now.Store(emptySnapshot(kinds))
	return s
}

// Kinds is the list of the kinds there are.
func (s *Service) Kinds() *Kinds { return s.kinds }

// Watch has f called whenever records have been written, with a view of
// everything and the records that changed, before anybody sees them.
func (s *Service) Watch(f func(v *View, changed []Body)) { s.watches = append(s.watches, f) }

// Batch writes records in one transaction; f may run more than once. Nothing is
// stored if f fails or anything was wrong with what it put in.
func (s *Service) Batch(ctx context.Context, actor access.Actor, f func(*Batch) error) error {
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		b := newBatch(tx, s.kinds, actor)
		if err := f(b); err != nil {
			return err
		}
		return b.Finish()
	})
}

// Draft is what somebody wants to write down by hand: the fields of a record,
// and what goes with the writing of it.
type Draft struct {
	Tree      Tree
	KeptBy    string // for a new record: the association that is to keep it
	Token     string // for a new record: names the form, so that one posted twice makes one record
	Version   int64  // for a change: the version that was read before it
	Confirmed bool   // the writer knows that all of it is true today
	Sure      bool   // the writer has been told what follows from it, and means it
}

// unsure refuses what the writer must be sure of and has not said to be.
func (d Draft) unsure(old, next Body) error {
	doubts := next.HeadOf().Kind.Doubts
	if d.Sure || doubts == nil {
		return nil
	}
	if all := doubts(old, next); len(all) > 0 {
		return &fault.Fault{Kind: fault.Invalid, Key: unsure, Fields: all}
	}
	return nil
}

// unsure is the key of the fault of a draft that its writer is not sure of yet.
const unsure = "record.unsure"

// DoubtsIn gives what the writer of a refused draft must be sure of; nil if it
// was refused for another reason, or was not.
func DoubtsIn(err error) []fault.Field {
	var f *fault.Fault
	if errors.As(err, &f) && f.Key == unsure {
		return f.Fields
	}
	return nil
}

// Create adds a record by hand and gives it an id. A draft with a token that
// has been received before gives the record that it made then.
func (s *Service) Create(ctx context.Context, actor access.Actor, k *Kind, d Draft) (Key, error) {
	var made Key
	err := s.Batch(ctx, actor, func(b *Batch) error {
		token := formToken(actor, k, d.Token)
		if was, err := posted(b.tx, d.KeptBy, token); err != nil || was != "" {
			made = Key{k.Name, was}
			return err
		}
		body, err := b.draft(k, d)
		if err != nil {
			return err
		}
		if err := d.unsure(nil, body); err != nil {
			return err
		}
		made = body.HeadOf().Key()
		if _, err := b.write(nil, body, "created"); err != nil {
			return err
		}
		if d.Token == "" {
			return nil
		}
		return savePosted(b.tx, d.KeptBy, token, made.ID)
	})
	return made, err
}

// formToken makes a form's token one of whoever posts it and of what it makes:
// the same token from somebody else is another form.
func formToken(actor access.Actor, k *Kind, token string) string {
	if token == "" {
		return ""
	}
	return actor.AuditID() + " " + k.Name + " " + token
}

// draft makes a new record out of what was written by hand.
func (b *Batch) draft(k *Kind, d Draft) (Body, error) {
	tree := Tree{}
	for name, value := range d.Tree {
		tree[name] = value
	}
	if _, given := tree["id"]; !given && len(k.Identity) == 0 {
		tree["id"] = "ny"
	}
	body, faults := k.Read(tree, "")
	if len(faults) > 0 {
		return nil, fault.OfFields(faults)
	}
	h := body.HeadOf()
	h.KeptBy = d.KeptBy
	if err := b.intoRegister(body); err != nil {
		return nil, err
	}
	h.Confirmed = ""
	if d.Confirmed {
		h.Confirmed = Day(b.tx.Now())
	}
	if _, given := d.Tree["id"]; !given && len(k.Identity) == 0 {
		if err := b.name(body); err != nil {
			return nil, err
		}
	}
	return body, b.placeFree(body)
}

// placeFree refuses a new record that is there already.
func (b *Batch) placeFree(body Body) error {
	h := body.HeadOf()
	if len(h.Kind.Identity) > 0 {
		h.ID = identify(body)
	}
	there, err := b.find(h.Key())
	if err != nil {
		return err
	}
	if there != nil {
		return fault.New(fault.Conflict, "record.exists", h.ID)
	}
	return b.refer(body, "", "")
}

// name gives a new record an id made of its title that nothing else has.
func (b *Batch) name(body Body) error {
	h := body.HeadOf()
	words := ""
	if h.Kind.Slug != nil {
		words = h.Kind.Slug(body)
	} else {
		words = id.Slug(h.Kind.Title(&View{snap: emptySnapshot(b.kinds), all: true}, body))
	}
	kinds := []string{}
	for _, k := range b.kinds.All {
		if k.Name == h.Kind.Name || h.Kind.Space != "" && k.Space == h.Kind.Space {
			kinds = append(kinds, k.Name)
		}
	}
	h.ID = words
	for n := 2; ; n++ {
		taken, err := exists(b.tx, kinds, h.ID)
		if err != nil || !taken {
			return err
		}
		h.ID = words + "-" + strconv.Itoa(n)
	}
}

// intoRegister makes the record one of the running notes of its association,
// and sees to it that there is such a source.
func (b *Batch) intoRegister(body Body) error {
	h := body.HeadOf()
	if h.Kind.Name == Sources.Name {
		return nil
	}
	register := RegisterOf(h.KeptBy)
	h.Evidence = tagged(h.Evidence, h.Source)
	h.Source = register
	there, err := b.find(Key{Sources.Name, register})
	if err != nil || there != nil {
		return err
	}
	src := &Source{Title: "Förs löpande i Samkarta", Date: Day(b.tx.Now()), Language: "sv", Type: "mapping"}
	if assoc, err := b.find(Key{"association", h.KeptBy}); err == nil && assoc != nil {
		src.Publisher, _ = TreeOf(assoc)["name"].(string)
	}
	src.Head = Head{ID: register, Kind: Sources.Kind, KeptBy: h.KeptBy}
	if err := b.count(); err != nil {
		return err
	}
	src.Version = 1
	if err := saveRow(b.tx, nil, src, b.revision, "created"); err != nil {
		return err
	}
	return audit.Record(b.tx, audit.Entry{Action: "source.created", KeptBy: h.KeptBy, Subject: "source/" + register})
}

// Change writes the fields of the draft over those of a record; fields that
// the draft does not name stay as they are. A record that somebody else has
// changed since the draft's version is a Conflict, and nothing is written.
func (s *Service) Change(ctx context.Context, actor access.Actor, key Key, d Draft) error {
	return s.Batch(ctx, actor, func(b *Batch) error {
		old, next, err := b.redraft(key, d.Tree)
		if err != nil {
			return err
		}
		if old.HeadOf().Version != d.Version {
			if wording(old) == wording(next) { // the same form posted twice
				return nil
			}
			return fault.New(fault.Conflict, "record.stale")
		}
		if wording(old) != wording(next) {
			if err := d.unsure(old, next); err != nil {
				return err
			}
			return b.rewrite(old, next, d.Confirmed)
		}
		if d.Confirmed {
			return b.confirm(old)
		}
		return nil
	})
}

func (b *Batch) redraft(key Key, patch Tree) (old, next Body, err error) {
	old, err = b.find(key)
	if err != nil {
		return nil, nil, err
	}
	if old == nil {
		return nil, nil, fault.New(fault.NotFound, "record.not_found", key.ID)
	}
	if err := mayChange(b.actor, old); err != nil {
		return nil, nil, err
	}
	tree := TreeOf(old)
	for name, value := range patch {
		tree[name] = value
	}
	delete(tree, "source")
	delete(tree, "id")
	k := old.HeadOf().Kind
	if len(k.Identity) == 0 {
		tree["id"] = key.ID
	}
	next, faults := k.Read(tree, "")
	if len(faults) > 0 {
		return nil, nil, fault.OfFields(faults)
	}
	h, o := next.HeadOf(), old.HeadOf()
	h.ID, h.Source, h.KeptBy, h.Version = o.ID, o.Source, o.KeptBy, o.Version
	return old, next, nil
}

// rewrite saves a change made by hand: it is the association's own word now,
// and no fresher than before unless the writer says that it is true today.
func (b *Batch) rewrite(old, next Body, confirmed bool) error {
	was, err := b.confirmedOn(old)
	if err != nil {
		return err
	}
	if err := b.intoRegister(next); err != nil {
		return err
	}
	h := next.HeadOf()
	if confirmed {
		h.Confirmed = Day(b.tx.Now())
	} else if !was.IsZero() {
		h.Confirmed = Day(was)
	}
	if err := b.onlyOne(next); err != nil {
		return err
	}
	if err := b.refer(next, "", ""); err != nil {
		return err
	}
	_, err = b.write(old, next, "changed")
	return err
}

// onlyOne refuses a change that makes a record without an id the same as
// another one: an export could not tell them apart.
func (b *Batch) onlyOne(body Body) error {
	h := body.HeadOf()
	if len(h.Kind.Identity) == 0 {
		return nil
	}
	same, err := rowsOfSource(b.tx, h.Kind.Name, h.Source)
	if err != nil {
		return err
	}
	for _, x := range same {
		other, err := x.record(b.kinds)
		if err != nil {
			return err
		}
		if x.id != h.ID && identify(other) == identify(body) {
			return fault.New(fault.Conflict, "record.exists", x.id)
		}
	}
	return nil
}

// End says that a record holds no more from a day on. It stays on the map of
// the days before.
func (s *Service) End(ctx context.Context, actor access.Actor, key Key, version int64, from time.Time) error {
	return s.Batch(ctx, actor, func(b *Batch) error {
		last := Day(from.AddDate(0, 0, -1))
		old, next, err := b.redraft(key, Tree{"valid_to": string(last)})
		if err != nil {
			return err
		}
		if old.HeadOf().Version != version {
			return fault.New(fault.Conflict, "record.stale")
		}
		if set := old.HeadOf().Kind.SetEnded; set != nil && next.HeadOf().EndedOn(b.tx.Now()) {
			set(next) // what ends in the future still goes on today
		}
		_, err = b.write(old, next, "ended")
		return err
	})
}

// Confirm says of records that they are still true today.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, keys ...Key) error {
	return s.Batch(ctx, actor, func(b *Batch) error {
		for _, key := range keys {
			old, err := b.find(key)
			if err != nil {
				return err
			}
			if old == nil {
				return fault.New(fault.NotFound, "record.not_found", key.ID)
			}
			if err := b.confirm(old); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Batch) confirm(old Body) error {
	next := Copy(old)
	next.HeadOf().Confirmed = Day(b.tx.Now())
	_, err := b.write(old, next, "confirmed")
	return err
}

// Today is the day by the database's clock.
func (s *Service) Today() time.Time { return Midnight(s.db.Now()) }
