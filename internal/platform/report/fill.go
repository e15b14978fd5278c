package report

// fill is how much stands on a page, for formats whose pages only the reader's
// program knows: in letters, since a chapter began on a page of its own.
type fill int

// little is how many letters leave half a page empty.
const little = 1400

// begins tells whether the next chapter begins a page: it does where it has to, and
// after more than a few lines.
func (f *fill) begins(must bool) bool {
	if !must && *f <= little {
		return false
	}
	*f = 0
	return true
}

func (f *fill) add(b Block) {
	const line = 60 // what a line takes, however short it is
	for s := range Texts(b) {
		*f += fill(max(len(s), line))
	}
	if _, is := b.(Figure); is {
		*f += little
	}
}
