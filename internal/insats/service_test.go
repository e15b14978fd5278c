package insats_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/insats"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// twoAssociations cover a municipality each.
const twoAssociations = `{"format": "samkarta/1", "source": {"id": "two", "title": "Två", "date": "2019-05-01", "kind": "mapping"},
	"associations": [{"id": "norr", "name": "Norr", "municipalities": ["0604"]}, {"id": "soder", "name": "Söder", "municipalities": ["1285"]}]}`

// counting is a service over a map with two associations, with a clock that is
// moved by hand.
func counting(t *testing.T, open func(testing.TB, ...db.Option) *db.DB) (s *insats.Service, d *db.DB, now *time.Time) {
	t.Helper()
	at := time.Date(2019, 5, 31, 9, 0, 0, 0, time.UTC)
	d = open(t, db.WithClock(func() time.Time { return at }))
	records := record.New(d, exchange.Kinds())
	_, err := exchange.Import(t.Context(), records, access.System("test"), []exchange.File{exchange.Bytes("two.json", []byte(twoAssociations))}, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return insats.NewService(d, records), d, &at
}

func reader(association string) access.Actor {
	return access.Actor{Account: "r", Assignments: []access.Assignment{{Role: access.Reader, Association: association}}}
}

func TestNothingFoundIsCounted(t *testing.T) {
	for name, open := range map[string]func(testing.TB, ...db.Option) *db.DB{"a file": dbtest.SQLite, "a server": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) { nothingFoundIsCounted(t, open) })
	}
}

func nothingFoundIsCounted(t *testing.T, open func(testing.TB, ...db.Option) *db.DB) {
	s, d, now := counting(t, open)
	say := func(code string) insats.Demand {
		t.Helper()
		got, err := s.CountNothing(t.Context(), access.Public(), code)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	say("0604")
	if got := say("0604"); got.Times != 2 || got.Month != "2019-05" || got.Association != "norr" {
		t.Errorf("%+v", got)
	}
	say("1285")
	say("2584") // nobody covers it
	*now = now.AddDate(0, 0, 1)
	say("0604")
	counted := func(actor access.Actor, municipality string) (all [][3]any) {
		t.Helper()
		got, err := s.Demand(t.Context(), actor, municipality)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range got {
			all = append(all, [3]any{x.Month, x.Municipality, x.Times})
		}
		return all
	}
	for name, c := range map[string]struct {
		actor access.Actor
		town  string
		want  [][3]any
	}{
		"administrator": {access.System("test"), "", [][3]any{{"2019-06", "0604", 1}, {"2019-05", "0604", 2}, {"2019-05", "1285", 1}, {"2019-05", "2584", 1}}},
		"one town":      {access.System("test"), "1285", [][3]any{{"2019-05", "1285", 1}}},
		"own":           {reader("norr"), "", [][3]any{{"2019-06", "0604", 1}, {"2019-05", "0604", 2}}},
		"others'":       {reader("norr"), "1285", nil},
	} {
		if diff := cmp.Diff(c.want, counted(c.actor, c.town)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	isLogged(t, d)
}

// isLogged fails the test if the log does not say of each time that it was
// counted and for which municipality, and no more.
func isLogged(t *testing.T, d *db.DB) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) error {
		all, err := audit.List(tx, audit.Filter{KeptBy: "norr", Subject: "municipality/0604"})
		for _, l := range all {
			if l.Action != "insats.nothing_found" || l.Detail != "" || l.Author != "public" {
				t.Errorf("the log says %+v", l)
			}
		}
		if len(all) != 3 {
			t.Errorf("the log has %d entries", len(all))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhoMayReadDemand(t *testing.T) {
	s, _, _ := counting(t, dbtest.SQLite)
	for _, c := range []struct {
		actor access.Actor
		kind  fault.Kind
	}{{access.Public(), fault.Unauthenticated}, {access.Actor{Account: "x"}, fault.Forbidden}} {
		if _, err := s.Demand(t.Context(), c.actor, ""); !fault.Is(err, c.kind) {
			t.Errorf("%+v: %v", c.actor, err)
		}
	}
	for _, code := range []string{"", "9999", "Ankeborg"} {
		if _, err := s.CountNothing(t.Context(), access.Public(), code); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", code, err)
		}
	}
}

// Somebody who plays is not let count without end; the next day it counts again.
func TestCountingIsBounded(t *testing.T) {
	s, _, now := counting(t, dbtest.SQLite)
	n := 0
	for ; n < 1000; n++ {
		if _, err := s.CountNothing(t.Context(), access.Public(), "0604"); err != nil {
			if !fault.Is(err, fault.Unavailable) {
				t.Fatal(err)
			}
			break
		}
	}
	if n == 0 || n == 1000 {
		t.Fatalf("it is counted %d times a day", n)
	}
	if _, err := s.CountNothing(t.Context(), access.Public(), "1285"); err != nil {
		t.Errorf("another municipality: %v", err)
	}
	*now = now.AddDate(0, 0, 1)
	if got, err := s.CountNothing(t.Context(), access.Public(), "0604"); err != nil || got.Times != 1 {
		t.Errorf("the next day, which is another month: %+v %v", got, err)
	}
}
