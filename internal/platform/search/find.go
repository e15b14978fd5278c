package search

import "math"

const (
	asSynonym   = 0.85 // times, for what was found by a synonym
	asParts     = 0.5  // times, for what has the parts of a compound that nothing has
	saturation  = 1.2  // BM25's k1
	wholeName   = 4    // how many times its score a document gains by being named as the query
	asideName   = 0.5
	otherName   = 0.8 // times, when a synonym is the name
	nearBest    = 0.6 // how much of the best partial hit's words another must have
	softWeight  = 0.3
	beyondDoubt = 0.45 // quality from which a word is not taken for a typo
)

// weights of the fields, and how much a long field counts against (BM25's b).
var (
	weights = [fields]float32{1, 0.75, 0.35}
	lengths = [fields]float32{0.3, 0.3, 0.6}
)

// cell is what one query works out for one document.
type cell struct {
	best   float32 // for the slot at hand
	sum    float32 // for the synonym at hand
	score  float32
	weight float32 // of the slots it has
	slots  uint16  // the slots it has
	count  uint8   // words of the synonym at hand
	named  bool    // it has a word of the query in its title or a short name
	keep   int8    // 1 may be found, -1 may not, 0 not asked yet
}

// finder answers one query.
type finder struct {
	*Index
	keep    func(key string) bool
	plan    *plan
	cells   []cell               // by document
	strong  []uint32             // by term: bits of the words that it is
	matched []bool               // by term
	counts  []uint8              // by term; see similar
	best    []uint32             // documents with a best
	some    []uint32             // documents with a sum
	whole   []ranked             // documents with all words of a synonym
	hit     []uint32             // documents with any slot
	slow    [fields][256]float32 // see slowed
	respelt [maxWords]string     // by slot
	result  Result
}

// Find looks for the documents that have all words of the query, or stand-ins
// for them; if there are none, for those that have the most.
func (x *Index) Find(q Query) Result {
	x.mu.RLock()
	defer x.mu.RUnlock()
	f := x.finder(q)
	defer f.done()
	for i := range f.plan.slots {
		f.slot(i)
	}
	f.rank(q.Limit)
	f.suggest()
	return f.result
}

func (x *Index) finder(q Query) *finder {
	f, _ := x.scratch.Get().(*finder)
	if f == nil {
		f = &finder{Index: x}
	}
	f.keep, f.plan, f.result = q.Keep, x.planned(q.Text), Result{}
	f.respelt = [maxWords]string{}
	f.cells = cleared(f.cells, len(x.docs))
	f.strong = cleared(f.strong, len(x.words.terms))
	f.matched = cleared(f.matched, len(x.words.terms))
	f.hit = f.hit[:0]
	f.slowed()
	return f
}

// done lets the next query use what this one worked with.
func (f *finder) done() {
	f.keep, f.plan, f.result = nil, nil, Result{}
	f.scratch.Put(f)
}

func cleared[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/8)
	}
	s = s[:n]
	clear(s)
	return s
}

// slot finds what one word of the query stands for, and adds up its score.
func (f *finder) slot(i int) {
	s := &f.plan.slots[i]
	f.best, f.whole = f.best[:0], f.whole[:0]
	for _, o := range s.others {
		f.together(o, asSynonym, true)
	}
	sure := f.terms(f.narrowed(&s.word, f.words.expand(&s.word, false)), i, 1)
	for _, one := range f.whole {
		f.raise(one.doc, one.score)
	}
	if !s.soft && (len(f.best) == 0 || !sure && len(s.others) == 0) {
		f.correct(i)
	}
	if !s.soft && len(f.best) == 0 {
		f.inParts(&s.word)
	}
	f.settle(i)
}

// terms finds the terms of a word, and tells whether any was the right one
// beyond doubt.
func (f *finder) terms(all []candidate, bit int, weight float32) bool {
	sure := false
	for _, c := range all {
		if f.term(c, bit, weight) && c.quality >= beyondDoubt {
			sure = true
		}
	}
	return sure
}

// narrowed leaves out the longer words of a short one that is itself a word.
func (f *finder) narrowed(w *word, all []candidate) []candidate {
	if len(w.fold) > shortestForm {
		return all
	}
	var own []candidate
	for _, c := range all {
		if c.quality >= strong && f.shown(c.term) > 0 {
			own = append(own, c)
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

// shown counts the documents with a term that may be found.
func (f *finder) shown(t uint32) int {
	n := 0
	for _, p := range f.words.terms[t].posts {
		if f.allowed(p.doc) {
			n++
		}
	}
	return n
}

func (f *finder) allowed(d uint32) bool {
	if f.keep == nil {
		return true
	}
	c := &f.cells[d]
	if c.keep == 0 {
		f.ask(c, d)
	}
	return c.keep > 0
}

func (f *finder) ask(c *cell, d uint32) {
	c.keep = -1
	if f.keep(f.docs[d].key) {
		c.keep = 1
	}
}

// term finds the documents that have a term, and tells whether there are any.
func (f *finder) term(c candidate, bit int, weight float32) bool {
	found, itself := false, c.quality >= strong
	posts := f.words.terms[c.term].posts
	for i := range posts {
		p := &posts[i]
		if f.allowed(p.doc) {
			f.raise(p.doc, c.quality*weight*f.inFields(p))
			found = true
			if itself && p.times[title]+p.times[short] > 0 {
				f.cells[p.doc].named = true
			}
		}
	}
	f.matched[c.term] = f.matched[c.term] || found
	if itself && bit < maxBits {
		f.strong[c.term] |= 1 << bit
	}
	return found
}

func (f *finder) raise(d uint32, score float32) {
	c := &f.cells[d]
	if c.best == 0 {
		f.best = append(f.best, d)
	}
	if score > c.best {
		c.best = score
	}
}

// inFields weighs how often a document has a term, and where.
func (f *finder) inFields(p *posting) float32 {
	var sum float32
	size := &f.sizes[p.doc]
	for field, n := range p.times {
		if n > 0 {
			sum += weights[field] * (saturation + 1) * float32(n) / (float32(n) + f.slow[field][size[field]])
		}
	}
	return sum
}

// slowed works out how slowly a field gains by having a word again, by its
// size: the longer it is than the average, the slower.
func (f *finder) slowed() {
	for field := range fields {
		average := max(1, float32(f.total[field])) / float32(max(1, len(f.byKey)))
		for size := range f.slow[field] {
			f.slow[field][size] = saturation * (1 - lengths[field] + lengths[field]*float32(size)/average)
		}
	}
}

// settle ends a slot: documents get its best, the more the rarer it is.
func (f *finder) settle(i int) {
	weight := f.rarity(len(f.best))
	if f.plan.slots[i].soft {
		weight *= softWeight
	}
	for _, d := range f.best {
		c := &f.cells[d]
		if c.slots == 0 {
			f.hit = append(f.hit, d)
		}
		c.score += weight * c.best
		c.weight += weight
		c.slots |= 1 << i
		c.best = 0
	}
	if len(f.best) == 0 && !f.plan.slots[i].soft {
		f.result.Missing = append(f.result.Missing, f.plan.typed(i))
	}
}

// rarity is the weight of a word that so many documents have (BM25's idf).
func (f *finder) rarity(found int) float32 {
	all, n := float64(len(f.byKey)), float64(found)
	return float32(math.Log(1 + (all-n+0.5)/(n+0.5)))
}
