package reporting

import (
	"context"
	"errors"
	"slices"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/insight"
	"samkarta/internal/party"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// ActorOf gives an account as it may act now: a job is done by the roles that
// its author has when it runs.
type ActorOf func(ctx context.Context, account string) (access.Actor, error)

// Service makes reports, and keeps them and what they are made up by.
type Service struct {
	db      *db.DB
	records *record.Service
	insight *insight.Service
	actorOf ActorOf
}

// New makes the service.
func New(d *db.DB, records *record.Service, analyses *insight.Service, actorOf ActorOf) *Service {
	return &Service{d, records, analyses, actorOf}
}

// Report is a report that was ordered.
type Report struct {
	KeptBy      string
	ID          string
	Author      string // the account that ordered it
	Title       string
	Order       Order
	Formats     []string
	OrderedAt   time.Time
	MadeAt      time.Time // zero until it is made
	PublishedAt time.Time // zero while only its association sees it
	Files       []File
	Job         *jobs.Job // how far the making has come; nil if that is long ago
	job         string
	once        string // names what ordered it
}

// IsMade tells whether the files of a report are there.
func (r Report) IsMade() bool { return !r.MadeAt.IsZero() }

// IsPublished tells whether everybody may see a report.
func (r Report) IsPublished() bool { return !r.PublishedAt.IsZero() }

// HasFailed tells whether a report will not be made.
func (r Report) HasFailed() bool {
	return !r.IsMade() && (r.Job == nil || r.Job.State == jobs.Failed)
}

// File gives the file of a report in a format.
func (r Report) File(format string) (File, bool) {
	i := slices.IndexFunc(r.Files, func(f File) bool { return f.Format == format })
	if i < 0 {
		return File{}, false
	}
	return r.Files[i], true
}

// Find is File, and says which formats there are if there is no such file.
func (r Report) Find(format string) (File, error) {
	f, is := r.File(format)
	switch {
	case is:
		return f, nil
	case !r.IsMade():
		return f, fault.New(fault.NotFound, "reports.no_files_yet")
	}
	return f, fault.New(fault.NotFound, "reports.no_file", format, named(r.Files, func(f File) string { return f.Format }))
}

// File is a report in a format, as it was made.
type File struct {
	Format string
	Name   string
	Size   int64
	Digest string // SHA-256, in hexadecimal
}

// Check finds everything that is wrong with an order, and with the formats if
// something is to be made in some.
func (s *Service) Check(ctx context.Context, actor access.Actor, o Order) error {
	_, _, err := s.ready(ctx, actor, o, nil, true)
	return err
}

// Compose makes the document of an order, as the people of its association see
// the map, or as the public does. Files of an order are written from the same.
func (s *Service) Compose(ctx context.Context, actor access.Actor, o Order) (*report.Document, error) {
	return s.compose(ctx, actor, o, true)
}

func (s *Service) compose(ctx context.Context, actor access.Actor, o Order, isNew bool) (*report.Document, error) {
	m, t, err := s.ready(ctx, actor, o, nil, isNew)
	if err != nil {
		return nil, err
	}
	d, err := Compose(m, t, o)
	if err != nil {
		return nil, err
	}
	d.Made = s.db.Now()
	return d, nil
}

// ready checks an order and fetches what it is made of. Formats that are not
// nil are checked too. A new order takes no template that is put away; one that
// was given before that is made by it all the same.
func (s *Service) ready(ctx context.Context, actor access.Actor, o Order, formats []string, isNew bool) (m Material, t Template, err error) {
	if err := MayMake(actor, o.Association); err != nil {
		return m, t, err
	}
	now, err := s.records.View(ctx, onlooker(o), "")
	if err != nil {
		return m, t, err
	}
	c := checking{view: now, today: s.records.Today()}
	c.order(o)
	if formats != nil {
		c.formats(formats)
	}
	kept, err := s.template(ctx, o.Association, o.Template)
	if fault.Is(err, fault.NotFound) {
		c.fail("template", "reports.no_template", o.Template, named(kept.among, func(s string) string { return s }))
	} else if err != nil {
		return m, t, err
	} else if kept.PutAway && isNew {
		c.fail("template", "reports.template_is_put_away", kept.Name)
	} else {
		c.sections(kept.Template, o)
	}
	if err := fault.OfFields(c.faults); err != nil {
		return m, t, err
	}
	m, err = s.material(ctx, o)
	return m, kept.Template, err
}

// material is the map on the days of an order.
func (s *Service) material(ctx context.Context, o Order) (m Material, err error) {
	if m.View, err = s.records.View(ctx, onlooker(o), o.AsOf); err != nil {
		return m, err
	}
	m.Insight = s.insight.Index(m.View)
	if o.Since != "" {
		m.Before, err = s.records.View(ctx, onlooker(o), o.Since)
	}
	return m, err
}

// titleOf is what a report is called where several are listed.
func titleOf(d *report.Document) string {
	if d.Subtitle == "" {
		return d.Title
	}
	return d.Title + ": " + d.Subtitle
}

// inOrder gives the formats that are named, each once, in the order of them all.
func inOrder(names []string) []string {
	var all []string
	for _, f := range report.Formats {
		if slices.Contains(names, f.Name) {
			all = append(all, f.Name)
		}
	}
	return all
}

// Get gives a report that the actor may see, with how far its making has come.
// One that he may not see is as one that there is not.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (*Report, error) {
	var r Report
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		if r, err = findReport(tx, id); err != nil || r.IsMade() {
			return err
		}
		j, err := jobs.Get(tx, r.KeptBy, r.job)
		if fault.Is(err, fault.NotFound) { // finished long ago
			return nil
		}
		r.Job = &j
		return err
	})
	if err != nil {
		return nil, err
	}
	if !r.IsPublished() && !maySee(actor, r.KeptBy) {
		return nil, fault.New(fault.NotFound, "reports.not_found")
	}
	return &r, nil
}

// List lists the reports that the actor may see, the newest first: of one
// association if it is named.
func (s *Service) List(ctx context.Context, actor access.Actor, association string) ([]Report, error) {
	var mine []string
	for _, a := range actor.Assignments {
		if a.Association != "" {
			mine = append(mine, a.Association)
		}
	}
	var all []Report
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		all, err = listReports(tx, actor.IsAdministrator(), mine, association)
		return err
	})
	return all, err
}

// Publish lets everybody see a report. One that was not made as the public sees
// the map may hold what is not published: whoever publishes it must say that he
// knows.
func (s *Service) Publish(ctx context.Context, actor access.Actor, id string, sure bool) error {
	return s.change(ctx, actor, id, "report.published", func(tx *db.Tx, r Report) error {
		switch {
		case !r.IsMade():
			return fault.New(fault.Conflict, "reports.not_made")
		case !r.Order.Public && !sure:
			return fault.OfFields([]fault.Field{{Path: "sure", Key: "reports.unsure"}})
		case r.IsPublished():
			return errUnchanged
		}
		return setPublished(tx, r.KeptBy, r.ID, tx.Now())
	})
}

// Withdraw lets only the association see a report that was published.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, id string) error {
	return s.change(ctx, actor, id, "report.withdrawn", func(tx *db.Tx, r Report) error {
		if !r.IsPublished() {
			return errUnchanged
		}
		return setPublished(tx, r.KeptBy, r.ID, time.Time{})
	})
}

// errUnchanged says that there was nothing to do.
var errUnchanged = errors.New("reporting: nothing has changed")

// change does something with a report, and notes it.
func (s *Service) change(ctx context.Context, actor access.Actor, id, action string, f func(*db.Tx, Report) error) error {
	if !actor.IsSignedIn() {
		return fault.New(fault.Unauthenticated, "reports.sign_in")
	}
	err := s.db.Write(ctx, actor, func(tx *db.Tx) error {
		r, err := findReport(tx, id)
		if err != nil {
			return err
		}
		if !r.IsPublished() && !maySee(actor, r.KeptBy) {
			return fault.New(fault.NotFound, "reports.not_found")
		}
		if err := MayMake(actor, r.KeptBy); err != nil {
			return err
		}
		if err := f(tx, r); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: action, KeptBy: r.KeptBy, Subject: "report/" + r.ID})
	})
	if errors.Is(err, errUnchanged) {
		return nil
	}
	return err
}

// Makes lists the associations that the actor may make reports of, by the names
// of them.
func (s *Service) Makes(v *record.View) []*party.Association {
	return slices.DeleteFunc(party.Associations.All(v), func(a *party.Association) bool { return MayMake(v.Actor(), a.ID) != nil })
}
