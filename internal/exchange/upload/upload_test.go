package upload_test

import (
	"context"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/record"
)

var (
	ctx       = context.Background()
	admin     = access.Actor{Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}}
	developer = access.Actor{Account: "developer", Assignments: []access.Assignment{{Role: access.Developer, Association: "a"}}}
	stranger  = access.Actor{Account: "stranger", Assignments: []access.Assignment{{Role: access.Developer, Association: "b"}}}
	reader    = access.Actor{Account: "reader", Assignments: []access.Assignment{{Role: access.Reader, Association: "a"}}}
)

// common is what the administrator has taken in: two associations and a party.
const common = `{"format":"samkarta/1","source":{"id":"grund","title":"Grund","date":"2019","kind":"mapping"},
"associations":[{"id":"a","name":"A"},{"id":"b","name":"B"}],"parties":[{"id":"p","kind":"municipality","name":"P"}]}`

const units = `{"format":"samkarta/1","kept_by":"a","source":{"id":"s","title":"S","date":"2019","kind":"mapping"},
"units":[{"id":"p/u","party":"p","name":"Åland"}],"projects":[{"id":"i","name":"I"}]}`

// desk is the service with what it works on.
type desk struct {
	*testing.T
	db      *db.DB
	records *record.Service
	uploads *upload.Service
	runner  *jobs.Runner
	now     time.Time
	roles   map[string]access.Actor // of the accounts, when a job runs
}

func each(t *testing.T, f func(*desk)) {
	for name, make := range map[string]func(testing.TB, ...db.Option) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) {
			k := &desk{T: t, now: time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)}
			k.db = make(t, db.WithClock(func() time.Time { return k.now }))
			k.records = record.New(k.db, exchange.Kinds())
			k.roles = map[string]access.Actor{"admin": admin, "developer": developer, "stranger": stranger}
			k.uploads = upload.New(k.db, k.records, func(_ context.Context, account string) (access.Actor, error) { return k.roles[account], nil })
			k.runner = jobs.New(k.db, jobs.Config{Poll: 5 * time.Millisecond})
			k.uploads.Work(k.runner)
			_, err := exchange.Import(ctx, k.records, admin, []exchange.File{exchange.Bytes("grund.json", []byte(common))}, exchange.Options{})
			k.must(err)
			f(k)
		})
	}
}

func (k *desk) must(err error) {
	k.Helper()
	if err != nil {
		k.Fatal(err)
	}
}

func (k *desk) try(actor access.Actor, content string) *upload.Upload {
	k.Helper()
	u, err := k.uploads.Try(ctx, actor, []upload.File{{Name: "ny.json", Content: []byte(content)}})
	k.must(err)
	return u
}

// work runs jobs until the upload's is finished.
func (k *desk) work(actor access.Actor, id string) *upload.Upload {
	k.Helper()
	var u *upload.Upload
	jobstest.Work(k, k.runner, "the upload's job ends", func() bool {
		var err error
		u, err = k.uploads.Get(ctx, actor, id)
		k.must(err)
		return u.Job != nil && u.Job.IsFinished()
	})
	return u
}

func (k *desk) has(kind, id string) bool {
	v, err := k.records.View(ctx, admin, "")
	k.must(err)
	return v.Has(record.Key{Kind: kind, ID: id})
}

func TestWhatIsTriedChangesNothingUntilItIsTaken(t *testing.T) {
	each(t, func(k *desk) {
		u := k.try(developer, units)
		if sum := u.Preview.Sum(); sum.Added != 3 || sum.Total() != 3 {
			k.Errorf("the preview counts %+v", sum)
		}
		if l := u.Preview.Lists[1]; l.Kind != "unit" || l.Changes[0].Title != "Åland" || len(l.Changes[0].Fields) != 0 {
			k.Errorf("the preview of the units: %+v", l)
		}
		if l := u.Preview.Lists[2]; l.Kind != "project" || !l.Kept {
			k.Errorf("what is not shown yet: %+v", l)
		}
		if k.has("unit", "p/u") {
			k.Error("a trial has changed the map")
		}
		k.must(k.uploads.Take(ctx, developer, u.ID))
		k.must(k.uploads.Take(ctx, developer, u.ID))
		done := k.work(developer, u.ID)
		if done.Taken == nil || done.Taken.Sum().Added != 3 || !k.has("unit", "p/u") {
			k.Errorf("the job did %+v, %+v", done.Taken, done.Job)
		}
		k.audited("a", "upload.received", "upload.accepted", "unit.imported")
	})
}

// audited fails the test if the log lacks one of the actions.
func (k *desk) audited(keptBy string, actions ...string) {
	k.Helper()
	var entries []audit.Logged
	k.must(k.db.Read(ctx, func(tx *db.Tx) (err error) { entries, err = audit.List(tx, audit.Filter{KeptBy: keptBy}); return err }))
	for _, action := range actions {
		found := false
		for _, e := range entries {
			found = found || e.Action == action && e.Author == "developer"
		}
		if !found {
			k.Errorf("the log does not have %s", action)
		}
	}
}

func TestUploadsAreForThoseWhoMay(t *testing.T) {
	each(t, func(k *desk) {
		files := []upload.File{{Name: "ny.json", Content: []byte(units)}}
		for name, c := range map[string]struct {
			actor access.Actor
			want  fault.Kind
		}{"the public": {access.Public(), fault.Unauthenticated}, "a reader": {reader, fault.Forbidden}, "another's developer": {stranger, fault.Forbidden}} {
			if _, err := k.uploads.Try(ctx, c.actor, files); !fault.Is(err, c.want) {
				k.Errorf("%s: %v", name, err)
			}
		}
		u := k.try(developer, units)
		for _, actor := range []access.Actor{access.Public(), reader, stranger, admin} {
			if _, err := k.uploads.Get(ctx, actor, u.ID); err == nil {
				k.Errorf("%s sees another's upload", actor.AuditID())
			}
			if err := k.uploads.Take(ctx, actor, u.ID); err == nil {
				k.Errorf("%s takes another's upload", actor.AuditID())
			}
		}
	})
}

// Whoever loses his role between the trial and the job has nothing done.
func TestJobActsByTheRolesOfItsTime(t *testing.T) {
	each(t, func(k *desk) {
		u := k.try(developer, units)
		k.must(k.uploads.Take(ctx, developer, u.ID))
		k.roles["developer"] = reader
		if done := k.work(developer, u.ID); done.Job.State != jobs.Failed || done.Job.Fault.Kind != fault.Forbidden || k.has("unit", "p/u") {
			k.Errorf("the job: %+v", done.Job)
		}
	})
}

// What was right when it was tried may be wrong when it is taken.
func TestMapThatHasChangedSinceIsFoundOut(t *testing.T) {
	each(t, func(k *desk) {
		u := k.try(developer, units)
		other := `{"format":"samkarta/1","source":{"id":"t","title":"T","date":"2019","kind":"mapping"},"parties":[{"id":"p/u","kind":"other","name":"X"}]}`
		_, err := exchange.Import(ctx, k.records, admin, []exchange.File{exchange.Bytes("t.json", []byte(other))}, exchange.Options{})
		k.must(err)
		k.must(k.uploads.Take(ctx, developer, u.ID))
		done := k.work(developer, u.ID)
		if done.Job.State != jobs.Failed || len(done.Job.Fault.Fields) != 1 || done.Job.Fault.Fields[0].Key != "record.id_taken" {
			k.Errorf("the job: %+v", done.Job)
		}
	})
}

func TestUploadsWaitForADay(t *testing.T) {
	each(t, func(k *desk) {
		u := k.try(developer, units)
		k.now = k.now.Add(23 * time.Hour)
		k.clear()
		if _, err := k.uploads.Get(ctx, developer, u.ID); err != nil {
			k.Errorf("after 23 hours: %v", err)
		}
		k.now = k.now.Add(2 * time.Hour)
		k.clear()
		if _, err := k.uploads.Get(ctx, developer, u.ID); !fault.Is(err, fault.NotFound) {
			k.Errorf("after 25 hours: %v", err)
		}
		var left int
		k.must(k.db.Read(ctx, func(tx *db.Tx) (err error) {
			left, err = db.One(tx, db.Value[int], `SELECT count(*) FROM upload_file`)
			return err
		}))
		if left != 0 {
			k.Errorf("%d files are left", left)
		}
	})
}

// clear has the periodic job run once more.
func (k *desk) clear() {
	k.Helper()
	before := k.cleared()
	jobstest.Work(k, k.runner, "what has waited is cleared away", func() bool { return k.cleared() > before })
}

// cleared is how many times it has run.
func (k *desk) cleared() (n int) {
	k.Helper()
	k.must(k.db.Read(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(tx, db.Value[int], `SELECT count(*) FROM job WHERE kind = 'upload.clear' AND state = 'done'`)
		return err
	}))
	return n
}

func TestNothingAndTooMuchAreRefused(t *testing.T) {
	each(t, func(k *desk) {
		if _, err := k.uploads.Try(ctx, admin, nil); !fault.Is(err, fault.Invalid) {
			k.Errorf("no files: %v", err)
		}
		large := make([]byte, upload.Largest+1)
		if _, err := k.uploads.Try(ctx, admin, []upload.File{{Name: "a", Content: large}}); !fault.Is(err, fault.Invalid) {
			k.Errorf("too much: %v", err)
		}
		if _, err := k.uploads.Try(ctx, admin, []upload.File{{Name: "a", Content: []byte("\xff\x00")}}); !fault.Is(err, fault.Invalid) {
			k.Errorf("no text: %v", err)
		}
	})
}
