package record

import (
	"errors"
	"fmt"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// Outcome is what became of a record that was put into the map.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Changed   Outcome = "changed"
	Ended     Outcome = "ended"
	Unchanged Outcome = "unchanged"
)

// Change tells what became of one record.
type Change struct {
	Key     Key
	Outcome Outcome
	Fields  []FieldChange
}

// Batch is the writing of records in one transaction. Faults are gathered, so
// that all of them are reported together; with any, nothing is stored.
type Batch struct {
	tx       *db.Tx
	kinds    *Kinds
	actor    access.Actor
	revision int64
	faults   []fault.Field
	pending  []pendingReference
	known    map[Key]bool             // targets that have been seen to exist, since the last Settle
	claimed  map[Key]bool             // records that came with something wrong
	parents  map[Key]pendingReference // who names a parent, and where
	dates    map[string]time.Time
}

type pendingReference struct {
	file string
	Reference
}

func newBatch(tx *db.Tx, kinds *Kinds, actor access.Actor) *Batch {
	return &Batch{tx: tx, kinds: kinds, actor: actor,
		known: map[Key]bool{}, claimed: map[Key]bool{}, parents: map[Key]pendingReference{}, dates: map[string]time.Time{}}
}

// Fail notes something wrong with what is put in.
func (b *Batch) Fail(f ...fault.Field) { b.faults = append(b.faults, f...) }

// Faults is how many things are wrong so far.
func (b *Batch) Faults() int { return len(b.faults) }

// Claim says that a record with the key has come, though something is wrong
// with it: so that what points at it is not reported as well.
func (b *Batch) Claim(key Key) { b.claimed[key] = true }

// Put takes a record from a document into the map: adds it, changes what is
// there, or finds that it says nothing new. file and path say where it stands.
func (b *Batch) Put(body Body, file, path string) (Change, error) {
	h := body.HeadOf()
	if len(h.Kind.Identity) > 0 {
		h.ID = identify(body)
	}
	h.Evidence = mergeEvidence(nil, body)
	if err := b.refer(body, file, path); err != nil {
		return Change{}, err
	}
	old, err := b.find(h.Key())
	if err != nil {
		return Change{}, err
	}
	nothing := Change{Key: h.Key(), Outcome: Unchanged}
	isNew, err := b.say(body, old != nil, file, path)
	if err != nil || !isNew {
		return nothing, err
	}
	next, err := b.next(old, body)
	if err != nil {
		return nothing, err
	}
	if old != nil && old.HeadOf().Source == next.HeadOf().Source && string(Bare(old)) == string(Bare(next)) {
		return nothing, nil
	}
	return b.write(old, next, "imported")
}

// say notes what a source says in a record, and tells whether that is new. A
// source that says two things of a record in one import is refused: nobody
// could tell which of them is meant.
func (b *Batch) say(body Body, stored bool, file, path string) (isNew bool, err error) {
	h, digest := body.HeadOf(), digestOf(body)
	last, err := said(b.tx, h.Key(), h.Source)
	if err != nil || last.digest == digest && stored {
		return false, err
	}
	if b.revision != 0 && last.revision == b.revision {
		b.Fail(fault.Field{File: file, Path: path, Key: "exchange.contradiction", Args: []any{h.ID, h.Source}})
	}
	if err := b.count(); err != nil {
		return false, err
	}
	return true, saveSaid(b.tx, h.KeptBy, h.Key(), h.Source, saying{digest, b.revision})
}

// next makes the version that follows from what a document says. A document
// that says the same as another source confirms it; one that says something
// else sets the record.
func (b *Batch) next(old, body Body) (Body, error) {
	if old == nil {
		return body, nil
	}
	next := Copy(body)
	if h := next.HeadOf(); h.Source != old.HeadOf().Source && content(old) == content(body) {
		was, err := b.confirmedOn(old)
		if err != nil {
			return nil, err
		}
		is, err := b.confirmedOn(body)
		if err != nil {
			return nil, err
		}
		next = Copy(old)
		if is.After(was) {
			next.HeadOf().Confirmed = Day(is)
		}
		next.HeadOf().Evidence = mergeEvidence(body, old)
		return next, nil
	}
	next.HeadOf().Evidence = mergeEvidence(old, body)
	return next, nil
}

// write saves a version of a record with its audit row, if the actor may.
func (b *Batch) write(old, next Body, action string) (Change, error) {
	h := next.HeadOf()
	change := Change{Key: h.Key(), Outcome: outcome(old, next, b.tx.Now()), Fields: Diff(old, next)}
	var lies *row
	h.Version = 1
	if old != nil {
		if err := mayChange(b.actor, old); err != nil {
			return change, err
		}
		o := old.HeadOf()
		lies = &row{keptBy: o.KeptBy, kind: o.Kind.Name, id: o.ID}
		h.Version = o.Version + 1
	}
	if err := mayChange(b.actor, next); err != nil {
		return change, err
	}
	if err := b.count(); err != nil {
		return change, err
	}
	if err := saveRow(b.tx, lies, next, b.revision, action); err != nil {
		return change, err
	}
	b.known[h.Key()] = true
	return change, audit.Record(b.tx, audit.Entry{
		Action: h.Kind.Name + "." + action, KeptBy: h.KeptBy,
		Subject: h.Kind.Name + "/" + h.ID, Detail: fieldNames(change.Fields),
	})
}

func outcome(old, next Body, now time.Time) Outcome {
	if old == nil {
		return Added
	}
	if !hasEnded(old, now) && hasEnded(next, now) {
		return Ended
	}
	return Changed
}

func hasEnded(b Body, now time.Time) bool {
	h := b.HeadOf()
	return h.EndedOn(now) || h.Kind.Ends != nil && h.Kind.Ends(b)
}

func (b *Batch) count() (err error) {
	if b.revision == 0 {
		b.revision, err = nextRevision(b.tx)
	}
	return err
}

// find gives the record as it lies, nil if there is none. A record of another
// kind with the same id in the same space is a fault of whoever asks.
func (b *Batch) find(key Key) (Body, error) {
	x, err := findRow(b.tx, key)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return x.record(b.kinds)
}

func (b *Batch) confirmedOn(body Body) (time.Time, error) {
	h := body.HeadOf()
	if h.Confirmed != "" {
		return h.Confirmed.Last(), nil
	}
	if t, has := b.dates[h.Source]; has {
		return t, nil
	}
	src, err := b.find(Key{Sources.Name, h.Source})
	if err != nil || src == nil {
		return time.Time{}, err
	}
	b.dates[h.Source] = src.(*Source).Date.Last()
	return b.dates[h.Source], nil
}

// refer notes what a record points at. What is there already is settled at
// once; the rest may come later in the same batch.
func (b *Batch) refer(body Body, file, path string) error {
	h := body.HeadOf()
	for _, r := range referencesAt(body, path) {
		if r.Field == h.Kind.Tree {
			b.parents[h.Key()] = pendingReference{file, r}
		}
		if err := b.Refer(file, r); err != nil {
			return err
		}
	}
	return b.spaceIsFree(h, file, path)
}

// Refer notes one more thing that must be there: one that no field of a record
// names, such as the association that keeps a document's records.
func (b *Batch) Refer(file string, r Reference) error {
	there, err := b.exists(r)
	if err == nil && !there {
		b.pending = append(b.pending, pendingReference{file, r})
	}
	return err
}

// Find gives a record as it is stored by now, nil if there is none.
func (b *Batch) Find(key Key) (Body, error) { return b.find(key) }

func (b *Batch) exists(r Reference) (bool, error) {
	var stored []string
	for _, kind := range r.Kinds {
		if is := b.kinds.Values[kind]; is != nil {
			if is(r.ID) {
				return true, nil
			}
			continue
		}
		if b.known[Key{kind, r.ID}] || b.claimed[Key{kind, r.ID}] {
			return true, nil
		}
		stored = append(stored, kind)
	}
	if len(stored) == 0 {
		return false, nil
	}
	there, err := exists(b.tx, stored, r.ID)
	if there && len(stored) == 1 {
		b.known[Key{stored[0], r.ID}] = true
	}
	return there, err
}

// spaceIsFree refuses an id that another kind in the same space has.
func (b *Batch) spaceIsFree(h *Head, file, path string) error {
	if h.Kind.Space == "" || b.known[h.Key()] {
		return nil
	}
	for _, k := range b.kinds.All {
		if k.Space != h.Kind.Space || k.Name == h.Kind.Name {
			continue
		}
		taken, err := exists(b.tx, []string{k.Name}, h.ID)
		if err != nil {
			return err
		}
		if taken {
			b.Fail(fault.Field{File: file, Path: at(path, "id"), Key: "record.id_taken", Args: []any{h.ID, k.List}})
		}
	}
	return nil
}

// Settle looks again for what was pointed at and not yet there, and notes what
// is still missing. What one document points at in another may come later:
// with last false that is left for then.
func (b *Batch) Settle(last bool) error {
	var left []pendingReference
	for _, p := range b.pending {
		there, err := b.exists(p.Reference)
		if err != nil {
			return err
		}
		if !there {
			left = append(left, p)
		}
	}
	b.pending = left
	if err := b.settleParents(); err != nil {
		return err
	}
	clear(b.known)
	if !last {
		return nil
	}
	for _, p := range left {
		b.Fail(fault.Field{File: p.file, Path: p.Path, Key: "record.unknown_" + p.sort(), Args: []any{p.ID}})
	}
	return nil
}

// sort says what a reference should have named, as the end of a text key.
func (r Reference) sort() string {
	if len(r.Kinds) > 1 {
		if r.Kinds[0] == "party" {
			return "actor"
		}
		return "target"
	}
	return r.Kinds[0]
}

// settleParents refuses a record that is its own ancestor. A circle is closed by
// the last that is put into it, so each needs to be looked at only once.
func (b *Batch) settleParents() error {
	defer clear(b.parents)
	for key, r := range b.parents {
		seen := map[string]bool{key.ID: true}
		for parent := r.ID; parent != ""; {
			if seen[parent] {
				b.Fail(fault.Field{File: r.file, Path: r.Path, Key: "record.own_ancestor", Args: []any{key.ID}})
				break
			}
			seen[parent] = true
			up, err := b.find(Key{key.Kind, parent})
			if err != nil {
				return err
			}
			if parent = ""; up != nil {
				parent, _ = TreeOf(up)[up.HeadOf().Kind.Tree].(string)
			}
		}
	}
	return nil
}

// Finish settles what is left and gives the fault of all that was wrong.
func (b *Batch) Finish() error {
	if err := b.Settle(true); err != nil {
		return fmt.Errorf("settle references: %w", err)
	}
	return fault.OfFields(b.faults)
}
