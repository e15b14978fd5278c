package text

import (
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A collator may not be used by two at a time, so they are kept in a pool.
var collators = sync.Pool{New: func() any {
	return collate.New(language.Swedish, collate.IgnoreCase, collate.Numeric)
}}

// SortBy sorts in Swedish order (… z å ä ö, numbers by value) after the name
// that a thing is given; equal names keep their order. It is the one order of
// every list, in both languages and on both databases.
func SortBy[T any](things []T, name func(T) string) {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	type keyed struct {
		key   string
		thing T
	}
	all := make([]keyed, len(things))
	for i, t := range things {
		all[i] = keyed{string(c.KeyFromString(&buf, name(t))), t}
		buf.Reset()
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		if a.key < b.key {
			return -1
		}
		if a.key > b.key {
			return 1
		}
		return 0
	})
	for i := range all {
		things[i] = all[i].thing
	}
}

// Key gives what a name sorts by: names in order have keys in order.
func Key(name string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	return string(c.KeyFromString(&buf, name))
}
