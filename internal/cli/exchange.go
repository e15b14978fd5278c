package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/drafts"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

func (t *tool) importing() *cobra.Command {
	var dry bool
	var keeper string
	c := t.command("import FILE|DIR…", "import", cobra.MinimumNArgs(1), func(c *cobra.Command, args []string) error {
		files, err := exchange.Files(args...)
		if err != nil {
			return err
		}
		a, done, err := t.toImport(c.Context(), dry)
		if err != nil {
			return err
		}
		defer done()
		if files, err = t.documents(c.Context(), a, files, keeper); err != nil {
			return refused(err)
		}
		sum, err := exchange.Import(c.Context(), a.Records, operator, files, exchange.Options{DryRun: dry, Progress: t.progress()})
		t.endProgress()
		if err != nil {
			return refused(err)
		}
		v, err := a.Records.View(c.Context(), operator, "")
		if err != nil {
			return err
		}
		return t.printSummary(v, sum)
	})
	c.Flags().BoolVar(&dry, "dry-run", false, "")
	c.Flags().StringVar(&keeper, "association", "", "")
	return c
}

// documents makes documents of the spreadsheets among files, with what they
// change on the map. What is new in them the association is to keep.
func (t *tool) documents(ctx context.Context, a *app.App, files []exchange.File, keeper string) ([]exchange.File, error) {
	for i, f := range files {
		if end := strings.ToLower(filepath.Ext(f.Name)); end != ".xlsx" && end != ".csv" && end != ".xls" {
			continue
		}
		sent, err := readFiles([]string{f.Name})
		if err != nil {
			return nil, err
		}
		v, err := a.Records.View(ctx, operator, "")
		if err != nil {
			return nil, err
		}
		d, err := drafts.Sheet(v, t.lang, sent[0], draft.Options{KeptBy: keeper})
		if err != nil {
			return nil, err
		}
		if files[i] = exchange.Bytes(f.Name, d.Document()); d.IsEmpty() {
			files[i] = exchange.Bytes(f.Name, []byte(nothing))
		}
	}
	return files, nil
}

// nothing is a document with nothing in it, not even a source.
const nothing = `{"format": "samkarta/1", "sources": []}`

// toImport opens the program for an import. A trial makes no database: where
// there is none it runs over one that is thrown away.
func (t *tool) toImport(ctx context.Context, dry bool) (a *app.App, done func(), err error) {
	path, err := t.databasePath()
	if err != nil {
		return nil, nil, err
	}
	if !dry || isThere(path) {
		if a, err = t.made(ctx); err != nil {
			return nil, nil, err
		}
		return a, func() { a.Close() }, nil
	}
	folder, err := os.MkdirTemp("", "samkarta-")
	if err != nil {
		return nil, nil, fault.Wrap(err, fault.Unavailable, "cli.cannot_write", os.TempDir())
	}
	a, err = app.Open(ctx, app.Config{Database: filepath.Join(folder, "trial.db"), Migrate: true})
	if err != nil {
		os.RemoveAll(folder)
		return nil, nil, err
	}
	return a, func() { a.Close(); os.RemoveAll(folder) }, nil
}

// refused says of documents with faults that nothing of them was taken in.
func refused(err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return err
	}
	in := *f
	in.Key, in.Args = "cli.import.refused", []any{len(f.Fields)}
	return &in
}

// watched tells whether somebody watches what is printed.
func (t *tool) watched() bool {
	f, ok := t.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress shows on a terminal how far an import has come.
func (t *tool) progress() func(done, total int64, file string) {
	if !t.watched() {
		return nil
	}
	return func(done, total int64, file string) {
		fmt.Fprintf(t.err, "\r\x1b[K%s", t.lang.T("cli.progress", int(100*done/max(total, 1)), file))
	}
}

func (t *tool) endProgress() {
	if t.watched() {
		fmt.Fprint(t.err, "\r\x1b[K")
	}
}

func (t *tool) printSummary(v *record.View, sum *exchange.Summary) error {
	if t.asJSON {
		return printJSON(t.out, api.ImportAnswerOf(sum))
	}
	for _, c := range sum.Changes {
		t.printChange(v, c)
	}
	fmt.Fprintln(t.out, t.lang.T("cli.import.files", sum.Files))
	rows := [][]string{t.heads([]string{"cli.list_name", "cli.import.added", "cli.import.changed", "cli.import.ended", "cli.import.unchanged", "cli.import.besides"})}
	for _, k := range v.Kinds().All {
		if c := sum.Lists[k.List]; c != nil {
			row := []string{k.List, strconv.Itoa(c.Added), strconv.Itoa(c.Changed), strconv.Itoa(c.Ended), strconv.Itoa(c.Unchanged), ""}
			if k.Kept {
				row[5] = t.lang.T("cli.import.kept")
			}
			rows = append(rows, row)
		}
	}
	fmt.Fprint(t.out, tableOf(rows, t.width()))
	if sum.DryRun {
		fmt.Fprintln(t.out, "\n"+t.lang.T("cli.import.dry"))
	}
	return nil
}

func (t *tool) printChange(v *record.View, c record.Change) {
	fmt.Fprintf(t.out, "%-10s  %s %s\n", t.lang.T("cli.outcome."+string(c.Outcome)), page.KindName(t.lang, c.Key.Kind), c.Key.ID)
	if c.Outcome == record.Added {
		return
	}
	k := v.Kinds().Named(c.Key.Kind)
	for _, f := range c.Fields {
		fmt.Fprintf(t.out, "            %s: %s → %s\n", page.FieldLabel(t.lang, k.Name, f.Field),
			t.valueWords(v, k, f.Field, f.Old), t.valueWords(v, k, f.Field, f.New))
	}
}

func (t *tool) exporting() *cobra.Command {
	var sel exchange.Selection
	c := t.command("export", "export", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		v, err := a.Records.View(c.Context(), operator, "")
		if err != nil {
			return err
		}
		return exchange.Export(v, sel, t.out)
	})
	c.Flags().StringVar(&sel.Association, "association", "", "")
	c.Flags().StringVar(&sel.Source, "source", "", "")
	return c
}
