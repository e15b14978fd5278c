package people

import (
	"context"
	"errors"
	"sync"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
)

// How long a session is known without asking the database, which is how long
// another server may still let in an account that was closed; and how often
// the use of a session is noted.
const (
	knownFor   = 15 * time.Second
	touchEvery = time.Minute
	mostKnown  = 4096
)

// cache keeps the sessions in use, by their digests.
type cache struct {
	mu    sync.Mutex
	turn  int // counts how often it has been emptied
	known map[string]cached
}

type cached struct {
	signedIn
	read time.Time
}

// get gives a session that was read lately, and the turn to put it at if not.
func (c *cache) get(digest string, now time.Time) (s signedIn, turn int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.known[digest]
	return k.signedIn, c.turn, ok && now.Sub(k.read) < knownFor
}

// put keeps a session, unless something has been changed since it was read.
func (c *cache) put(digest string, s signedIn, turn int, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if turn != c.turn {
		return
	}
	if len(c.known) >= mostKnown {
		clear(c.known)
	}
	c.known[digest] = cached{s, now}
}

// drop forgets all sessions, after something that any of them may rest on has
// been changed.
func (c *cache) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	clear(c.known)
}

// use notes that a session is in use and tells whether that is to be stored.
func (c *cache) use(digest string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.known[digest]
	if ok && now.Sub(k.used) < touchEvery {
		return false
	}
	if ok {
		k.used = now
		c.known[digest] = k
	}
	return true
}

// ActorOf gives who acts with a session, by its token. It is asked on every
// request, so it is answered from memory for some seconds.
func (s *Service) ActorOf(ctx context.Context, token string) (access.Actor, error) {
	key, now := digestOf(token), s.db.Now()
	if key == "" {
		return access.Public(), errSignIn
	}
	in, err := s.session(ctx, key, now)
	if err != nil {
		return access.Public(), err
	}
	if isOver(in.started, in.used, now) {
		return access.Public(), errSignIn
	}
	if now.Sub(in.used) >= touchEvery && s.cache.use(key, now) {
		s.touch(ctx, key, now)
	}
	return in.actor, nil
}

func (s *Service) session(ctx context.Context, key string, now time.Time) (signedIn, error) {
	in, turn, ok := s.cache.get(key, now)
	if ok {
		return in, nil
	}
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { in, err = findSession(tx, key); return err })
	if errors.Is(err, db.ErrNone) {
		return in, errSignIn
	}
	if err == nil {
		s.cache.put(key, in, turn, now)
	}
	return in, err
}

// touch stores that a session is in use. Should that fail, the next minute's
// will do: nobody is to be turned away for it.
func (s *Service) touch(ctx context.Context, key string, now time.Time) {
	_ = s.db.Write(ctx, access.System("sessions"), func(tx *db.Tx) error {
		return touchSession(tx, key, now.Add(-touchEvery))
	})
}

// SignOut ends a session of the actor; who has none is signed out already.
func (s *Service) SignOut(ctx context.Context, actor access.Actor, token string) error {
	if mayKeep(actor) != nil {
		return nil
	}
	return s.change(ctx, actor, func(tx *db.Tx) error {
		had, err := endSession(tx, actor.Account, digestOf(token))
		if err != nil || !had {
			return err
		}
		return note(tx, "account.signed_out", "", actor.Account, "")
	})
}

// SignOutOthers ends all sessions of the actor but the one with the token.
func (s *Service) SignOutOthers(ctx context.Context, actor access.Actor, token string) error {
	if err := mayKeep(actor); err != nil {
		return err
	}
	return s.change(ctx, actor, func(tx *db.Tx) error {
		n, err := endSessions(tx, actor.Account, digestOf(token))
		if err != nil || n == 0 {
			return err
		}
		return note(tx, "account.signed_out_elsewhere", "", actor.Account, "")
	})
}

// Sessions lists where the actor is signed in; the token says which session is
// the one that asks.
func (s *Service) Sessions(ctx context.Context, actor access.Actor, token string) ([]Session, error) {
	if err := mayKeep(actor); err != nil {
		return nil, err
	}
	var kept []Session
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		all, digests, err := sessionsOf(tx, actor.Account)
		for i, session := range all {
			session.Current = digests[i] == digestOf(token)
			if !isOver(session.StartedAt, session.UsedAt, tx.Now()) {
				kept = append(kept, session)
			}
		}
		return err
	})
	return kept, err
}
