package cli

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// reports lists the reports that are kept, and holds what is done with them.
func (t *tool) reports() *cobra.Command {
	var association string
	c := t.command("reports", "reports", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		all, err := a.Reports.List(c.Context(), operator, association)
		if err != nil {
			return err
		}
		shown := make([]api.Report, len(all))
		said := answer{columns: []string{"cli.report.title", "cli.report.association", "cli.report.ordered", "cli.report.formats", "cli.report.status", "cli.id"}, empty: "cli.reports.none"}
		for i, x := range all {
			shown[i] = api.ReportOf(t.lang, x)
			said.rows = append(said.rows, []string{x.Title, x.KeptBy, string(record.Day(x.OrderedAt)), strings.Join(x.Formats, ", "), t.reportStatus(x), x.ID})
		}
		said.value = shown
		return t.print(said)
	})
	c.Flags().StringVar(&association, "association", "", "")
	c.Args = t.isCommand
	c.AddCommand(t.reportsMake(), t.reportsShow(), t.reportsFetch(), t.reportsPublish(), t.reportsWithdraw())
	return c
}

func (t *tool) reportStatus(x reporting.Report) string {
	if x.IsPublished() {
		return t.lang.T("cli.report.status.published")
	}
	return t.lang.T("cli.report.status." + api.ReportOf(t.lang, x).Status)
}

// withReport does something with a report that is kept, and shows how it stands
// then.
func (t *tool) withReport(ctx context.Context, do func(a *app.App) (id string, err error)) error {
	a, err := t.existing(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	id, err := do(a)
	if err != nil {
		return err
	}
	x, err := a.Reports.Get(ctx, operator, id)
	if err != nil {
		return err
	}
	said := answer{value: api.ReportOf(t.lang, *x), columns: []string{"cli.field", "cli.value"}, single: true, rows: [][]string{
		{t.lang.T("cli.report.title"), x.Title}, {t.lang.T("cli.id"), x.ID}, {t.lang.T("cli.report.association"), x.KeptBy},
		{t.lang.T("cli.report.ordered"), string(record.Day(x.OrderedAt))}, {t.lang.T("cli.report.status"), t.reportStatus(*x)}}}
	for _, f := range x.Files {
		said.rows = append(said.rows, []string{f.Format, t.lang.T("cli.reports.file", f.Name, kilobytes(f.Size), f.Digest)})
	}
	return t.print(said)
}

func kilobytes(size int64) string { return fmt.Sprint((size + 1023) >> 10) }

// reportsMake orders a report that is kept, and makes it: no server need be
// running. One that is takes it over if the command is stopped.
func (t *tool) reportsMake() *cobra.Command {
	o := reporting.Order{Template: reporting.Mapping}
	var formats []string
	c := t.command("make", "kept.make", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.withReport(c.Context(), func(a *app.App) (string, error) {
			o.AsOf, o.Lang = record.Date(t.day), t.lang.Code
			id, err := a.Reports.Make(c.Context(), operator, o, formats)
			if err != nil {
				return "", orderFlags(err)
			}
			return id, t.await(c.Context(), a, id)
		})
	})
	c.Flags().StringSliceVar(&formats, "format", nil, "")
	return t.order(c, &o)
}

// looks is how often it is looked whether a report is there.
const looks = 50 * time.Millisecond

// await makes what is ordered until a report is there, or will not be.
func (t *tool) await(ctx context.Context, a *app.App, id string) error {
	runner := jobs.New(a.DB, jobs.Config{Poll: looks, Flush: looks})
	a.Reports.Work(runner)
	running, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); runner.Run(running) }()
	defer func() { stop(); <-done; t.endProgress() }()
	show := t.progressOf(id)
	for {
		x, err := a.Reports.Get(ctx, operator, id)
		switch {
		case err != nil:
			return err
		case x.IsMade():
			return nil
		case x.HasFailed():
			return whyNotMade(x)
		case x.Job.Total > 0:
			show(x.Job.Progress, x.Job.Total)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(looks):
		}
	}
}

func whyNotMade(x *reporting.Report) error {
	if x.Job == nil || x.Job.Fault == nil {
		return fault.New(fault.Unavailable, "reportingweb.failed.unknown")
	}
	return x.Job.Fault
}

func (t *tool) reportsShow() *cobra.Command {
	return t.command("show ID", "kept.show", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.withReport(c.Context(), func(*app.App) (string, error) { return args[0], nil })
	})
}

// fetchedFile is a file of a report and where it was written, as JSON.
type fetchedFile struct {
	File string `json:"file"`
	api.ReportFile
}

// reportsFetch writes a file of a report as it was made.
func (t *tool) reportsFetch() *cobra.Command {
	var format, out string
	c := t.command("fetch ID", "kept.fetch", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		f, err := t.reportFormat(format, out)
		if err != nil {
			return err
		}
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		sum := &summing{digest: sha256.New()}
		var made reporting.Report
		err = writeWhole(c.Context(), t.out, out, func(w io.Writer) error {
			sum.to = w
			return a.Reports.Send(c.Context(), operator, args[0], f.Name, sum, func(x reporting.Report, _ reporting.File) { made = x })
		})
		if err != nil || out == toStdout {
			return err
		}
		for _, file := range api.ReportOf(t.lang, made).Files {
			if file.Format == f.Name {
				return t.say(fetchedFile{out, file}, "cli.report.done", out, kilobytes(sum.size), file.SHA256)
			}
		}
		return nil
	})
	c.Flags().StringVar(&format, "format", "", "")
	c.Flags().StringVar(&out, "out", "", "")
	return c
}

func (t *tool) reportsPublish() *cobra.Command {
	var sure bool
	c := t.command("publish ID", "kept.publish", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.withReport(c.Context(), func(a *app.App) (string, error) {
			err := a.Reports.Publish(c.Context(), operator, args[0], sure)
			if fault.Is(err, fault.Invalid) {
				err = t.wrong("sure", "cli.reports.unsure")
			}
			return args[0], err
		})
	})
	c.Flags().BoolVar(&sure, "sure", false, "")
	return c
}

func (t *tool) reportsWithdraw() *cobra.Command {
	return t.command("withdraw ID", "kept.withdraw", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.withReport(c.Context(), func(a *app.App) (string, error) {
			return args[0], a.Reports.Withdraw(c.Context(), operator, args[0])
		})
	})
}
