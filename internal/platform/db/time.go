package db

import (
	"database/sql"
	"fmt"
	"time"
)

const timeForm = "2006-01-02T15:04:05.000000Z"

// Time is how a time is stored: UTC text of one width, so that its order as
// text is its order in time. No time at all is stored as "".
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeForm)
}

// ParseTime reads what Time wrote.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(timeForm, s)
}

// When scans a stored time into t; NULL and "" make it no time at all.
func When(t *time.Time) sql.Scanner { return (*when)(t) }

type when time.Time

// Scan reads what the database gave.
func (w *when) Scan(stored any) error {
	if stored == nil {
		*w = when{}
		return nil
	}
	s, ok := stored.(string)
	if !ok {
		return fmt.Errorf("db: a time is stored as text, not as %T", stored)
	}
	t, err := ParseTime(s)
	*w = when(t)
	return err
}
