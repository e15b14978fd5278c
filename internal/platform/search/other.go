package search

// other finds the documents that have all words of a synonym, or of the parts
// of a compound.
func (f *finder) other(o other, weight float32, strict bool) {
	if len(o.words) == 1 {
		f.terms(f.words.expand(&o.words[0], strict), o.firstBit, weight)
		f.take()
		return
	}
	f.some = f.some[:0]
	for i := range o.words {
		f.terms(f.words.expand(&o.words[i], strict), o.firstBit+i, weight)
		f.together(uint8(i))
	}
	for _, d := range f.some {
		c := &f.cells[d]
		if int(c.count) == len(o.words) {
			f.better(d, c.sum/float32(len(o.words)))
		}
		c.sum, c.count = 0, 0
	}
}

// together adds what was found for the word at hand to the sums of the
// documents that have all words before it, of which there are so many.
func (f *finder) together(before uint8) {
	for _, d := range f.now {
		c := &f.cells[d]
		if before == 0 {
			f.some = append(f.some, d)
		}
		if c.count == before {
			c.sum += c.now
			c.count++
		}
		c.now = 0
	}
	f.now = f.now[:0]
}

// typed gives a word of the query as it was typed.
func (p *plan) typed(i int) string { return p.text[p.slots[i].start:p.slots[i].end] }
