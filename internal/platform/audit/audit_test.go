package audit_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

type author string

func (a author) AuditID() string { return string(a) }

func record(t *testing.T, d *db.DB, e audit.Entry) time.Time {
	t.Helper()
	var now time.Time
	err := d.Write(context.Background(), author("anna"), func(tx *db.Tx) error {
		now = tx.Now()
		return audit.Record(tx, e)
	})
	if err != nil {
		t.Fatal(err)
	}
	return now
}

func list(t *testing.T, d *db.DB, f audit.Filter) (all []audit.Logged) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		all, err = audit.List(tx, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRecordNotesAuthorAndTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		e := audit.Entry{Action: "forum.closed", KeptBy: "vast", Subject: "forum/1", Detail: "Åtta möten"}
		now := record(t, d, e)
		got := list(t, d, audit.Filter{KeptBy: "vast"})
		if len(got) != 1 || got[0].ID == "" {
			t.Fatalf("got %v", got)
		}
		want := audit.Logged{Entry: e, ID: got[0].ID, At: now, Author: "anna"}
		if diff := cmp.Diff(want, got[0]); diff != "" {
			t.Error(diff)
		}
	})
}

func TestListPagesFromTheNewest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for i := range 9 {
			subject := []string{"even", "odd"}[i%2]
			record(t, d, audit.Entry{Action: "x", KeptBy: "vast", Subject: subject, Detail: fmt.Sprint(i)})
			record(t, d, audit.Entry{Action: "x", KeptBy: "ost", Subject: subject, Detail: "other"})
		}
		if got := pages(t, d, audit.Filter{KeptBy: "vast", Limit: 4}); got != "8765 4321 0 " {
			t.Errorf("all: %q", got)
		}
		if got := pages(t, d, audit.Filter{KeptBy: "vast", Subject: "odd", Limit: 3}); got != "753 1 " {
			t.Errorf("odd: %q", got)
		}
		if got := pages(t, d, audit.Filter{}); got != "" {
			t.Errorf("common: %q", got)
		}
	})
}

func pages(t *testing.T, d *db.DB, f audit.Filter) (details string) {
	for {
		page := list(t, d, f)
		if len(page) == 0 {
			return details
		}
		for _, l := range page {
			details += l.Detail
		}
		details += " "
		f.Before = page[len(page)-1].ID
	}
}

func TestNoEntryWithoutItsChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.Write(context.Background(), author("anna"), func(tx *db.Tx) error {
			return errors.Join(audit.Record(tx, audit.Entry{Action: "x"}), errors.New("no"))
		})
		if err == nil || len(list(t, d, audit.Filter{})) != 0 {
			t.Error("an entry was left behind")
		}
	})
}
