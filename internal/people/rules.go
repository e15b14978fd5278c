package people

import (
	"net/mail"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
)

// SessionLife is how long a session can last at most.
const SessionLife = 30 * 24 * time.Hour

// How long a session may lie idle, and how long links live.
const (
	sessionIdle = 12 * time.Hour
	inviteLife  = 7 * 24 * time.Hour
	forgotLife  = 24 * time.Hour
)

// How many attempts to sign in may fail within the window. Many people sit
// behind the one address of a municipality, so an address may fail more often
// than an e-mail.
const (
	attemptWindow      = 15 * time.Minute
	attemptsPerEmail   = 5
	attemptsPerAddress = 30
)

const (
	longestName  = 100
	longestEmail = 254
)

// isOver tells whether a session has ended by its age or by lying idle.
func isOver(started, used, now time.Time) bool {
	return now.Sub(started) >= SessionLife || now.Sub(used) >= sessionIdle
}

// linkLife is how long a link works: an invitation may have to wait for
// somebody's holiday, a forgotten password is chosen at once.
func linkLife(a Account) time.Duration {
	if a.HasPassword() {
		return forgotLife
	}
	return inviteLife
}

// waitFor is how long an attempt must wait, given the earlier ones within the
// window in order; 0 if it need not.
func waitFor(earlier []time.Time, most int, now time.Time) time.Duration {
	if len(earlier) < most {
		return 0
	}
	return earlier[len(earlier)-most].Add(attemptWindow).Sub(now)
}

// mustWait is the fault of an attempt that comes too soon.
func mustWait(wait time.Duration) error {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return fault.New(fault.Unavailable, "people.sign_in.wait", minutes)
}

// addressSubject is what of a client address attempts are counted by: the
// address, or the network of an IPv6 one, for each customer has a whole one.
func addressSubject(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	network, _ := ip.Prefix(64) // 64 bits fit every IPv6 address
	return network.String()
}

// check tells what is wrong with a person's name and e-mail; the e-mail must
// have been made normal.
func (p Person) check() []fault.Field {
	var wrong []fault.Field
	if n := utf8.RuneCountInString(p.Name); n == 0 {
		wrong = append(wrong, fault.Field{Path: "name", Key: "people.name.needed"})
	} else if n > longestName {
		wrong = append(wrong, fault.Field{Path: "name", Key: "people.name.long", Args: []any{longestName}})
	}
	if !isEmail(p.Email) {
		wrong = append(wrong, fault.Field{Path: "email", Key: "people.email.bad"})
	}
	return wrong
}

func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > longestEmail {
		return false
	}
	_, domain, _ := strings.Cut(s, "@")
	return strings.Contains(strings.Trim(domain, "."), ".")
}

// checkShape tells what is wrong with an assignment in itself: which role has
// an association and which a unit.
func checkShape(a access.Assignment) []fault.Field {
	var wrong []fault.Field
	fail := func(path, key string) { wrong = append(wrong, fault.Field{Path: path, Key: key}) }
	if !slices.Contains(access.Roles(), a.Role) {
		fail("role", "people.role.unknown")
		return wrong
	}
	if everywhere := a.Role == access.Administrator; everywhere && a.Association != "" {
		fail("association", "people.association.too_much")
	} else if !everywhere && a.Association == "" {
		fail("association", "people.association.needed")
	}
	if edits := a.Role == access.Editor; edits && a.Unit == "" {
		fail("unit", "people.unit.needed")
	} else if !edits && a.Unit != "" {
		fail("unit", "people.unit.too_much")
	}
	return wrong
}

// isLast tells whether the account is the only one of the administrators who
// can sign in.
func isLast(administrators []string, account string) bool {
	return !slices.ContainsFunc(administrators, func(id string) bool { return id != account })
}

// widest is the widest role among the assignments; "" if there is none.
func widest(all []access.Assignment) access.Role {
	for _, role := range access.Roles() {
		if slices.ContainsFunc(all, func(a access.Assignment) bool { return a.Role == role }) {
			return role
		}
	}
	return ""
}

// hasWords tells whether all the words of a search stand in the account's name
// or e-mail.
func (a Account) hasWords(words string) bool {
	all := strings.ToLower(a.Name + " " + a.Email)
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}
