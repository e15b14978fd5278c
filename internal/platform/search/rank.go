package search

import (
	"cmp"
	"container/heap"
	"math/bits"
	"slices"
	"strings"
)

// ranked is a document with its score. A ranking is a heap with the worst on
// top.
type ranked struct {
	doc   uint32
	score float32
}

type ranking struct {
	list []ranked
	docs []doc
}

func (r *ranking) Len() int           { return len(r.list) }
func (r *ranking) Swap(i, j int)      { r.list[i], r.list[j] = r.list[j], r.list[i] }
func (r *ranking) Less(i, j int) bool { return r.order(r.list[i], r.list[j]) > 0 }
func (r *ranking) Push(v any)         { r.list = append(r.list, v.(ranked)) }
func (r *ranking) Pop() any           { r.list = r.list[:len(r.list)-1]; return nil }

// order puts the best first, and equal ones by what their documents say.
func (r *ranking) order(a, b ranked) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	x, y := &r.docs[a.doc], &r.docs[b.doc]
	return cmp.Or(strings.Compare(x.sort, y.sort), strings.Compare(x.key, y.key))
}

// offer keeps a document if it is among the best so many.
func (r *ranking) offer(one ranked, limit int) {
	switch {
	case limit <= 0:
		r.list = append(r.list, one)
	case len(r.list) < limit:
		heap.Push(r, one)
	case r.order(one, r.list[0]) < 0:
		r.list[0] = one
		heap.Fix(r, 0)
	}
}

// rank fills the result with the best documents.
func (f *finder) rank(limit int) {
	least := f.least()
	r := ranking{docs: f.docs}
	for _, d := range f.hit {
		if score, ok := f.score(d, least); ok {
			f.result.Total++
			r.offer(ranked{d, score}, limit)
		}
	}
	slices.SortFunc(r.list, r.order)
	f.result.Hits = make([]Hit, len(r.list))
	for i, one := range r.list {
		d := &f.docs[one.doc]
		f.result.Hits[i] = Hit{Key: d.key, Score: float64(one.score), Matched: f.wordsOf(d)}
	}
}

// least gives the weight of words that a partial hit must have, or 0 when some
// document has all the words and none may be partial.
func (f *finder) least() float32 {
	var best float32
	for _, d := range f.hit {
		c := &f.cells[d]
		if uint32(c.slots)&f.plan.must == f.plan.must {
			return 0
		}
		best = max(best, c.weight)
	}
	f.result.Partial = best > 0
	return best * nearBest
}

// score gives the score of a document, or that it is no hit.
func (f *finder) score(d uint32, least float32) (float32, bool) {
	c := &f.cells[d]
	score := c.score
	if least > 0 {
		score *= float32(bits.OnesCount16(c.slots)) / float32(len(f.plan.slots))
	}
	if uint32(c.slots)&f.plan.must != f.plan.must && (least == 0 || c.weight < least) {
		return 0, false
	}
	if c.named {
		score *= 1 + f.bonus(&f.docs[d])
	}
	return score, true
}

// wordsOf gives the words of a document that were found.
func (f *finder) wordsOf(d *doc) []string {
	var found []string
	for _, t := range d.terms {
		if f.matched[t] {
			found = append(found, f.words.terms[t].text)
		}
	}
	slices.Sort(found)
	return found
}

// bonus tells how many times its score a document gains, because the query has
// all words of one of its names; the more of the query that is, the more.
func (f *finder) bonus(d *doc) float32 {
	var most float32
	for names := d.names; len(names) > 0; {
		n := names[0] & nameTerms
		gain := float32(wholeName)
		if names[0]&nameAside != 0 {
			gain = asideName
		}
		if int(n) <= f.plan.bits {
			most = max(most, gain*f.named(names[1:1+n]))
		}
		names = names[1+n:]
	}
	return most
}

// named tells how much of the query a name is, if the query has all of it.
func (f *finder) named(name []uint32) float32 {
	var most float32
	for i, set := range f.plan.names {
		var has uint32
		whole := true
		for _, t := range name {
			b := f.strong[t] & set
			has |= b
			whole = whole && b != 0
		}
		share := float32(bits.OnesCount32(has)) / float32(bits.OnesCount32(set))
		if i > 0 {
			share *= otherName
		}
		if whole {
			most = max(most, share)
		}
	}
	return most
}
