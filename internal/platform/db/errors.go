package db

import (
	"errors"
	"strings"

	"samkarta/internal/platform/fault"
)

// ErrNone is what One gives when there is no row. It is a fault, so that a
// record nobody has is "not found" where the caller has nothing better to say.
var ErrNone error = fault.New(fault.NotFound, "fault.not_found")

var (
	errReadOnly = errors.New("db: a reading transaction cannot change anything")
	errNested   = errors.New("db: a transaction inside a transaction; hand the Tx on instead")
	errWalking  = errors.New("db: a query while the rows of another are being walked; read them with All first")
	errAuthor   = errors.New("db: a change needs an author")
)

func asConflict(err error) error    { return fault.Wrap(err, fault.Conflict, "db.conflict") }
func asReference(err error) error   { return fault.Wrap(err, fault.Conflict, "db.reference") }
func asBusy(err error) error        { return fault.Wrap(err, fault.Unavailable, "db.busy") }
func asUnavailable(err error) error { return fault.Wrap(err, fault.Unavailable, "db.unavailable") }

func isFault(err error) bool {
	var f *fault.Fault
	return err == nil || errors.As(err, &f)
}

// quoted is a name from the catalogue as SQL writes it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
