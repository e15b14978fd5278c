package reporting

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"samkarta/internal/access"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/id"
	"samkarta/internal/platform/jobs"
)

// Make orders a report in some formats: it is made by a job, and kept.
func (s *Service) Make(ctx context.Context, actor access.Actor, o Order, formats []string) (string, error) {
	return s.MakeOnce(ctx, actor, o, formats, "")
}

// MakeOnce is Make for what may come twice, such as a form whose button is pressed
// twice: the same order under the same word, from the same actor, gives the report
// that was ordered the first time.
func (s *Service) MakeOnce(ctx context.Context, actor access.Actor, o Order, formats []string, word string) (string, error) {
	if err := MayMake(actor, o.Association); err != nil {
		return "", err
	}
	r := Report{KeptBy: o.Association, ID: id.New(), Author: actor.AuditID(), Order: o, Formats: inOrder(formats)}
	var err error
	if r.once, err = onceOf(r, word); err != nil {
		return "", err
	}
	was := ""
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) { was, err = orderedOnce(tx, r.KeptBy, r.once); return err })
	if err != nil || was != "" {
		return was, err
	}
	if r.Title, err = s.titled(ctx, actor, o, formats); err != nil {
		return "", err
	}
	return s.order(ctx, actor, r)
}

// onceOf makes a word one of who sends it and of what is ordered: another order
// under the same word, such as a form that was gone back to, is another report.
func onceOf(r Report, word string) (string, error) {
	if word == "" {
		return "", nil
	}
	named, err := json.Marshal([]any{r.Author, word, r.Order, r.Formats})
	sum := sha256.Sum256(named)
	return hex.EncodeToString(sum[:]), err
}

// titled checks an order, and says what its report will be called.
func (s *Service) titled(ctx context.Context, actor access.Actor, o Order, formats []string) (string, error) {
	if formats == nil {
		formats = []string{}
	}
	m, t, err := s.ready(ctx, actor, o, formats, true)
	if err != nil {
		return "", err
	}
	d, err := Compose(m, t, o)
	if err != nil {
		return "", err
	}
	return titleOf(d), nil
}

// order keeps an order with the job that makes its report. Of two that come at
// once under one name the second finds the first.
func (s *Service) order(ctx context.Context, actor access.Actor, r Report) (ordered string, err error) {
	err = s.db.Write(ctx, actor, func(tx *db.Tx) (err error) {
		if ordered, err = orderedOnce(tx, r.KeptBy, r.once); err != nil || ordered != "" {
			return err
		}
		ordered, r.OrderedAt = r.ID, tx.Now()
		if r.job, err = jobs.Enqueue(tx, jobs.Job{KeptBy: r.KeptBy, Kind: makeKind, Payload: r.ID, Once: r.ID}); err != nil {
			return err
		}
		if err := insertReport(tx, &r); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: "report.ordered", KeptBy: r.KeptBy, Subject: "report/" + r.ID})
	})
	return ordered, err
}
