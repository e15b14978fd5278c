package upload

import (
	"context"
	"encoding/json"
	"fmt"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/record"
)

// ActorOf gives an account as it may act now: a job is done by the roles that
// its author has when it runs.
type ActorOf func(ctx context.Context, account string) (access.Actor, error)

// Service keeps the uploads.
type Service struct {
	db      *db.DB
	records *record.Service
	actorOf ActorOf
}

// New makes the service.
func New(d *db.DB, records *record.Service, actorOf ActorOf) *Service {
	return &Service{d, records, actorOf}
}

// Try finds out what documents would change and keeps them, if nothing is wrong
// with them. All that is wrong comes as one fault, and then nothing is kept.
func (s *Service) Try(ctx context.Context, actor access.Actor, files []File) (*Upload, error) {
	if err := MayImport(actor); err != nil {
		return nil, err
	}
	u := &Upload{KeptBy: keeper(actor), ID: id.New(), Author: actor.AuditID()}
	for _, f := range files {
		u.Size += int64(len(f.Content))
	}
	if len(files) == 0 {
		return nil, fault.OfFields([]fault.Field{{Path: "files", Key: "upload.none"}})
	}
	if u.Size > Largest {
		return nil, fault.OfFields([]fault.Field{{Path: "files", Key: "upload.too_large", Args: []any{megabytes(u.Size), Largest >> 20}}})
	}
	if err := s.look(ctx, actor, u, files); err != nil {
		return nil, err
	}
	return u, s.db.Write(ctx, actor, func(tx *db.Tx) error {
		u.At = tx.Now()
		if err := insert(tx, u, files); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: "upload.received", KeptBy: u.KeptBy, Subject: "upload/" + u.ID})
	})
}

func megabytes(n int64) int64 { return (n + 1<<20 - 1) >> 20 }

// look does the dry run.
func (s *Service) look(ctx context.Context, actor access.Actor, u *Upload, files []File) error {
	v, err := s.records.View(ctx, actor, "")
	if err != nil {
		return err
	}
	found, err := exchange.Import(ctx, s.records, actor, documents(files), exchange.Options{DryRun: true})
	if err != nil {
		return notYours(err, actor)
	}
	u.Preview = preview(v, files, found)
	return nil
}

func documents(files []File) []exchange.File {
	docs := make([]exchange.File, len(files))
	for i, f := range files {
		docs[i] = exchange.Bytes(f.Name, f.Content)
	}
	return docs
}

// Get gives an upload that the actor may see, with how far its job has come.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (*Upload, error) {
	if err := MayImport(actor); err != nil {
		return nil, err
	}
	var u stored
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		if u, err = find(tx, keeper(actor), id); err != nil || u.job == "" {
			return err
		}
		j, err := jobs.Get(tx, u.KeptBy, u.job)
		u.Job = &j
		return err
	})
	if err != nil {
		return nil, err
	}
	if u.Job != nil && u.Job.State == jobs.Done {
		u.Taken = &Taken{}
		err = json.Unmarshal([]byte(u.Job.Result), u.Taken)
	}
	return &u.Upload, err
}

// Take has the documents of an upload taken into the map by a job. Asking twice
// makes one job.
func (s *Service) Take(ctx context.Context, actor access.Actor, id string) error {
	if err := MayImport(actor); err != nil {
		return err
	}
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		u, err := find(tx, keeper(actor), id)
		if err != nil || u.job != "" {
			return err
		}
		job, err := jobs.Enqueue(tx, jobs.Job{KeptBy: u.KeptBy, Kind: takeKind, Payload: u.ID, Once: u.ID})
		if err != nil {
			return err
		}
		if err := setJob(tx, u.KeptBy, u.ID, job); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: "upload.accepted", KeptBy: u.KeptBy, Subject: "upload/" + u.ID})
	})
}

// take is the job that takes documents in.
func (s *Service) take(ctx context.Context, j jobs.Job, report func(done, total int)) (string, error) {
	actor, err := s.actorOf(ctx, j.Author)
	if err != nil {
		return "", err
	}
	if err := MayImport(actor); err != nil {
		return "", err
	}
	var files []File
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) { files, err = filesOf(tx, j.KeptBy, j.Payload); return err })
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fault.New(fault.NotFound, "upload.gone")
	}
	done, err := exchange.Import(ctx, s.records, actor, documents(files), exchange.Options{
		Progress: func(done, total int64, _ string) { report(int(done), int(total)) },
	})
	if err != nil {
		return "", notYours(err, actor)
	}
	result, err := json.Marshal(Taken{listsOf(s.records.Kinds(), done)})
	return string(result), err
}

// clear is the job that removes what has waited too long.
func (s *Service) clear(ctx context.Context, _ jobs.Job, _ func(done, total int)) (string, error) {
	var n int64
	err := s.db.Write(ctx, access.System("upload"), func(tx *db.Tx) (err error) {
		n, err = removeBefore(tx, tx.Now().Add(-kept))
		return err
	})
	return fmt.Sprint(n), err
}
