package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// print writes the figures as a table: a row each, a column each for a database
// with so much data, and the target on the demonstration's data last.
func (b *bench) print(w io.Writer, all []figures) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name, target string, value func(f figures) string) {
		cells := []string{name}
		for _, f := range all {
			cells = append(cells, value(f))
		}
		fmt.Fprintln(t, strings.Join(append(cells, target), "\t")+"\t")
	}
	fmt.Fprintf(w, "\n%d requests of %d pages, %d at a time; milliseconds, megabytes, kilobytes\n\n", b.requests, len(pages), b.atATime)
	line("", "target", func(f figures) string { return fmt.Sprintf("%s %d×", f.engine, f.times) })
	line("import ms", "", func(f figures) string { return ms(f.imported.took) })
	line("import, at most MB", "", func(f figures) string { return mb(f.imported.peak) })
	line("import again ms", "", func(f figures) string { return ms(f.again.took) })
	line("start until /healthz ms", "", func(f figures) string { return ms(f.ready) })
	line("start until the start page ms", "≤ 300", func(f figures) string { return ms(f.started) })
	line("demo with its import ms", "", func(f figures) string { return orDash(f.demo) })
	line("memory after the start MB", "", func(f figures) string { return mb(f.held) })
	line("memory after all pages MB", "≤ 120", func(f figures) string { return mb(f.heldThen) })
	line("signed in: slowest page p50 ms", "", func(f figures) string { return ms(f.pages[0].together.p50) })
	line("slowest page p95 ms", "≤ 15", func(f figures) string { return ms(f.pages[0].together.p95) })
	line("slowest page", "", func(f figures) string { return short(f.pages[0].path) })
	line("work a page ms", "", func(f figures) string { return ms(f.work) })
	line("public: slowest page p50 ms", "", func(f figures) string { return ms(f.public[0].together.p50) })
	line("slowest page p95 ms", "≤ 15", func(f figures) string { return ms(f.public[0].together.p95) })
	line("search p50 ms", "", func(f figures) string { return ms(f.search.p50) })
	line("search p95 ms", "≤ 15", func(f figures) string { return ms(f.search.p95) })
	line("API list p50 ms", "", func(f figures) string { return ms(f.api.p50) })
	line("API list p95 ms", "", func(f figures) string { return ms(f.api.p95) })
	if err := t.Flush(); err != nil {
		return err
	}
	return b.printPages(w, all)
}

// printPages writes the slowest pages of each database; all of them if that is
// asked for.
func (b *bench) printPages(w io.Writer, all []figures) error {
	for _, f := range all {
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintf(w, "\n%s, %d ×\n", f.engine, f.times)
		fmt.Fprintln(t, "p50\tp95\talone\tHTML kB\tgzip kB\tpage\t")
		listed := f.pages
		if !b.pages {
			listed = listed[:min(6, len(listed))]
		}
		for _, p := range listed {
			fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%d\t%s\t\n", ms(p.together.p50), ms(p.together.p95), ms(p.alone), p.bytes>>10, p.zipped>>10, p.path)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond)) }

func mb(bytes int64) string { return fmt.Sprintf("%d", bytes>>20) }

func orDash(d time.Duration) string {
	if d == 0 {
		return "–"
	}
	return ms(d)
}

// short is an address without what is asked for.
func short(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return path
}
