package reporting_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/insight"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/jobs/jobstest"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
	"samkarta/internal/reporting/reportingtest"
)

var ctx = context.Background()

const world = `{"format":"samkarta/1","kept_by":"norr","source":{"id":"s","title":"S","date":"2018","kind":"mapping"},
"associations":[{"id":"norr","name":"Förbundet Norr","municipalities":["0604","0682"],"parties":["af","aneby"]},{"id":"syd","name":"Förbundet Syd","municipalities":["1281"]}],
"parties":[{"id":"af","kind":"employment_service","name":"Arbetsförmedlingen"},{"id":"aneby","kind":"municipality","name":"Aneby kommun","municipality":"0604"},
{"id":"lund","kind":"municipality","name":"Lunds kommun","municipality":"1281"}],
"units":[{"id":"aneby/ame","party":"aneby","name":"Arbetsmarknadsenheten","municipality":"0604"}]}`

// desk is the service with what it works on, and those who come to it.
type desk struct {
	*testing.T
	db                                            *db.DB
	records                                       *record.Service
	reports                                       *reporting.Service
	runner                                        *jobs.Runner
	admin, developer, reader, stranger, colleague access.Actor
	roles                                         map[string]access.Actor // of the accounts, when a job runs
}

var day = time.Date(2019, 6, 1, 9, 0, 0, 0, time.UTC)

func each(t *testing.T, f func(*desk)) {
	reportingtest.Formats(t)
	clock := db.WithClock(func() time.Time { return day })
	for name, open := range map[string]func(testing.TB, ...db.Option) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) { f(newDesk(t, open(t, clock))) })
	}
}

func newDesk(t *testing.T, d *db.DB) *desk {
	role := func(account string, role access.Role, association string) access.Actor {
		return access.Actor{Account: account, Assignments: []access.Assignment{{Role: role, Association: association}}}
	}
	k := &desk{T: t, db: d, admin: role("admin", access.Administrator, ""), developer: role("developer", access.Developer, "norr"),
		colleague: role("colleague", access.Developer, "norr"), reader: role("reader", access.Reader, "norr"), stranger: role("stranger", access.Developer, "syd")}
	k.roles = map[string]access.Actor{"developer": k.developer, "admin": k.admin}
	k.records = record.New(d, exchange.Kinds())
	k.reports = reporting.New(d, k.records, insight.New(k.records), func(_ context.Context, account string) (access.Actor, error) { return k.roles[account], nil })
	k.runner = jobs.New(d, jobs.Config{Poll: 5 * time.Millisecond})
	k.reports.Work(k.runner)
	_, err := exchange.Import(ctx, k.records, access.System("test"), []exchange.File{exchange.Bytes("w.json", []byte(world))}, exchange.Options{})
	k.must(err)
	return k
}

func (k *desk) must(err error) {
	k.Helper()
	if err != nil {
		k.Fatal(err)
	}
}

var order = reporting.Order{Association: "norr", Template: reporting.Mapping, Lang: "sv"}

func (k *desk) make(o reporting.Order, formats ...string) string {
	k.Helper()
	id, err := k.reports.Make(ctx, k.developer, o, formats)
	k.must(err)
	return id
}

// made makes a report and waits until it is there, or has failed.
func (k *desk) made(o reporting.Order, formats ...string) *reporting.Report {
	k.Helper()
	return k.work(k.make(o, formats...))
}

func (k *desk) work(id string) *reporting.Report {
	k.Helper()
	var r *reporting.Report
	jobstest.Work(k, k.runner, "the report is made", func() bool {
		var err error
		r, err = k.reports.Get(ctx, k.admin, id)
		k.must(err)
		return r.IsMade() || r.HasFailed()
	})
	return r
}

func (k *desk) bytes(actor access.Actor, id, format string) []byte {
	k.Helper()
	var out bytes.Buffer
	k.must(k.reports.Send(ctx, actor, id, format, &out, nil))
	return out.Bytes()
}

func (k *desk) logged(keptBy string) []string {
	k.Helper()
	var entries []audit.Logged
	k.must(k.db.Read(ctx, func(tx *db.Tx) (err error) { entries, err = audit.List(tx, audit.Filter{KeptBy: keptBy}); return err }))
	var all []string
	for _, e := range slices.Backward(entries) {
		if strings.HasPrefix(e.Action, "report") {
			all = append(all, e.Action+" "+e.Author)
		}
	}
	return all
}

func TestReportIsKeptAsItWasMade(t *testing.T) {
	each(t, func(k *desk) {
		r := k.made(order, "plain", "html", "plain")
		if got := []string{r.Files[0].Format, r.Files[1].Format}; len(r.Files) != 2 || !slices.Equal(got, []string{"html", "plain"}) {
			t.Fatalf("the files are %+v", r.Files)
		}
		plain, _ := r.File("plain")
		first := k.bytes(k.developer, r.ID, "plain")
		sum := sha256.Sum256(first)
		if hex.EncodeToString(sum[:]) != plain.Digest || plain.Size != int64(len(first)) || len(first) != reportingtest.PlainSize {
			t.Errorf("%d bytes, and %+v is said of them", len(first), plain)
		}
		if !strings.Contains(string(first[:200]), "Förbundet Norr") || plain.Name != "kartlaggning-av-samverkan-forbundet-norr-2019-06-01.plain" {
			t.Errorf("%s holds %.200s", plain.Name, first)
		}
		// The map goes on; the report does not.
		other := strings.Replace(world, "Förbundet Norr", "Förbundet Nord", 1)
		_, err := exchange.Import(ctx, k.records, access.System("test"), []exchange.File{exchange.Bytes("w.json", []byte(other))}, exchange.Options{})
		k.must(err)
		if !bytes.Equal(first, k.bytes(k.reader, r.ID, "plain")) {
			t.Error("the report is another the second time")
		}
		if r.Author != "developer" || !r.MadeAt.Equal(day) || r.Title != "Kartläggning av samverkan: Aneby och Nässjö" {
			t.Errorf("kept as %+v", r)
		}
		if diff := cmp.Diff([]string{"report.ordered developer", "report.made developer", "report.made developer"}, k.logged("norr")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDamagedFileIsNotSent(t *testing.T) {
	each(t, func(k *desk) {
		r := k.made(order, "plain")
		k.must(k.db.Write(ctx, k.admin, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE report_chunk SET content = $1 WHERE number = 1`, []byte("fel"))
			return err
		}))
		var out bytes.Buffer
		err := k.reports.Send(ctx, k.developer, r.ID, "plain", &out, func(reporting.Report, reporting.File) { t.Error("it begins") })
		if !fault.Is(err, fault.Unavailable) || out.Len() > 0 {
			t.Errorf("%v after %d bytes", err, out.Len())
		}
	})
}

// A job that was broken off after some parts begins anew, and leaves nothing of
// the first attempt.
func TestBrokenOffJobBeginsAnew(t *testing.T) {
	each(t, func(k *desk) {
		id := k.make(order, "plain")
		k.must(k.db.Write(ctx, k.admin, func(tx *db.Tx) error {
			for n := range 9 {
				if _, err := tx.Exec(`INSERT INTO report_chunk (kept_by, id, format, number, content) VALUES ('norr', $1, 'plain', $2, $3)`, id, n, []byte("gammalt")); err != nil {
					return err
				}
			}
			return nil
		}))
		if r := k.work(id); !r.IsMade() {
			t.Fatalf("not made: %+v", r.Job)
		}
		if n := len(k.bytes(k.developer, id, "plain")); n != reportingtest.PlainSize {
			t.Errorf("%d bytes", n)
		}
	})
}

func TestJobActsByTheRolesOfItsTime(t *testing.T) {
	each(t, func(k *desk) {
		id := k.make(order, "plain")
		k.roles["developer"] = k.reader
		r := k.work(id)
		if r.IsMade() || r.Job.Fault.Kind != fault.Forbidden {
			t.Errorf("made by one who may not any more: %+v", r.Job)
		}
		if err := k.reports.Publish(ctx, k.developer, id, true); !fault.Is(err, fault.Conflict) {
			t.Errorf("published though it is not made: %v", err)
		}
		if err := k.reports.Send(ctx, k.developer, id, "plain", &bytes.Buffer{}, nil); !fault.Is(err, fault.NotFound) {
			t.Errorf("sent though it is not made: %v", err)
		}
	})
}

func TestReportsAreForThoseWhoMay(t *testing.T) {
	each(t, func(k *desk) {
		for name, c := range map[string]struct {
			actor access.Actor
			want  fault.Kind
		}{"the public": {access.Public(), fault.Unauthenticated}, "a reader": {k.reader, fault.Forbidden}, "another's developer": {k.stranger, fault.Forbidden}} {
			_, made := k.reports.Make(ctx, c.actor, order, []string{"plain"})
			_, composed := k.reports.Compose(ctx, c.actor, order)
			_, saved := k.reports.SaveTemplate(ctx, c.actor, "norr", reporting.Draft{Template: reporting.Template{Name: "N", Based: "mapping", Sections: []string{"forums"}}})
			written := k.reports.SaveText(ctx, c.actor, "norr", "mapping", reporting.KeptText{Text: reporting.Text{Section: "purpose", Lang: "sv", Text: "x"}})
			for _, err := range []error{made, composed, saved, written} {
				if !fault.Is(err, c.want) {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		r := k.made(order, "plain")
		for _, actor := range []access.Actor{access.Public(), k.stranger} {
			if _, err := k.reports.Get(ctx, actor, r.ID); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s sees it: %v", actor.AuditID(), err)
			}
			if all, err := k.reports.List(ctx, actor, ""); err != nil || len(all) > 0 {
				t.Errorf("%s sees it in the list: %v", actor.AuditID(), err)
			}
			if k.reports.Publish(ctx, actor, r.ID, true) == nil || k.reports.Withdraw(ctx, actor, r.ID) == nil {
				t.Errorf("%s publishes it", actor.AuditID())
			}
			if _, err := k.reports.Templates(ctx, actor, "norr"); err == nil {
				t.Errorf("%s sees the templates", actor.AuditID())
			}
		}
		if err := k.reports.Publish(ctx, k.reader, r.ID, true); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a reader publishes it: %v", err)
		}
		if all, err := k.reports.List(ctx, k.reader, "norr"); err != nil || len(all) != 1 {
			t.Errorf("a reader of the association lists %d: %v", len(all), err)
		}
		if all, err := k.reports.List(ctx, k.admin, "syd"); err != nil || len(all) != 0 {
			t.Errorf("another association lists %d: %v", len(all), err)
		}
	})
}

func TestPublishingAndWithdrawing(t *testing.T) {
	each(t, func(k *desk) {
		r := k.made(order, "plain")
		err := k.reports.Publish(ctx, k.developer, r.ID, false)
		var f *fault.Fault
		if !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Path != "sure" {
			t.Errorf("published without a question: %v", err)
		}
		k.must(k.reports.Publish(ctx, k.developer, r.ID, true))
		k.must(k.reports.Publish(ctx, k.developer, r.ID, true)) // twice is once
		if got := k.bytes(access.Public(), r.ID, "plain"); len(got) != reportingtest.PlainSize {
			t.Errorf("the public gets %d bytes", len(got))
		}
		if all, _ := k.reports.List(ctx, access.Public(), "norr"); len(all) != 1 {
			t.Errorf("the public lists %d", len(all))
		}
		if err := k.reports.Withdraw(ctx, k.stranger, r.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a stranger withdraws it: %v", err)
		}
		k.must(k.reports.Withdraw(ctx, k.colleague, r.ID))
		k.must(k.reports.Withdraw(ctx, k.colleague, r.ID))
		if _, err := k.reports.Get(ctx, access.Public(), r.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the public still sees it: %v", err)
		}
		public := order
		public.Public = true
		k.must(k.reports.Publish(ctx, k.developer, k.made(public, "plain").ID, false))
		want := []string{"report.ordered developer", "report.made developer", "report.published developer", "report.withdrawn colleague",
			"report.ordered developer", "report.made developer", "report.published developer"}
		if diff := cmp.Diff(want, k.logged("norr")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEverythingWrongWithAnOrderIsSaid(t *testing.T) {
	each(t, func(k *desk) {
		with := func(change func(*reporting.Order)) reporting.Order { o := order; change(&o); return o }
		for name, c := range map[string]struct {
			order reporting.Order
			field string
			key   string
		}{
			"association":        {with(func(o *reporting.Order) { o.Association = "ost" }), "association", "reports.no_association"},
			"template":           {with(func(o *reporting.Order) { o.Template = "own/ingen" }), "template", "reports.no_template"},
			"another's town":     {with(func(o *reporting.Order) { o.Municipalities = []string{"0604", "1281"} }), "municipalities", "reports.not_its_municipality"},
			"no town":            {with(func(o *reporting.Order) { o.Municipalities = []string{"Aneby"} }), "municipalities", "reports.no_municipality"},
			"party":              {with(func(o *reporting.Order) { o.Party = "ingen" }), "party", "reports.no_party"},
			"another's party":    {with(func(o *reporting.Order) { o.Party = "lund" }), "party", "reports.no_party"},
			"future":             {with(func(o *reporting.Order) { o.AsOf = "2019-06-02" }), "as_of", "reports.future"},
			"no day":             {with(func(o *reporting.Order) { o.AsOf = "i går" }), "as_of", "record.bad_date"},
			"since the future":   {with(func(o *reporting.Order) { o.Since = "2031" }), "since", "reports.future"},
			"since after as-of":  {with(func(o *reporting.Order) { o.AsOf, o.Since = "2018-01-01", "2019-01-01" }), "since", "reports.since_after"},
			"since is the as-of": {with(func(o *reporting.Order) { o.AsOf, o.Since = "2018-01-01", "2018-01-01" }), "since", "reports.since_after"},
			"language":           {with(func(o *reporting.Order) { o.Lang = "fi" }), "lang", "reports.no_lang"},
			"country, mapping":   {with(func(o *reporting.Order) { o.Country = true }), "country", "reports.country_catalogue"},
			"country, towns": {with(func(o *reporting.Order) {
				o.Template, o.Country, o.Municipalities = reporting.Catalogue, true, []string{"0604"}
			}), "municipalities", "reports.country_alone"},
			"section": {with(func(o *reporting.Order) { o.Sections = []string{"cards"} }), "sections", "reports.no_section"},
		} {
			_, err := k.reports.Make(ctx, k.admin, c.order, []string{"plain"})
			var f *fault.Fault
			if !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Path != c.field || f.Fields[0].Key != c.key {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, formats := range [][]string{nil, {"docm"}} {
			if _, err := k.reports.Make(ctx, k.admin, order, formats); !fault.Is(err, fault.Invalid) {
				t.Errorf("formats %v: %v", formats, err)
			}
		}
		whole := with(func(o *reporting.Order) { o.Template, o.Party, o.AsOf = "x", "y", "2040" })
		var f *fault.Fault
		if _, err := k.reports.Make(ctx, k.admin, whole, []string{"z"}); !errors.As(err, &f) || len(f.Fields) != 4 {
			t.Errorf("all that is wrong: %v", err)
		}
		if all, _ := k.reports.List(ctx, k.admin, ""); len(all) != 0 || len(k.logged("norr")) > 0 {
			t.Errorf("%d reports were ordered", len(all))
		}
		k.must(k.reports.Check(ctx, k.admin, with(func(o *reporting.Order) { o.Country, o.Sections = true, []string{"background", "gaps"} })))
		k.must(k.reports.Check(ctx, k.admin, with(func(o *reporting.Order) { o.AsOf, o.Since, o.Party = "2019-06-01", "2018", "af" })))
	})
}
