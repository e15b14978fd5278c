package record

import (
	"regexp"
	"strconv"
	"time"
)

// Head is what every record has, whatever its kind. Kinds embed it.
type Head struct {
	ID        string     `json:"id,omitempty"`
	Source    string     `json:"source,omitempty" ref:"source"` // id of the source that last set the record
	Evidence  []Evidence `json:"evidence,omitempty"`
	ValidFrom Date       `json:"valid_from,omitempty"` // first day it holds; empty: open
	ValidTo   Date       `json:"valid_to,omitempty"`   // last day it holds; empty: open
	Confirmed Date       `json:"confirmed,omitempty"`  // last said to be true by somebody who knows; empty: the date of the source
	Note      string     `json:"note,omitempty"`

	Kind      *Kind     `json:"-"`
	KeptBy    string    `json:"-"` // the association that keeps the record up; "" is common
	Version   int64     `json:"-"` // counts the record's changes from 1
	ChangedAt time.Time `json:"-"` // when the record was last written
}

// Evidence says where in a source a record was found.
type Evidence struct {
	Source string `json:"source,omitempty" ref:"source"` // empty: the source of the record
	Page   int    `json:"page,omitempty" rule:"positive"`
	Cue    string `json:"cue,omitempty"` // a few words to find the place by
}

// Body is a record of any kind.
type Body interface{ HeadOf() *Head }

// HeadOf gives the head of a record whose kind one does not know.
func (h *Head) HeadOf() *Head { return h }

// Key names a record among all records.
type Key struct{ Kind, ID string }

// Key gives the record's key.
func (h *Head) Key() Key { return Key{h.Kind.Name, h.ID} }

// URL is the address of the record's page.
func (h *Head) URL() string { return h.Kind.Path + h.ID }

// HoldsOn tells whether the record holds on a day. A limit that is not given
// is open.
func (h *Head) HoldsOn(day time.Time) bool {
	return (h.ValidFrom == "" || !h.ValidFrom.First().After(day)) && !h.EndedOn(day)
}

// EndedOn tells whether the record's last day lies before the day.
func (h *Head) EndedOn(day time.Time) bool {
	return h.ValidTo != "" && h.ValidTo.Last().Before(Midnight(day))
}

// Date is a day, a month or a year as the format has it: YYYY-MM-DD, YYYY-MM or
// YYYY.
type Date string

var datePattern = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// Day gives the Date of a moment, in its own time zone.
func Day(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Midnight gives the day of a moment without its time, in UTC.
func Midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// IsDate tells whether the text is a date that exists.
func IsDate(s string) bool {
	if !datePattern.MatchString(s) || s < "1000" {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

// First is the first day that the date covers.
func (d Date) First() time.Time {
	t, err := time.Parse("2006-01-02"[:len(d)], string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Last is the last day that the date covers: a year or a month stands for its
// last day.
func (d Date) Last() time.Time {
	switch len(d) {
	case 4:
		return d.First().AddDate(1, 0, -1)
	case 7:
		return d.First().AddDate(0, 1, -1)
	}
	return d.First()
}

// Year is the date's year; 0 if it has none.
func (d Date) Year() int {
	if len(d) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(string(d[:4]))
	return y
}
