package cli

import (
	"strconv"

	"samkarta/internal/platform/fault"
)

// ageValue is the value of --age: whole years, or not asked for.
type ageValue struct{ into **int }

// String shows the age for the help.
func (a ageValue) String() string {
	if a.into == nil || *a.into == nil {
		return ""
	}
	return strconv.Itoa(**a.into)
}

// Set reads an age.
func (a ageValue) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 120 {
		return fault.New(fault.Invalid, "cli.bad_age", s)
	}
	*a.into = &n
	return nil
}

// Type names what the flag takes, in the help.
func (a ageValue) Type() string { return "år" }
