// Package id makes keys: random ones that sort by time, and slugs that people
// can read in an address.
package id

import (
	"regexp"
	"strings"

	"github.com/google/uuid"
)

// New gives a new key, unique everywhere; later keys sort after earlier ones.
func New() string { return uuid.Must(uuid.NewV7()).String() }

var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9./-]*$`)

// IsSlug tells whether s can be the id of a record: [a-z0-9][a-z0-9./-]*.
func IsSlug(s string) bool { return slug.MatchString(s) }

var plain = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u", "æ", "a", "ø", "o")

// Slug makes an id out of a name: å ä ö é become a a o e, everything that is
// no letter or digit a hyphen. A name without any gives "post".
func Slug(name string) string {
	var b strings.Builder
	for _, r := range plain.Replace(strings.ToLower(name)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-")
	if len(s) > 60 {
		s = strings.Trim(s[:60], "-")
	}
	if s == "" {
		return "post"
	}
	return s
}
