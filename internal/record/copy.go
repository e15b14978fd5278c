package record

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"reflect"
	"strings"
)

// Copy makes a copy of a record that can be changed without the original: its
// head and its own fields, not what its lists hold.
func Copy(b Body) Body {
	c := b.HeadOf().Kind.New()
	reflect.ValueOf(c).Elem().Set(reflect.ValueOf(b).Elem())
	return c
}

// Bare writes what a record says without its id and its source: what is kept
// in the database and what two versions are compared by.
func Bare(b Body) []byte {
	c := Copy(b)
	c.HeadOf().ID, c.HeadOf().Source = "", ""
	return Encode(c)
}

// content writes what a record says of the world, without where it was found
// and when it was confirmed.
func content(b Body) string {
	c := Copy(b)
	h := c.HeadOf()
	h.ID, h.Source, h.Evidence, h.Confirmed = "", "", nil, ""
	return string(Encode(c))
}

// wording writes all that a form can change in a record, also where it was
// found.
func wording(b Body) string {
	c := Copy(b)
	h := c.HeadOf()
	h.ID, h.Source, h.Confirmed = "", "", ""
	return string(Encode(c))
}

// digestOf is the same for two versions of a record that say the same.
func digestOf(b Body) string {
	sum := sha256.Sum256(Bare(b))
	return hex.EncodeToString(sum[:16])
}

// KeyOf gives the key that a record read from a document has in here.
func KeyOf(b Body) Key {
	h := b.HeadOf()
	if len(h.Kind.Identity) > 0 {
		return Key{h.Kind.Name, identify(b)}
	}
	return h.Key()
}

// identify gives a record of a kind without ids the id it has in here: made of
// its source and the fields that identify it, so that the same record gets the
// same id again.
func identify(b Body) string {
	k := b.HeadOf().Kind
	tree := TreeOf(b)
	parts := []string{k.Name, b.HeadOf().Source}
	for _, field := range k.Identity {
		s, _ := tree[field].(string)
		parts = append(parts, s)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}
