package finder

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"samkarta/internal/glossary"
	"samkarta/internal/platform/search"
	"samkarta/internal/record"
)

// Finder finds things on the map.
type Finder struct {
	index *search.Index
	known atomic.Pointer[map[string]*thing] // by the key of its document

	mu   sync.Mutex
	last <-chan struct{}            // closed when all that has been told is in the index
	uses map[string]map[string]bool // the documents that say something of an actor
}

// New makes a finder that follows what is written to the records. It must be
// made before anybody looks at them.
func New(records *record.Service) *Finder {
	f := &Finder{index: search.New(glossary.Synonyms()), uses: map[string]map[string]bool{}}
	f.known.Store(&map[string]*thing{})
	records.Watch(f.follow)
	return f
}

// atOnce is how many records are put into the index while their writer waits.
const atOnce = 64

// follow puts what has changed into the index. Many records, such as all of
// them when the program starts, are put there in the background; whoever asks
// meanwhile waits, so that nobody is answered from a part of the map.
func (f *Finder) follow(v *record.View, changed []record.Body) {
	f.mu.Lock()
	before, done := f.last, make(chan struct{})
	f.last = done
	f.mu.Unlock()
	work := func() {
		defer close(done)
		if before != nil {
			<-before
		}
		f.put(v, changed)
	}
	if len(changed) > atOnce {
		go work()
		return
	}
	work()
}

// wait waits until the index has all that the views of now show.
func (f *Finder) wait() {
	f.mu.Lock()
	last := f.last
	f.mu.Unlock()
	if last != nil {
		<-last
	}
}

// put adds records with what is called after them. It is never run by two at a
// time. Those who ask see the new things before the index has their words.
func (f *Finder) put(v *record.View, changed []record.Body) {
	old := *f.known.Load()
	next := maps.Clone(old)
	var docs []search.Doc
	if len(old) == 0 {
		docs = addFixed(next)
	}
	add := func(b record.Body) {
		t, doc := read(v, b)
		next[doc.Key] = t
		docs = append(docs, doc)
		f.note(doc.Key, t)
	}
	for _, b := range changed {
		if !b.HeadOf().Kind.Kept {
			add(b)
		}
	}
	for _, b := range f.calledAfter(v, changed, old, next) {
		add(b)
	}
	f.known.Store(&next)
	f.index.Put(docs...)
}

// note remembers which actors a document says something of: a relation is
// called after a unit and the unit's party.
func (f *Finder) note(key string, t *thing) {
	for _, id := range slices.Concat(t.actors, t.parties) {
		if f.uses[id] == nil {
			f.uses[id] = map[string]bool{}
		}
		f.uses[id][key] = true
	}
}

// calledAfter gives the records whose documents say the name or the party of an
// actor that has changed.
func (f *Finder) calledAfter(v *record.View, changed []record.Body, old, next map[string]*thing) []record.Body {
	var found []record.Body
	keys := map[string]bool{}
	for _, b := range changed {
		was, is := old[keyOf(b)], next[keyOf(b)]
		if was != nil && is != nil && (was.title != is.title || !was.sameParty(is)) {
			maps.Copy(keys, f.uses[b.HeadOf().ID])
		}
	}
	for key := range keys {
		if user := next[key]; user != nil && user.body != nil {
			found = append(found, user.body)
		}
	}
	return found
}
