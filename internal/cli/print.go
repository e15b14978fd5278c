package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"samkarta/internal/api"
)

// answer is what a command has to say: value as JSON; columns and rows, or
// words, to a person.
type answer struct {
	value   any
	columns []string // text keys
	rows    [][]string
	empty   string // text key for when there are no rows
	single  bool   // the rows are one thing: they are not counted
}

// listOf shows what was found: all of it as JSON, and a row for each.
func listOf[S any](found api.Found[S], columns []string, row func(S) []string) answer {
	items := found.All()
	a := answer{value: items, columns: columns, empty: "cli.none"}
	for _, item := range items {
		a.rows = append(a.rows, row(item))
	}
	return a
}

func (t *tool) print(a answer) error {
	if t.asJSON {
		return printJSON(t.out, a.value)
	}
	if len(a.rows) == 0 {
		_, err := fmt.Fprintln(t.out, t.lang.T(a.empty))
		return err
	}
	words := tableOf(append([][]string{t.heads(a.columns)}, a.rows...), t.width())
	if !a.single {
		words += "\n" + t.lang.T("cli.count", len(a.rows)) + "\n"
	}
	_, err := io.WriteString(t.out, words)
	return err
}

func (t *tool) heads(keys []string) []string {
	heads := make([]string, len(keys))
	for i, key := range keys {
		heads[i] = strings.ToUpper(t.lang.T(key))
	}
	return heads
}

// say says that something has been done: value as JSON, or the text of the key.
func (t *tool) say(value any, key string, args ...any) error {
	if t.asJSON {
		return printJSON(t.out, value)
	}
	_, err := fmt.Fprintln(t.out, t.lang.T(key, args...))
	return err
}

func printJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}
