package insats

import (
	"context"
	"slices"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/platform/audit"
	"samkarta/internal/platform/db"
	"samkarta/internal/record"
)

// Service counts how often nothing was found for somebody.
type Service struct {
	db      *db.DB
	records *record.Service
}

// NewService makes the service.
func NewService(d *db.DB, records *record.Service) *Service { return &Service{d, records} }

// CountNothing counts that nothing was found for somebody of a municipality, as
// a sign of demand. Nothing else of the person comes here, and anybody may say
// so. It gives what has been counted for the municipality in the month.
func (s *Service) CountNothing(ctx context.Context, actor access.Actor, municipality string) (Demand, error) {
	if err := checkTown(municipality); err != nil {
		return Demand{}, err
	}
	keptBy, err := s.covering(ctx, municipality)
	if err != nil {
		return Demand{}, err
	}
	var d Demand
	err = s.db.Write(ctx, actor, func(tx *db.Tx) error {
		if d, err = findDemand(tx, keptBy, municipality, month(tx.Now())); err != nil {
			return err
		}
		if err := d.add(tx.Now()); err != nil {
			return err
		}
		if err := saveDemand(tx, d); err != nil {
			return err
		}
		return audit.Record(tx, audit.Entry{Action: "insats.nothing_found", KeptBy: keptBy, Subject: "municipality/" + municipality})
	})
	return d, err
}

// covering is the association that covers a municipality; "" if none does.
func (s *Service) covering(ctx context.Context, municipality string) (string, error) {
	v, err := s.records.View(ctx, access.System("demand"), "")
	if err != nil {
		return "", err
	}
	all := party.Associations.Pointing(v, record.Key{Kind: "municipality", ID: municipality}, "municipalities")
	if len(all) == 0 {
		return "", nil
	}
	return all[0].ID, nil
}

// Demand gives how often nothing was found, in the municipalities of the actor's
// associations; an administrator sees them all. The latest months come first,
// and in a month what was counted most. With a municipality, of that one alone.
func (s *Service) Demand(ctx context.Context, actor access.Actor, municipality string) ([]Demand, error) {
	if err := MayReadDemand(actor); err != nil {
		return nil, err
	}
	if municipality != "" {
		if err := checkTown(municipality); err != nil {
			return nil, err
		}
	}
	var all []Demand
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		if actor.IsAdministrator() {
			all, err = everyDemand(tx)
			return err
		}
		all, err = demandOf(tx, associations(actor))
		return err
	})
	return slices.DeleteFunc(all, func(d Demand) bool { return municipality != "" && d.Municipality != municipality }), err
}
