package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"samkarta/internal/exchange"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

func (t *tool) importing() *cobra.Command {
	var dry bool
	c := t.command("import FILE|DIR…", "import", cobra.MinimumNArgs(1), func(c *cobra.Command, args []string) error {
		files, err := exchange.Files(args...)
		if err != nil {
			return err
		}
		a, err := t.made(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		sum, err := exchange.Import(c.Context(), a.Records, operator, files, exchange.Options{DryRun: dry, Progress: t.progress()})
		t.endProgress()
		if err != nil {
			return err
		}
		v, err := a.Records.View(c.Context(), operator, "")
		if err != nil {
			return err
		}
		return t.printSummary(v, sum)
	})
	c.Flags().BoolVar(&dry, "dry-run", false, t.lang.T("cli.flag.dry-run"))
	return c
}

// onTerminal tells whether somebody watches what is printed.
func (t *tool) onTerminal() bool {
	f, ok := t.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress shows on a terminal how far an import has come.
func (t *tool) progress() func(done, total int64, file string) {
	if !t.onTerminal() {
		return nil
	}
	return func(done, total int64, file string) {
		fmt.Fprintf(t.err, "\r\x1b[K%s", t.lang.T("cli.progress", int(100*done/max(total, 1)), file))
	}
}

func (t *tool) endProgress() {
	if t.onTerminal() {
		fmt.Fprint(t.err, "\r\x1b[K")
	}
}

// importAnswer is the JSON of an import.
type importAnswer struct {
	*exchange.Summary
	Changes []changeAnswer `json:"changes,omitempty"`
}

type changeAnswer struct {
	Kind    string         `json:"kind"`
	ID      string         `json:"id"`
	Outcome record.Outcome `json:"outcome"`
	Fields  []fieldAnswer  `json:"fields,omitempty"`
}

type fieldAnswer struct {
	Field string `json:"field"`
	Old   any    `json:"old"`
	New   any    `json:"new"`
}

func (t *tool) printSummary(v *record.View, sum *exchange.Summary) error {
	if t.asJSON {
		return t.printJSON(t.out, importAnswer{sum, changeAnswers(sum.Changes)})
	}
	for _, c := range sum.Changes {
		t.printChange(v, c)
	}
	fmt.Fprintln(t.out, t.lang.T("cli.import.files", sum.Files))
	for _, k := range v.Kinds().All {
		if c := sum.Lists[k.List]; c != nil {
			line := t.lang.T("cli.import.counts", k.List, c.Added, c.Changed, c.Ended, c.Unchanged)
			if k.Kept {
				line += " " + t.lang.T("cli.import.kept")
			}
			fmt.Fprintln(t.out, "  "+line)
		}
	}
	if sum.DryRun {
		fmt.Fprintln(t.out, t.lang.T("cli.import.dry"))
	}
	return nil
}

func changeAnswers(changes []record.Change) []changeAnswer {
	var all []changeAnswer
	for _, c := range changes {
		answer := changeAnswer{Kind: c.Key.Kind, ID: c.Key.ID, Outcome: c.Outcome}
		if c.Outcome != record.Added {
			for _, f := range c.Fields {
				answer.Fields = append(answer.Fields, fieldAnswer(f))
			}
		}
		all = append(all, answer)
	}
	return all
}

func (t *tool) printChange(v *record.View, c record.Change) {
	fmt.Fprintf(t.out, "%s  %s %s\n", t.lang.T("cli.outcome."+string(c.Outcome)), c.Key.Kind, c.Key.ID)
	if c.Outcome == record.Added {
		return
	}
	k := v.Kinds().Named(c.Key.Kind)
	for _, f := range c.Fields {
		fmt.Fprintf(t.out, "    %s: %s → %s\n", page.FieldLabel(t.lang, k.Name, f.Field),
			t.valueWords(v, k, f.Field, f.Old), t.valueWords(v, k, f.Field, f.New))
	}
}

func (t *tool) valueWords(v *record.View, k *record.Kind, field string, value any) string {
	if value == nil {
		return t.lang.T("cli.nothing")
	}
	return strings.ReplaceAll(page.ValueText(v, t.lang, k, field, value), "\n", " ")
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
	f := t.chooser(c)
	f.text(&sel.Association, "association")
	f.text(&sel.Source, "source")
	return c
}

func (t *tool) backup() *cobra.Command {
	return t.command("backup FILE|-", "backup", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		if args[0] == "-" {
			return a.DB.Backup(c.Context(), t.out)
		}
		return toFile(args[0], func(w io.Writer) error { return a.DB.Backup(c.Context(), w) })
	})
}

// toFile writes a file whole or not at all.
func toFile(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(folderOf(name), ".samkarta-*")
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "cli.cannot_write", name)
	}
	defer os.Remove(f.Name()) // it is there no more if all went well
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return fault.Wrap(err, fault.Unavailable, "cli.cannot_write", name)
	}
	if err := f.Close(); err != nil {
		return fault.Wrap(err, fault.Unavailable, "cli.cannot_write", name)
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return fault.Wrap(err, fault.Invalid, "cli.cannot_write", name)
	}
	return nil
}

func folderOf(name string) string {
	if i := strings.LastIndexByte(name, os.PathSeparator); i >= 0 {
		return name[:i+1]
	}
	return "."
}

func (t *tool) restore() *cobra.Command {
	return t.command("restore FILE|-", "restore", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		in := t.in
		if args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return fault.Wrap(err, fault.NotFound, "exchange.no_file", args[0])
			}
			defer f.Close()
			in = f
		}
		return t.restoreFrom(c.Context(), in)
	})
}

func (t *tool) restoreFrom(ctx context.Context, in io.Reader) error {
	a, err := t.made(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.DB.Restore(ctx, in); err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.out, t.lang.T("cli.restored"))
	return err
}
