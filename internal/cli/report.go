package cli

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// reportAnswer is what became of an order, as JSON.
type reportAnswer struct {
	File     string `json:"file"`
	Format   string `json:"format"`
	Title    string `json:"title"`
	Chapters int    `json:"chapters"`
	Size     int64  `json:"size"`
	SHA256   string `json:"sha256"`
}

// report makes a report and writes it to a file. It is not kept: whoever makes
// it on the machine has it.
func (t *tool) report() *cobra.Command {
	o := reporting.Order{Template: reporting.Mapping}
	var format, out string
	c := t.command("report", "report", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		f, err := t.reportFormat(format, out)
		if err != nil {
			return err
		}
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		o.AsOf, o.Lang = record.Date(t.day), t.lang.Code
		d, err := a.Reports.Compose(c.Context(), operator, o)
		if err != nil {
			return orderFlags(err)
		}
		return t.writeReport(c.Context(), d, f, out)
	})
	c.Flags().StringVar(&format, "format", "", "")
	c.Flags().StringVar(&out, "out", "", "")
	return t.order(c, &o)
}

// order adds the flags that say what report somebody wants.
func (t *tool) order(c *cobra.Command, o *reporting.Order) *cobra.Command {
	c.Flags().StringVar(&o.Association, "association", "", "")
	c.Flags().StringSliceVar(&o.Municipalities, "municipality", nil, "")
	c.Flags().BoolVar(&o.Country, "country", false, "")
	c.Flags().StringVar(&o.Party, "party", "", "")
	c.Flags().StringVar(&o.Template, "template", o.Template, "")
	c.Flags().StringVar((*string)(&o.Since), "since", "", "")
	c.Flags().StringSliceVar(&o.Sections, "section", nil, "")
	c.Flags().BoolVar(&o.Public, "public", false, "")
	c.Flags().Lookup("section").Annotations = map[string][]string{words: reporting.Sections()}
	return t.asOf(c)
}

// reportFormat is the format that is asked for, by its name or by how the file
// ends. Nothing that is no text is written to a terminal.
func (t *tool) reportFormat(name, out string) (report.Format, error) {
	if out == "" {
		return report.Format{}, t.wrong("out", "cli.report.no_out")
	}
	if name == "" {
		name = strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(out, ".zip")), ".")
	}
	f, is := report.FormatOf(name)
	if !is {
		return f, t.wrong("format", "cli.report.no_format", name, formatNames())
	}
	if out == toStdout && isBinary(f) && isTerminal(t.out) {
		return f, t.wrong("out", "cli.report.terminal", f.Name)
	}
	return f, nil
}

func formatNames() string {
	names := make([]string, len(report.Formats))
	for i, f := range report.Formats {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

func isBinary(f report.Format) bool {
	return !strings.HasPrefix(f.Type, "text/") && !strings.HasPrefix(f.Type, "application/json")
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// flagsOfOrder are the flags that are called otherwise than what they fill.
var flagsOfOrder = map[string]string{"municipalities": "municipality", "sections": "section", "formats": "format"}

// orderFlags says of an order's faults in which flags they are.
func orderFlags(err error) error {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return err
	}
	in := *f
	in.Fields = slices.Clone(f.Fields)
	for i, x := range in.Fields {
		if flag, is := flagsOfOrder[x.Path]; is {
			in.Fields[i].Path = flag
		}
	}
	return asFlags(&in)
}

// writeReport writes a report, and says so unless it went where that would be said.
func (t *tool) writeReport(ctx context.Context, d *report.Document, f report.Format, out string) error {
	sum := &summing{digest: sha256.New()}
	show := t.progressOf(out)
	err := writeWhole(ctx, t.out, out, func(w io.Writer) error {
		sum.to = w
		return f.Write(sum, d, func(chapters int) { show(chapters, max(len(d.Chapters), 1)) })
	})
	t.endProgress()
	if err != nil || out == toStdout {
		return err
	}
	a := reportAnswer{out, f.Name, d.Title, len(d.Chapters), sum.size, hex.EncodeToString(sum.digest.Sum(nil))}
	return t.say(a, "cli.report.done", out, fmt.Sprint((a.Size+1023)>>10), a.SHA256)
}

// summing reckons the checksum of what is written through it.
type summing struct {
	to     io.Writer
	digest hash.Hash
	size   int64
}

// Write writes on.
func (s *summing) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.digest.Write(p[:n])
	s.size += int64(n)
	return n, err
}

// writeWhole writes a file so that it is there whole or not at all: beside its
// place first, and then into it. "-" is what the command prints to, and what is
// no file, such as a pipe, is written to as it comes.
func writeWhole(ctx context.Context, stdout io.Writer, path string, write func(io.Writer) error) error {
	if path == toStdout {
		return cannotWrite(ctx, write(&until{ctx, stdout}), path)
	}
	if there, err := filepath.EvalSymlinks(path); err == nil {
		path = there
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return cannotWrite(ctx, writeInto(ctx, path, os.O_WRONLY, write), path)
	}
	beside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".tmp")
	err := writeInto(ctx, beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, write)
	if err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		os.Remove(beside)
	}
	return cannotWrite(ctx, err, path)
}

func writeInto(ctx context.Context, path string, how int, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, how, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(write(&until{ctx, file}), file.Close())
}

// cannotWrite says of an error where it could not be written, unless it says
// something else itself.
func cannotWrite(ctx context.Context, err error, path string) error {
	var f *fault.Fault
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &f):
		return err
	}
	return fault.Wrap(err, fault.Unavailable, "cli.report.cannot_write", path, reason(err))
}

// reason is what the system says of an error, without the names of files.
func reason(err error) string {
	var at *os.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	var moved *os.LinkError
	if errors.As(err, &moved) {
		err = moved.Err
	}
	return err.Error()
}

// until writes until somebody stops the command.
type until struct {
	ctx context.Context
	to  io.Writer
}

// Write writes on, if nobody has.
func (u *until) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.to.Write(p)
}
