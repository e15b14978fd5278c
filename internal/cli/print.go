package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"samkarta/internal/platform/fault"
)

// answer is what a command has to say: value as JSON, columns and rows as words.
type answer struct {
	value   any
	columns []string // text keys
	rows    [][]string
	empty   string // text key for when there are no rows
}

func (t *tool) print(a answer) error {
	if t.asJSON {
		return t.printJSON(t.out, a.value)
	}
	if len(a.rows) == 0 {
		_, err := fmt.Fprintln(t.out, t.lang.T(a.empty))
		return err
	}
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	heads := make([]string, len(a.columns))
	for i, key := range a.columns {
		heads[i] = strings.ToUpper(t.lang.T(key))
	}
	fmt.Fprintln(w, strings.Join(heads, "\t"))
	for _, row := range a.rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.out, "\n"+t.lang.T("cli.count", len(a.rows)))
	return err
}

func (t *tool) printJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// exitCodes is the one table from kinds of fault to exit codes.
var exitCodes = map[fault.Kind]int{
	fault.Internal: 1, fault.Invalid: 2, fault.NotFound: 3, fault.Forbidden: 4,
	fault.Unauthenticated: 5, fault.Conflict: 6, fault.Unavailable: 7,
}

func exitCode(err error) int { return exitCodes[fault.KindOf(err)] }

// problem is an error as JSON.
type problem struct {
	Kind    string         `json:"kind"`
	Message string         `json:"message"`
	Faults  []problemField `json:"faults,omitempty"`
}

type problemField struct {
	File    string `json:"file,omitempty"`
	Path    string `json:"path,omitempty"`
	Message string `json:"message"`
}

func (t *tool) problem(err error) problem {
	p := problem{Kind: fault.KindOf(err).String(), Message: err.Error()}
	var f *fault.Fault
	if errors.As(err, &f) {
		p.Message = t.lang.T(f.Key, f.Args...)
		for _, field := range f.Fields {
			p.Faults = append(p.Faults, problemField{field.File, field.Path, t.lang.T(field.Key, field.Args...)})
		}
	} else if strings.HasPrefix(p.Message, "unknown command") {
		p = problem{Kind: fault.Invalid.String(), Message: t.lang.T("cli.unknown_command", p.Message)}
	}
	return p
}

// printError says what went wrong, where, and how to mend it.
func (t *tool) printError(err error) {
	p := t.problem(err)
	if t.asJSON {
		_ = t.printJSON(t.err, p) // there is nobody left to tell
		return
	}
	fmt.Fprintln(t.err, t.lang.T("cli.error")+" "+p.Message)
	for _, f := range p.Faults {
		where := strings.TrimPrefix(f.File+": "+f.Path, ": ")
		fmt.Fprintln(t.err, "  "+strings.TrimSuffix(where, ": ")+": "+f.Message)
	}
}
