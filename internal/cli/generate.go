package cli

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"samkarta/internal/exchange"
	"samkarta/internal/generate"
	"samkarta/internal/platform/fault"
)

// toStdout is what --out says for one document on standard output.
const toStdout = "-"

func (t *tool) generate() *cobra.Command {
	var national bool
	seed, out := uint64(1), toStdout
	c := t.command("generate", "generate", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		if !national {
			return fault.New(fault.Invalid, "cli.generate.what")
		}
		country, err := generate.National(seed)
		if err != nil {
			return err
		}
		if out == toStdout {
			return country.WriteOne(c.Context(), t.out)
		}
		sum, err := country.WriteFiles(c.Context(), out, t.progressOf(out))
		t.endProgress()
		if err != nil {
			return err
		}
		return t.printGenerated(out, sum)
	})
	c.Flags().BoolVar(&national, "national", false, "")
	c.Flags().Uint64Var(&seed, "seed", seed, "")
	c.Flags().StringVar(&out, "out", out, "")
	return c
}

// progressOf shows on a terminal how much of something is done.
func (t *tool) progressOf(name string) func(done, all int) {
	show := t.progress()
	return func(done, all int) {
		if show != nil {
			show(int64(done), int64(all), name)
		}
	}
}

func (t *tool) printGenerated(out string, sum *generate.Summary) error {
	if t.asJSON {
		return printJSON(t.out, sum)
	}
	fmt.Fprintln(t.out, t.lang.T("cli.generate.done", sum.Files, out))
	rows := [][]string{t.heads([]string{"cli.list_name", "cli.generate.records"})}
	for _, k := range exchange.Kinds().All {
		if n := sum.Lists[k.List]; n > 0 {
			rows = append(rows, []string{k.List, strconv.Itoa(n)})
		}
	}
	fmt.Fprint(t.out, tableOf(rows, t.width()))
	return nil
}
