package insight

import (
	"context"
	"slices"
	"sync"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/record"
)

// Service keeps an Index for each version of the map that somebody looks at, so
// that what is heavy is worked out once and not once a request.
//
// A version is named by four things: the revision of the map, the earlier day
// that is shown if any, the day from which freshness is reckoned, and what the
// actor may see. All of them are had from the View, and the View asks the
// database for the revision at every request (record.Service.View). A change
// therefore shows at once, on the server where it was made and on every other:
// the next request anywhere sees the new revision, finds no Index of it, and
// makes one. There is nothing to tell the other servers and nothing to wait for,
// and two servers never answer from different maps for longer than a request
// lasts. What an association publishes is part of the revision too.
//
// An Index is made at once and works things out when they are first asked for;
// those who ask for the same at the same time wait for the one who was first. As
// soon as a newer revision is seen the older ones are let go: nobody can ask for
// them again, and requests that are still at work keep theirs.
type Service struct {
	records *record.Service
	mu      sync.Mutex
	kept    []keptIndex // the one used last first
}

// mostIndexes is how many versions are kept: those of the public, of the
// administrator and of some associations, today and on some earlier days.
const mostIndexes = 16

type keptIndex struct {
	version version
	index   *Index
}

// version names what an Index is of.
type version struct {
	revision int64
	asOf     record.Date
	today    time.Time
	sees     string // what the actor sees of that which is not published
}

// New makes the service over the records.
func New(records *record.Service) *Service { return &Service{records: records} }

// Of gives the index of what an actor may see, now or on an earlier day.
func (s *Service) Of(ctx context.Context, actor access.Actor, day record.Date) (*Index, error) {
	v, err := s.records.View(ctx, actor, day)
	if err != nil {
		return nil, err
	}
	return s.Index(v), nil
}

// Index gives the index of a view that a request has got. The view that a watch
// of the records is called with is not to be used here: it sees everything, and
// does not say so.
func (s *Service) Index(v *record.View) *Index {
	name := version{v.Revision(), v.AsOf(), v.Today(), v.Sees()}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.kept, func(k keptIndex) bool { return k.version == name })
	if i < 0 {
		return s.keep(name, v)
	}
	found := s.kept[i]
	copy(s.kept[1:i+1], s.kept[:i])
	s.kept[0] = found
	return found.index
}

// keep puts the index of a new version first, and lets go of what is older than
// the newest revision and of what was not used for long. A request that was slow
// and still has an older revision gets an index of its own, which is not kept.
func (s *Service) keep(name version, v *record.View) *Index {
	made := NewIndex(v)
	if len(s.kept) > 0 && s.kept[0].version.revision > name.revision {
		return made
	}
	older := func(k keptIndex) bool { return k.version.revision < name.revision }
	s.kept = slices.DeleteFunc(s.kept, older)
	s.kept = slices.Insert(s.kept, 0, keptIndex{name, made})
	if len(s.kept) > mostIndexes {
		s.kept = slices.Delete(s.kept, mostIndexes, len(s.kept))
	}
	return made
}
