package reporting

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Kept is a template with when it was last changed and by whom.
type Kept struct {
	Template
	Version   int64 // 0 of those that everybody has
	PutAway   bool  // it is not offered for new reports
	ChangedAt time.Time
	Author    string
	Written   []KeptText // its texts, those too that have been emptied
	among     []string   // where it was looked for and is not: what there is
}

// KeptText is a text with when it was last changed and by whom.
type KeptText struct {
	Text
	Version   int64
	ChangedAt time.Time
	Author    string
}

// Stock lists the templates that everybody has.
func Stock() []Template { return slices.Clone(templates) }

// Templates lists the templates that an association has for new reports: those
// that everybody has, and then its own.
func (s *Service) Templates(ctx context.Context, actor access.Actor, association string) ([]Kept, error) {
	own, err := s.ownTemplates(ctx, actor, association)
	return append(everybodys(association), inUse(own)...), err
}

func (s *Service) ownTemplates(ctx context.Context, actor access.Actor, association string) (own []Kept, err error) {
	if err := mayLook(actor, association); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) { own, err = templatesOf(tx, association); return err })
	return own, err
}

func everybodys(association string) []Kept {
	all := make([]Kept, len(templates))
	for i, t := range templates {
		all[i] = Kept{Template: t}
		all[i].KeptBy = association // whose texts go with it
	}
	return all
}

// Template gives a template as an association uses it, with its texts.
func (s *Service) Template(ctx context.Context, actor access.Actor, association, id string) (Kept, error) {
	if err := mayLook(actor, association); err != nil {
		return Kept{}, err
	}
	return s.template(ctx, association, id)
}

func (s *Service) template(ctx context.Context, association, id string) (k Kept, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) { k, err = findTemplate(tx, association, id); return err })
	return k, err
}

func findTemplate(tx *db.Tx, association, id string) (Kept, error) {
	own, err := templatesOf(tx, association)
	if err != nil {
		return Kept{}, err
	}
	all := append(everybodys(association), own...)
	i := slices.IndexFunc(all, func(k Kept) bool { return k.ID == id })
	if i < 0 {
		none := Kept{}
		for _, k := range inUse(all) {
			none.among = append(none.among, k.ID)
		}
		return none, fault.New(fault.NotFound, "reports.template_not_found", id)
	}
	k := all[i]
	k.Written, err = textsOf(tx, association, id)
	for _, x := range k.Written {
		if x.Text.Text != "" {
			k.Texts = append(k.Texts, x.Text)
		}
	}
	return k, err
}

// Draft is what somebody wants a template of an association's own to be.
type Draft struct {
	Template       // its ID is "" of a new one
	Version  int64 // that was read before it
	KeepLogo bool  // the logo stays as it is
}

// SaveTemplate adds a template of an association's own or changes one, and gives
// its id. One that somebody else has changed since it was read is a Conflict, and
// nothing is written. A new one begins with the texts of the one it is based on.
func (s *Service) SaveTemplate(ctx context.Context, actor access.Actor, association string, d Draft) (string, error) {
	if err := s.mayWrite(ctx, actor, association); err != nil {
		return "", err
	}
	d.Name, d.KeptBy = strings.TrimSpace(d.Name), association
	made := d.ID
	err := s.db.Write(ctx, actor, func(tx *db.Tx) error {
		own, err := templatesOf(tx, association)
		if err != nil {
			return err
		}
		if d.ID == "" {
			made = ownID(d.Name, own)
			return addTemplate(tx, made, d)
		}
		i := slices.IndexFunc(own, func(k Kept) bool { return k.ID == d.ID })
		if i < 0 {
			return fault.New(fault.NotFound, "reports.template_not_found", d.ID)
		}
		return changeTemplate(tx, own[i], d)
	})
	return made, err
}

func addTemplate(tx *db.Tx, id string, d Draft) error {
	if err := d.Template.check(); err != nil {
		return err
	}
	d.ID = id
	if err := insertTemplate(tx, Kept{Template: d.Template, Version: 1}); err != nil {
		return err
	}
	texts, err := textsOf(tx, d.KeptBy, d.Based)
	if err != nil {
		return err
	}
	for _, x := range texts {
		x.Version = 1
		if x.Text.Text == "" {
			continue
		}
		if err := insertText(tx, d.KeptBy, id, x); err != nil {
			return err
		}
	}
	return audit.Record(tx, audit.Entry{Action: "report_template.added", KeptBy: d.KeptBy, Subject: "report_template/" + id, Detail: d.Name})
}

func changeTemplate(tx *db.Tx, was Kept, d Draft) error {
	if d.Version != was.Version {
		return fault.New(fault.Conflict, "reports.template_stale")
	}
	if d.KeepLogo {
		d.Look.Logo = was.Look.Logo
	}
	d.Based = cmp.Or(d.Based, was.Based)
	if err := d.Template.check(); err != nil {
		return err
	}
	if err := insertTemplate(tx, Kept{Template: d.Template, Version: was.Version + 1, PutAway: was.PutAway}); err != nil {
		return err
	}
	return audit.Record(tx, audit.Entry{Action: "report_template.changed", KeptBy: d.KeptBy, Subject: "report_template/" + d.ID, Detail: d.Name})
}

// mayWrite refuses those who may not change an association's templates, and an
// association that there is not.
func (s *Service) mayWrite(ctx context.Context, actor access.Actor, association string) error {
	if err := MayMake(actor, association); err != nil {
		return err
	}
	_, err := s.association(ctx, association)
	return err
}

func (s *Service) association(ctx context.Context, id string) (*party.Association, error) {
	v, err := s.records.View(ctx, onlooker(Order{Association: id}), "")
	if err != nil {
		return nil, err
	}
	a := party.Associations.Find(v, id)
	if a == nil {
		return nil, fault.New(fault.NotFound, "reporting.no_association", id)
	}
	return a, nil
}

// SaveText writes a text of an association for a template, the version being
// that which was read before it: 0 if there was none. One that somebody else has
// changed since is a Conflict, and nothing is written.
func (s *Service) SaveText(ctx context.Context, actor access.Actor, association, template string, x KeptText) error {
	if err := s.mayWrite(ctx, actor, association); err != nil {
		return err
	}
	v, err := s.records.View(ctx, onlooker(Order{Association: association}), "")
	if err != nil {
		return err
	}
	return s.db.Write(ctx, actor, func(tx *db.Tx) error {
		t, err := findTemplate(tx, association, template)
		if err != nil {
			return err
		}
		if err := checkText(v, t, x.Text); err != nil {
			return err
		}
		was := t.WrittenFor(x.Section, x.Lang)
		switch {
		case was.Text.Text == x.Text.Text: // the same form posted twice
			return nil
		case was.Version != x.Version:
			return fault.New(fault.Conflict, "reports.text_stale")
		}
		x.Version = was.Version + 1
		if err := insertText(tx, association, template, x); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: "report_text.changed", KeptBy: association, Subject: "report_template/" + template, Detail: x.Section + " " + x.Lang})
	})
}

// WrittenFor gives a text as it is kept, with its version: 0 if there is none.
func (k Kept) WrittenFor(section, lang string) KeptText {
	for _, x := range k.Written {
		if x.Section == section && x.Lang == lang {
			return x
		}
	}
	return KeptText{Text: Text{Section: section, Lang: lang}}
}

// checkText finds what is wrong with a text.
func checkText(v *record.View, t Kept, x Text) error {
	var faults []fault.Field
	fail := func(field, key string, args ...any) {
		faults = append(faults, fault.Field{Path: field, Key: key, Args: args})
	}
	if !slices.Contains(Parts(v, t.Template), x.Section) {
		fail("section", "reports.no_part", x.Section)
	}
	if x.Lang != "sv" && x.Lang != "en" {
		fail("lang", "reports.no_lang", x.Lang)
	}
	if utf8.RuneCountInString(x.Text) > longestText {
		fail("text", "reports.too_long", longestText)
	}
	return fault.OfFields(faults)
}

// Parts lists what can be written for in a template, in order: the front page,
// its sections, and the parts of those that have some.
func Parts(v *record.View, t Template) []string {
	all := []string{}
	if t.Based != Standing {
		all = append(all, Front)
	}
	a := party.Associations.Find(v, t.KeptBy)
	for _, name := range t.Sections {
		all = append(all, name)
		switch {
		case a == nil:
		case name == Results:
			for _, code := range a.Municipalities {
				if place.IsMunicipality(code) {
					all = append(all, name+"/"+code)
				}
			}
		case name == Parties:
			for _, id := range a.Parties {
				all = append(all, name+"/"+id)
			}
		}
	}
	return all
}
