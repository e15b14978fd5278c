package upload

import (
	"time"

	"samkarta/internal/platform/jobs"
)

// The kinds of job.
const (
	takeKind  = "upload.take"
	clearKind = "upload.clear"
)

// Work has a runner do the jobs of the service.
func (s *Service) Work(r *jobs.Runner) {
	r.Handle(takeKind, s.take)
	r.Handle(clearKind, s.clear)
	r.Every(clearKind, time.Hour)
}
