package cli

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"samkarta/internal/platform/fault"
)

// exitCodes is the one table from kinds of fault to exit codes.
var exitCodes = map[fault.Kind]int{
	fault.Internal: 1, fault.Invalid: 2, fault.NotFound: 3, fault.Forbidden: 4,
	fault.Unauthenticated: 5, fault.Conflict: 6, fault.Unavailable: 7,
}

// errStopped is that somebody stopped a command that was not done.
var errStopped = fault.New(fault.Unavailable, "cli.stopped")

// stopped is the exit code that says so, as shells have it of Ctrl-C.
const stopped = 130

func exitCode(err error) int {
	if errors.Is(err, errStopped) {
		return stopped
	}
	return exitCodes[fault.KindOf(err)]
}

// problem is an error as JSON.
type problem struct {
	Kind    string         `json:"kind"`
	Message string         `json:"message"`
	Faults  []problemField `json:"faults"`
}

// problemField is one thing that was wrong: in which file, where in it or in
// which flag, and what.
type problemField struct {
	File    string `json:"file"`
	Path    string `json:"path"`
	Message string `json:"message"`
}

func (t *tool) problem(err error) problem {
	p := problem{Kind: fault.KindOf(err).String(), Faults: []problemField{}}
	var f *fault.Fault
	if !errors.As(err, &f) {
		p.Message = t.lang.T("cli.internal", err.Error()) // whoever runs the program is who mends it
		return p
	}
	p.Message = t.lang.T(f.Key, f.Args...)
	for _, field := range f.Fields {
		p.Faults = append(p.Faults, problemField{field.File, field.Path, t.lang.T(field.Key, field.Args...)})
	}
	return p
}

// printError says what went wrong, where, and how to mend it.
func (t *tool) printError(err error) {
	p := t.problem(err)
	if t.asJSON {
		_ = printJSON(t.err, p) // there is nobody left to tell
		return
	}
	fmt.Fprintln(t.err, t.lang.T("cli.error")+" "+p.Message)
	for _, f := range p.Faults {
		where := ""
		for _, part := range []string{f.File, f.Path} {
			if part != "" {
				where += part + ": "
			}
		}
		fmt.Fprintln(t.err, "  "+where+f.Message)
	}
}

// asFlags says of a question's or a form's faults in which flags they are.
func asFlags(err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) == 0 {
		return err
	}
	in := *f
	in.Fields = make([]fault.Field, len(f.Fields))
	for i, field := range f.Fields {
		if field.File == "" {
			field.Path = "--" + flagName(field.Path)
		}
		in.Fields[i] = field
	}
	return &in
}

// badFlag says in words what is wrong with a flag.
func badFlag(c *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		return unknownFlag(c, missing)
	case errors.As(err, &empty):
		return fault.Wrap(err, fault.Invalid, "cli.flag_empty", "--"+empty.GetFlag().Name)
	case errors.As(err, &wrong):
		return badValue(err, wrong)
	}
	return fault.Wrap(err, fault.Invalid, "cli.bad_flag", c.CommandPath())
}

func unknownFlag(c *cobra.Command, err *pflag.NotExistError) error {
	name := "--" + err.GetSpecifiedName()
	if shorts := err.GetSpecifiedShortnames(); shorts != "" {
		name = "-" + shorts
	}
	return fault.Wrap(err, fault.Invalid, "cli.unknown_flag", name, c.CommandPath())
}

// badValue keeps what a flag itself says of its value.
func badValue(err error, wrong *pflag.InvalidValueError) error {
	field := fault.Field{Path: "--" + wrong.GetFlag().Name, Key: "api.bad_value", Args: []any{wrong.GetValue()}}
	var f *fault.Fault
	if errors.As(err, &f) {
		field.Key, field.Args = f.Key, f.Args
	} else if errors.Is(err, strconv.ErrSyntax) || errors.Is(err, strconv.ErrRange) {
		field.Key = "api.not_integer"
	}
	return &fault.Fault{Kind: fault.Invalid, Key: "api.bad_question", Fields: []fault.Field{field}, Err: err}
}
