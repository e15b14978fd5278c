package people

import (
	"context"

	"samkarta/internal/access"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
)

// ActingAs gives an account as it may act now, for a job that runs later than
// it was asked for: an account that has been closed meanwhile may do nothing,
// and roles that have ended do not count. Only the program itself may ask.
func (s *Service) ActingAs(ctx context.Context, actor access.Actor, account string) (access.Actor, error) {
	if err := mayActAs(actor); err != nil {
		return access.Public(), err
	}
	var a Account
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) { a, err = findByID(tx, account); return err })
	if err != nil {
		return access.Public(), err
	}
	if a.IsClosed() {
		return access.Public(), fault.New(fault.Forbidden, "people.account_closed")
	}
	return a.actor(), nil
}
