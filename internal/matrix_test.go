package internal_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/people"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
	"samkarta/internal/reporting/reportingtest"
)

// A small installation: two associations, of which the second publishes no
// units, and one account to act upon.
const twoAssociations = `{"format": "samkarta/1",
	"sources": [{"id": "n", "kept_by": "norr", "title": "N", "date": "2019", "kind": "mapping"},
		{"id": "s", "kept_by": "soder", "title": "S", "date": "2019", "kind": "mapping"},
		{"id": "g", "title": "G", "date": "2019", "kind": "mapping"}],
	"associations": [{"id": "norr", "name": "Norr", "source": "n"}, {"id": "soder", "name": "Söder", "source": "s"}],
	"parties": [{"id": "af", "kind": "employment_service", "name": "AF", "source": "g"}, {"id": "by", "kind": "municipality", "name": "By", "source": "n"}],
	"units": [{"id": "by/ame", "party": "by", "name": "AME", "source": "n"}, {"id": "by/ifo", "party": "by", "name": "IFO", "source": "n"},
		{"id": "af/soder", "party": "af", "name": "AF Söder", "source": "s"}]}`

// question is one thing that somebody may or may not do.
type question struct {
	words string
	ask   func(ctx context.Context, a access.Actor) error
}

// The printed matrix of who may do what is what the program does. When a rule
// changes, SAMKARTA_WRITE=1 go test ./internal -run Matrix writes it anew.
func TestAccessMatrixIsAsPrinted(t *testing.T) {
	got := matrix(t)
	const file = "../docs/access.md"
	if os.Getenv("SAMKARTA_WRITE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("docs/access.md is not what the program does: %v\n%s", err, got)
	}
}

func matrix(t *testing.T) string {
	roles := []struct {
		words string
		actor access.Actor
	}{
		{"the public", access.Public()},
		{"reader", acting(access.Reader, "norr", "")},
		{"editor of a unit", acting(access.Editor, "norr", "by/ame")},
		{"process developer", acting(access.Developer, "norr", "")},
		{"administrator", acting(access.Administrator, "", "")},
	}
	var b strings.Builder
	b.WriteString("# Who may do what\n\nPrinted by a test from what the program does; roles are in the association Norr, and Söder does not publish its units.\n\n|")
	for _, r := range roles {
		fmt.Fprintf(&b, " | %s", r.words)
	}
	b.WriteString(" |\n|---" + strings.Repeat("|---", len(roles)) + "|\n")
	for i, q := range questions(t) {
		fmt.Fprintf(&b, "| %s", q.words)
		for _, r := range roles {
			fmt.Fprintf(&b, " | %s", answerOf(t, questions(t)[i].ask(context.Background(), r.actor)))
		}
		b.WriteString(" |\n")
	}
	return b.String()
}

func acting(role access.Role, association, unit string) access.Actor {
	return access.Actor{Account: "konto-" + string(role), Assignments: []access.Assignment{{Role: role, Association: association, Unit: unit}}}
}

func answerOf(t *testing.T, err error) string {
	switch fault.KindOf(err) {
	case fault.Forbidden, fault.Unauthenticated, fault.NotFound:
		return "no"
	case fault.Internal:
		if err != nil {
			t.Error(err)
		}
	}
	return "yes"
}

// questions makes a fresh installation and the questions about it, so that no
// answer depends on another.
func questions(t *testing.T) []question {
	s, p, r := installation(t)
	reportingtest.Formats(t)
	kept, err := r.Make(context.Background(), access.System("test"), reporting.Order{Association: "norr", Template: reporting.Mapping, Lang: "sv"}, []string{"plain"})
	if err != nil {
		t.Fatal(err)
	}
	see := func(kind, id string) func(context.Context, access.Actor) error {
		return func(ctx context.Context, a access.Actor) error {
			v, err := s.View(ctx, a, "")
			if err == nil {
				_, err = v.Get(kind, id)
			}
			return err
		}
	}
	confirm := func(kind, id string) func(context.Context, access.Actor) error {
		return func(ctx context.Context, a access.Actor) error {
			return s.Confirm(ctx, a, record.Key{Kind: kind, ID: id})
		}
	}
	add := func(keptBy string) func(context.Context, access.Actor) error {
		return func(ctx context.Context, a access.Actor) error {
			_, err := s.Create(ctx, a, party.TargetGroups.Kind, record.Draft{KeptBy: keptBy, Tree: record.Tree{"name": "Ny"}})
			return err
		}
	}
	invite := func(email string, role access.Assignment) func(context.Context, access.Actor) error {
		return func(ctx context.Context, a access.Actor) error {
			_, err := p.Invite(ctx, a, people.Person{Name: "Ny Person", Email: email}, role)
			return err
		}
	}
	return []question{
		{"read what is common or published", see("unit", "by/ame")},
		{"read what another association does not publish", see("unit", "af/soder")},
		{"change, confirm or end what is common", confirm("party", "af")},
		{"change, confirm or end what the own association keeps", confirm("unit", "by/ifo")},
		{"change, confirm or end the own unit", confirm("unit", "by/ame")},
		{"change, confirm or end what another association keeps", confirm("association", "soder")},
		{"add to what the own association keeps", add("norr")},
		{"add to what another association keeps", add("soder")},
		{"add to what is common", add("")},
		{"choose what the own association publishes", func(ctx context.Context, a access.Actor) error {
			return s.Publish(ctx, a, "norr", record.Publication{"statement": true})
		}},
		{"see colleagues' accounts", func(ctx context.Context, a access.Actor) error { _, err := p.List(ctx, a, people.Filter{}); return err }},
		{"add an account in the own association", invite("ny@example.se", access.Assignment{Role: access.Reader, Association: "norr"})},
		{"add an account in another association", invite("annan@example.se", access.Assignment{Role: access.Reader, Association: "soder"})},
		{"see the templates and texts of the own association's reports", func(ctx context.Context, a access.Actor) error {
			_, err := r.Templates(ctx, a, "norr")
			return err
		}},
		{"make reports of the own association, and change their templates and texts", func(ctx context.Context, a access.Actor) error {
			_, err := r.Compose(ctx, a, reporting.Order{Association: "norr", Template: reporting.Mapping, Lang: "sv"})
			return errors.Join(err, r.SaveText(ctx, a, "norr", reporting.Mapping, reporting.KeptText{Text: reporting.Text{Section: reporting.Purpose, Lang: "sv", Text: "x"}}))
		}},
		{"make reports of another association, and change their templates and texts", func(ctx context.Context, a access.Actor) error {
			_, err := r.Compose(ctx, a, reporting.Order{Association: "soder", Template: reporting.Mapping, Lang: "sv"})
			return err
		}},
		{"see a report of the own association that is not published", func(ctx context.Context, a access.Actor) error {
			_, err := r.Get(ctx, a, kept)
			return err
		}},
		{"publish a report of the own association", func(ctx context.Context, a access.Actor) error { return r.Publish(ctx, a, kept, true) }},
		{"add an administrator", invite("adm@example.se", access.Assignment{Role: access.Administrator})},
	}
}

func installation(t *testing.T) (*record.Service, *people.Service, *reporting.Service) {
	d := dbtest.SQLite(t)
	s := record.New(d, exchange.Kinds())
	admin := access.System("test")
	files := []exchange.File{exchange.Bytes("a.json", []byte(twoAssociations))}
	if _, err := exchange.Import(context.Background(), s, admin, files, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(context.Background(), admin, "soder", record.Publication{"unit": false}); err != nil {
		t.Fatal(err)
	}
	return s, people.New(d, s, people.Options{}), reporting.New(d, s, insight.New(s), nil)
}
