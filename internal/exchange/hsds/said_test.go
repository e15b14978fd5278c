package hsds_test

import (
	"errors"
	"fmt"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// said is what an error says in Swedish, with where.
func said(err error) string {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return fmt.Sprint(err)
	}
	all := ""
	for _, field := range f.Fields {
		all += field.Path + ": " + text.Sv.T(field.Key, field.Args...) + "\n"
	}
	return all
}
