package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"samkarta/internal/platform/fault"
)

// Input is what stands in the fields of a form: what was typed, or what is
// stored. A field of a repeated row is named as faults name it: times[0].day.
// Reading a number or a day that is none is noted and told by Err, so that all
// faults of a form are shown together.
type Input struct {
	Values url.Values
	faults []fault.Field
}

// NewInput makes an empty input, to be filled with what is stored.
func NewInput() *Input { return &Input{Values: url.Values{}} }

// ParseInput reads the form that was posted.
func ParseInput(r *http.Request) (*Input, error) {
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		err = r.ParseMultipartForm(1 << 20)
	}
	if err != nil {
		return nil, badForm(err)
	}
	return &Input{Values: r.PostForm}, nil
}

// QueryInput reads what stands in the query of the address, for filters.
func QueryInput(r *http.Request) *Input { return &Input{Values: r.URL.Query()} }

func badForm(err error) error {
	if Status(err) == http.StatusRequestEntityTooLarge {
		return err
	}
	return fault.Wrap(err, fault.Invalid, "web.bad_form")
}

// Get gives what stands in a field, without spaces around it and with line
// ends as \n.
func (in *Input) Get(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(in.Values.Get(name), "\r\n", "\n"))
}

// All gives all values of a field that hold something, for check boxes.
func (in *Input) All(name string) []string {
	var all []string
	for _, v := range in.Values[name] {
		if v = strings.TrimSpace(v); v != "" {
			all = append(all, v)
		}
	}
	return all
}

// Is tells whether a check box is ticked.
func (in *Input) Is(name string) bool { return in.Get(name) != "" }

// Set puts values into a field; empty ones are left out.
func (in *Input) Set(name string, values ...string) {
	in.Values.Del(name)
	for _, v := range values {
		if v != "" {
			in.Values.Add(name, v)
		}
	}
}

// SetInt puts a number into a field; nil leaves it empty.
func (in *Input) SetInt(name string, n *int) {
	if n != nil {
		in.Set(name, strconv.Itoa(*n))
	}
}

// Fail notes that a field is wrong.
func (in *Input) Fail(name, key string, args ...any) {
	in.faults = append(in.faults, fault.Field{Path: name, Key: key, Args: args})
}

// Err gives everything that was wrong so far as one fault; nil if nothing was.
func (in *Input) Err() error { return fault.OfFields(in.faults) }

// Need gives what stands in a field that must be filled.
func (in *Input) Need(name string) string {
	v := in.Get(name)
	if v == "" {
		in.Fail(name, "web.field.needed")
	}
	return v
}

// Int reads a whole number from least to most; nil if the field is empty.
func (in *Input) Int(name string, least, most int) *int {
	v := strings.Map(dropSpace, in.Get(name))
	if v == "" {
		return nil
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		in.Fail(name, "web.field.int")
		return nil
	}
	if n < least || n > most {
		in.Fail(name, "web.field.range", least, most)
		return nil
	}
	return &n
}

// Number reads a number with decimals, with a comma or a point; nil if the
// field is empty.
func (in *Input) Number(name string) *float64 {
	v := strings.Replace(strings.Map(dropSpace, in.Get(name)), ",", ".", 1)
	if v == "" {
		return nil
	}
	n, err := strconv.ParseFloat(v, 64)
	if err != nil || n != n || n > 1e15 || n < -1e15 {
		in.Fail(name, "web.field.number")
		return nil
	}
	return &n
}

// dropSpace drops the spaces that people put between thousands.
func dropSpace(r rune) rune {
	if r == ' ' || r == '\u00a0' || r == '\u202f' {
		return -1
	}
	return r
}

var dateForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// Date reads a day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY.
func (in *Input) Date(name string) string {
	v := in.Get(name)
	if v == "" {
		return ""
	}
	if !dateForm.MatchString(v) {
		in.Fail(name, "web.field.date")
		return ""
	}
	if _, err := time.Parse("2006-01-02"[:len(v)], v); err != nil {
		in.Fail(name, "web.field.no_such_day")
		return ""
	}
	return v
}

// OneOf gives what stands in a field if it is one of the values allowed.
func (in *Input) OneOf(name string, allowed ...string) string {
	v := in.Get(name)
	if v == "" {
		return ""
	}
	for _, a := range allowed {
		if a == v {
			return v
		}
	}
	in.Fail(name, "web.field.choice")
	return ""
}

// At names a field of a row: At("times", 0, "day") is "times[0].day".
func At(list string, i int, field string) string { return fmt.Sprintf("%s[%d].%s", list, i, field) }
