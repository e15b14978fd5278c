package people

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"samkarta/internal/platform/fault"
)

// Cost is how much memory and how many passes the hash of a password takes.
type Cost struct{ MemoryKiB, Passes uint32 }

// usualCost follows OWASP's Password Storage Cheat Sheet for argon2id.
var usualCost = Cost{MemoryKiB: 19 * 1024, Passes: 2}

// longestQueue is how long a sign-in waits for others to be done.
const longestQueue = 10 * time.Second

// hasher makes and checks the hashes of passwords, few at a time: each takes
// tens of milliseconds of a processor and some memory, and the pages of those
// who have signed in must not wait for them.
type hasher struct {
	params argon2id.Params
	slots  chan struct{}
	nobody string // the hash of no password
}

func newHasher(c Cost) *hasher {
	if c == (Cost{}) {
		c = usualCost
	}
	p := argon2id.Params{Memory: c.MemoryKiB, Iterations: c.Passes, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	slots := min(max(runtime.GOMAXPROCS(0)-1, 1), 4)
	return &hasher{params: p, slots: make(chan struct{}, slots), nobody: hashOfNothing(p)}
}

// hashOfNothing has the form of a hash and a random key, so that it takes the
// same time to check as any other and fits no password.
func hashOfNothing(p argon2id.Params) string {
	b := make([]byte, p.SaltLength+p.KeyLength)
	rand.Read(b)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", p.Memory, p.Iterations, p.Parallelism,
		enc.EncodeToString(b[:p.SaltLength]), enc.EncodeToString(b[p.SaltLength:]))
}

func (h *hasher) hash(ctx context.Context, password string) (hash string, err error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	return argon2id.CreateHash(password, &h.params)
}

// fits tells whether the hash is one of the password. Where there is none, it
// takes as long to say no.
func (h *hasher) fits(ctx context.Context, password, hash string) (bool, error) {
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	if hash == "" {
		hash = h.nobody
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

func (h *hasher) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longestQueue, errBusy)
	defer cancel()
	select {
	case h.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		if cause := context.Cause(ctx); errors.Is(cause, errBusy) {
			return cause
		}
		return ctx.Err()
	}
}

var errBusy = fault.New(fault.Unavailable, "people.sign_in.busy")

func (h *hasher) leave() { <-h.slots }

// normalPassword makes the same signs the same bytes, however they were typed.
func normalPassword(s string) string { return norm.NFKC.String(s) }

// normalEmail is how an e-mail is stored and looked up.
func normalEmail(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(s)))
}

// normal is the person with name and e-mail as they are stored.
func (p Person) normal() Person {
	return Person{Name: strings.Join(strings.Fields(p.Name), " "), Email: normalEmail(p.Email)}
}

const tokenBytes = 32

// newToken makes a token that nobody can guess, for a session or a link.
func newToken() string {
	var b [tokenBytes]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digestOf is what is stored of a token; "" if it cannot be one of ours.
func digestOf(token string) string {
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return ""
	}
	return digest(token)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
