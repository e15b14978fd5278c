package people

import (
	"context"
	"strconv"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/jobs"
)

const purgeJob = "people.purge"

// Schedule has the runner remove, once an hour, the sessions, links and
// attempts to sign in that count no more.
func Schedule(r *jobs.Runner, s *Service) {
	r.Handle(purgeJob, s.purge)
	r.Every(purgeJob, time.Hour)
}

func (s *Service) purge(ctx context.Context, _ jobs.Job, _ func(done, total int)) (string, error) {
	var n int64
	err := s.db.Write(ctx, access.System("purge"), func(tx *db.Tx) (err error) { n, err = removeOld(tx); return err })
	return strconv.FormatInt(n, 10), err
}
