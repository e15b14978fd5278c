package insats

import (
	"errors"

	"samkarta/internal/platform/db"
)

const demandColumns = `SELECT kept_by, municipality, month, times, day, day_times FROM insats_demand`

// inDemandOrder puts the latest months first.
const inDemandOrder = ` ORDER BY month DESC, times DESC, municipality, kept_by`

func scanDemand(r db.Row) (d Demand, err error) {
	err = r.Scan(&d.Association, &d.Municipality, &d.Month, &d.Times, &d.day, &d.dayTimes)
	return d, err
}

// findDemand gives what has been counted so far; nothing, if nothing has.
func findDemand(tx *db.Tx, keptBy, municipality, month string) (Demand, error) {
	d, err := db.One(tx, scanDemand, demandColumns+` WHERE kept_by = $1 AND municipality = $2 AND month = $3`, keptBy, municipality, month)
	if errors.Is(err, db.ErrNone) {
		return Demand{Association: keptBy, Municipality: municipality, Month: month}, nil
	}
	return d, err
}

func saveDemand(tx *db.Tx, d Demand) error {
	_, err := tx.Exec(`INSERT INTO insats_demand (kept_by, municipality, month, times, day, day_times)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (kept_by, municipality, month) DO UPDATE SET times = excluded.times, day = excluded.day, day_times = excluded.day_times`,
		d.Association, d.Municipality, d.Month, d.Times, d.day, d.dayTimes)
	return err
}

// demandOf gives what has been counted for the associations.
func demandOf(tx *db.Tx, keptBy []string) ([]Demand, error) {
	places, args := db.In(1, keptBy)
	return db.All(tx, scanDemand, demandColumns+` WHERE kept_by IN (`+places+`)`+inDemandOrder, args...)
}

// everyDemand gives what has been counted for all associations, and where there
// is none, for administrators.
func everyDemand(tx *db.Tx) ([]Demand, error) {
	return db.All(tx, scanDemand, demandColumns+inDemandOrder)
}
