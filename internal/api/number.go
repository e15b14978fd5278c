package api

import (
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/platform/fault"
)

// Number is a whole number that need not be given: a parameter of the API, and
// the value of a flag.
type Number struct {
	N     int
	Given bool
}

// Pointer gives the number, nil if it is not given.
func (n Number) Pointer() *int {
	if !n.Given {
		return nil
	}
	return &n.N
}

// Receiver is where the API puts the number.
func (n *Number) Receiver() reflect.Value { return reflect.ValueOf(&n.N).Elem() }

// OnParamSet notes that the API got one.
func (n *Number) OnParamSet(given bool, _ any) { n.Given = given }

// Schema describes the parameter.
func (n Number) Schema(huma.Registry) *huma.Schema { return &huma.Schema{Type: huma.TypeInteger} }

// String shows the number in the help.
func (n *Number) String() string {
	if n == nil || !n.Given {
		return ""
	}
	return strconv.Itoa(n.N)
}

// Set reads the value of a flag.
func (n *Number) Set(s string) error {
	i, err := strconv.Atoi(s)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "api.not_integer", s)
	}
	n.N, n.Given = i, true
	return nil
}

// Type names what the flag takes.
func (n *Number) Type() string { return "N" }
