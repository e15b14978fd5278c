package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/platform/fault"
)

func (t *tool) backup() *cobra.Command {
	return t.command("backup FILE|-", "backup", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		defer t.endProgress()
		if args[0] == "-" {
			return a.DB.Backup(c.Context(), t.out)
		}
		size, err := toFile(args[0], func(w io.Writer) error { return a.DB.Backup(c.Context(), &counter{t: t, w: w}) })
		if err != nil {
			return err
		}
		t.endProgress()
		return t.say(map[string]any{"file": args[0], "bytes": size}, "cli.backed_up", args[0], megabytes(size))
	})
}

// megabytes is a size for people, rounded up.
func megabytes(n int64) float64 { return float64((n+99_999)/100_000) / 10 }

// toFile writes a file whole or not at all, and gives its size.
func toFile(name string, write func(io.Writer) error) (int64, error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".samkarta-*")
	if err != nil {
		return 0, fault.Wrap(err, fault.Invalid, "cli.cannot_write", name)
	}
	defer os.Remove(f.Name()) // it is there no more if all went well
	size, err := filled(f, write)
	if err != nil {
		return 0, err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return 0, fault.Wrap(err, fault.Invalid, "cli.cannot_write", name)
	}
	return size, nil
}

// filled writes what a file is to hold, down to the disk, and closes it.
func filled(f *os.File, write func(io.Writer) error) (size int64, err error) {
	err = write(f)
	failed := func(e error) {
		if err == nil && e != nil {
			err = fault.Wrap(e, fault.Unavailable, "cli.cannot_write", f.Name())
		}
	}
	info, statErr := f.Stat()
	failed(statErr)
	failed(f.Sync())
	failed(f.Close())
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// counter shows on a terminal how much has gone through it.
type counter struct {
	t     *tool
	w     io.Writer
	r     io.Reader
	n     int64
	total int64 // 0 if it is not known
	shown time.Time
}

// Write passes on and counts.
func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.count(n)
	return n, err
}

// Read passes on and counts.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.count(n)
	return n, err
}

func (c *counter) count(n int) {
	c.n += int64(n)
	if !c.t.watched() || time.Since(c.shown) < 200*time.Millisecond {
		return
	}
	c.shown = time.Now()
	if c.total > 0 {
		fmt.Fprintf(c.t.err, "\r\x1b[K%s", c.t.lang.T("cli.progress", int(100*c.n/c.total), ""))
		return
	}
	fmt.Fprintf(c.t.err, "\r\x1b[K%s", c.t.lang.T("cli.progress_bytes", megabytes(c.n)))
}

func (t *tool) restore() *cobra.Command {
	return t.command("restore FILE|-", "restore", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		in := &counter{t: t, r: t.in}
		if args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return fault.Wrap(err, fault.NotFound, "exchange.no_file", args[0])
			}
			defer f.Close()
			in.r = f
			if info, err := f.Stat(); err == nil {
				in.total = info.Size()
			}
		}
		return t.restoreFrom(c, in)
	})
}

func (t *tool) restoreFrom(c *cobra.Command, in io.Reader) error {
	a, err := t.made(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	err = a.DB.Restore(c.Context(), in)
	t.endProgress()
	if err != nil {
		return err
	}
	return t.say(map[string]bool{"restored": true}, "cli.restored")
}
