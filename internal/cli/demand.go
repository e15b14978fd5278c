package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/place"
)

// demand shows how often nothing was found for somebody.
func (t *tool) demand() *cobra.Command {
	var where string
	c := t.command("demand", "demand", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		code := place.CodeOf(where)
		if where != "" && !place.IsMunicipality(code) {
			return t.wrong("municipality", "record.unknown_municipality", where)
		}
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		counted, err := a.Insatser.Demand(c.Context(), operator, code)
		if err != nil {
			return err
		}
		return t.print(demandRows(counted))
	})
	c.Flags().StringVar(&where, "municipality", "", "")
	return c
}

func demandRows(counted []insats.Demand) answer {
	a := answer{value: append([]insats.Demand{}, counted...), empty: "cli.demand.none", columns: []string{"cli.month", "cli.municipality", "cli.times", "cli.association"}}
	for _, d := range counted {
		a.rows = append(a.rows, []string{d.Month, page.PlaceName(d.Municipality), strconv.Itoa(d.Times), d.Association})
	}
	return a
}
