package search

// together notes the documents that have all words of a synonym. It uses the
// best of the documents, so the word itself must be looked for later.
func (f *finder) together(o other, weight float32, strict bool) {
	f.some = f.some[:0]
	for i := range o.words {
		f.terms(f.words.expand(&o.words[i], strict), o.firstBit+i, weight)
		f.sum(uint8(i))
	}
	for _, d := range f.some {
		c := &f.cells[d]
		if int(c.count) == len(o.words) {
			f.whole = append(f.whole, ranked{d, c.sum / float32(len(o.words))})
		}
		c.sum, c.count = 0, 0
	}
}

// sum adds the best for one word to the sums of the documents that have all
// words before it, of which there are so many.
func (f *finder) sum(before uint8) {
	for _, d := range f.best {
		c := &f.cells[d]
		if before == 0 {
			f.some = append(f.some, d)
		}
		if c.count == before {
			c.sum += c.best
			c.count++
		}
		c.best = 0
	}
	f.best = f.best[:0]
}

// inParts finds the documents that have all parts of a compound that none has.
func (f *finder) inParts(w *word) {
	f.whole = f.whole[:0]
	f.together(other{words: f.words.partsOf(w), firstBit: maxBits}, asParts, false)
	for _, one := range f.whole {
		f.raise(one.doc, one.score)
	}
}
