package api

import (
	"context"
	"time"

	"samkarta/internal/record"
)

// VersionShown is one version of a record.
type VersionShown struct {
	Version int64         `json:"version"`
	At      time.Time     `json:"at"`
	Action  string        `json:"action" enum:"imported,created,changed,confirmed,ended"`
	By      string        `json:"by" doc:"Who wrote it: by name for colleagues, else by function"`
	Source  string        `json:"source" doc:"Id of the source that set this version"`
	Changes []ChangeShown `json:"changes" doc:"The fields that it changed; empty for the first"`
}

// ChangeShown is one field that a version changed.
type ChangeShown struct {
	Field string `json:"field"`
	Old   any    `json:"old" doc:"null where there was nothing"`
	New   any    `json:"new" doc:"null where there is nothing"`
}

// HistoryOf shows the versions of a record, with what their authors are called.
func HistoryOf(versions []record.Version, names map[string]string) []VersionShown {
	all := make([]VersionShown, len(versions))
	for i, x := range versions {
		h := x.Body.HeadOf()
		all[i] = VersionShown{h.Version, x.At, x.Action, names[x.Author], h.Source, ChangesOf(x.Changes)}
	}
	return all
}

// ChangesOf shows the fields that were changed.
func ChangesOf(changes []record.FieldChange) []ChangeShown {
	all := make([]ChangeShown, len(changes))
	for i, f := range changes {
		all[i] = ChangeShown(f)
	}
	return all
}

type historyInput struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
	KeyInput
}

func (s *Service) history(ctx context.Context, in *historyInput) (*Answer[[]VersionShown], error) {
	return answer(ctx, s, Asked{IfNoneMatch: in.IfNoneMatch}, func(m Map) ([]VersionShown, error) {
		versions, err := s.Records.History(ctx, m.Actor(), in.key())
		if err != nil {
			return nil, err
		}
		names, err := s.authors(ctx, m, versions)
		return HistoryOf(versions, names), err
	})
}

// authors gives what the authors of versions are called, as far as the caller
// may know it.
func (s *Service) authors(ctx context.Context, m Map, versions []record.Version) (map[string]string, error) {
	names := map[string]string{}
	if s.People == nil {
		return names, nil
	}
	authors := make([]string, len(versions))
	for i, x := range versions {
		authors[i] = x.Author
	}
	bylines, err := s.People.NameOf(ctx, m.Actor(), authors...)
	for author, b := range bylines {
		names[author] = b.In(m.Lang.T)
	}
	return names, err
}
