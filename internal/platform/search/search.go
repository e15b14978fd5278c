// Package search finds documents by Swedish words in memory, and so answers
// alike whichever database the program runs on. It knows inflection (förbundets
// finds förbund), compounds (enhet finds Arbetsmarknadsenheten), abbreviations
// by a glossary it is given, letters typed without their dots, and one typo.
//
// Only whole words are indexed, as they stand. What a word of a query may stand
// for is worked out against the vocabulary when it is asked, so a change of one
// document touches nothing but its own words, and the order in which documents
// came in never shows in an answer.
package search

import (
	"sync"
)

// Doc is what is known of one thing that can be found.
type Doc struct {
	Key   string   // names the thing; a later Doc with the same Key replaces it
	Title string   // weighs most
	Short []string // abbreviations and other names
	Body  []string // other texts, which weigh least
	Sort  string   // orders equal hits, byte by byte; then Key does
}

// Index is a set of documents that can be searched. It is safe for concurrent
// use.
type Index struct {
	mu       sync.RWMutex
	words    vocabulary
	docs     []doc
	sizes    []sizes // of docs, apart because every query goes through them
	byKey    map[string]uint32
	free     []uint32
	total    [fields]int // words of all documents, by field
	synonyms thesaurus
	scratch  sync.Pool
}

// New makes an empty index that takes the synonyms for each other.
func New(synonyms Synonyms) *Index {
	x := &Index{words: newVocabulary(), byKey: map[string]uint32{}}
	x.synonyms = newThesaurus(synonyms)
	return x
}

// SetSynonyms replaces the synonyms; no document needs to be put again.
func (x *Index) SetSynonyms(synonyms Synonyms) {
	t := newThesaurus(synonyms)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.synonyms = t
}

// Put adds documents or replaces those with the same keys.
func (x *Index) Put(docs ...Doc) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for i := range docs {
		x.remove(docs[i].Key)
		x.add(&docs[i])
	}
}

// Remove takes documents away; keys that are not there are passed over.
func (x *Index) Remove(keys ...string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, key := range keys {
		x.remove(key)
	}
}

// Len tells how many documents there are.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.byKey)
}

// Query is what to look for.
type Query struct {
	Text  string                // at most 200 characters and twelve words of it count
	Keep  func(key string) bool // tells which documents may be found; nil means all. It must not use the index
	Limit int                   // how many hits to give; none or less means all
}

// Result is what was found.
type Result struct {
	Hits       []Hit        // best first
	Total      int          // how many there are without the limit
	Partial    bool         // nothing has all the words: the hits have some of them
	Missing    []string     // words of the query that nothing has, as they were typed
	Corrected  []Correction // words that were taken for a typo, and searched as corrected
	Suggestion string       // the whole query respelled ("Menade du …?"), or empty
}

// Hit is one document found.
type Hit struct {
	Key     string
	Score   float64  // compares within one result only
	Matched []string // the document's words that were found, in lower case; see Mark
}

// Correction is one word of a query and what it was taken for.
type Correction struct{ From, To string }
