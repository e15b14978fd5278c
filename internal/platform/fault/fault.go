// Package fault is the one error type of the program: what went wrong in a
// form that can be shown to a person, mapped to an HTTP status and to an exit
// code. Every error which is not a Fault is internal: it is logged with its
// cause and shown as "something went wrong" with a reference number.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of thing went wrong.
type Kind int

// The kinds of fault. Internal is the kind of every error that is no Fault.
const (
	Internal Kind = iota
	NotFound
	Forbidden
	Unauthenticated
	Invalid
	Conflict
	Unavailable
)

// String names the kind as in logs and in the API.
func (k Kind) String() string {
	return [...]string{"internal", "not_found", "forbidden", "unauthenticated", "invalid", "conflict", "unavailable"}[k]
}

// Field is one thing wrong with what came in: where (a path such as
// "forums[3].level"; File too when it came in a file), and what, as a text key
// with arguments.
type Field struct {
	File string
	Path string
	Key  string
	Args []any
}

// Fault is an error for people. Key is a text key of platform/text and Args
// fill it; Fields holds every single thing that was wrong; Err keeps the cause.
type Fault struct {
	Kind   Kind
	Key    string
	Args   []any
	Fields []Field
	Err    error
}

// New makes a fault of a kind with the text key and its arguments.
func New(kind Kind, key string, args ...any) *Fault {
	return &Fault{Kind: kind, Key: key, Args: args}
}

// Wrap makes a fault that keeps its cause.
func Wrap(err error, kind Kind, key string, args ...any) *Fault {
	return &Fault{Kind: kind, Key: key, Args: args, Err: err}
}

// OfFields makes an Invalid fault of the fields, or nil if there are none.
func OfFields(fields []Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Fault{Kind: Invalid, Key: "fault.invalid", Fields: fields}
}

// Error is for logs only; people are shown the text of Key.
func (f *Fault) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", f.Kind, f.Key)
	for _, a := range f.Args {
		fmt.Fprintf(&b, " %v", a)
	}
	for _, field := range f.Fields {
		fmt.Fprintf(&b, "; %s%s: %s %v", field.File, field.Path, field.Key, field.Args)
	}
	if f.Err != nil {
		fmt.Fprintf(&b, ": %v", f.Err)
	}
	return b.String()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// KindOf gives the kind of an error; Internal if it is no Fault.
func KindOf(err error) Kind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return Internal
}

// Is tells whether the error is a fault of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
