package cli

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// publish chooses which of an association's records the public sees, and shows
// what is chosen.
func (t *tool) publish() *cobra.Command {
	var shown, hidden []string
	c := t.command("publish ASSOCIATION", "publish", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		choice, err := choiceOf(a.Records.Kinds(), shown, hidden)
		if err == nil {
			_, err = read(c, a, record.Key{Kind: party.Associations.Name, ID: args[0]})
		}
		if err == nil {
			err = a.Records.Publish(c.Context(), operator, args[0], choice)
		}
		if err != nil {
			return err
		}
		return t.showPublication(c, a, args[0])
	})
	c.Flags().StringSliceVar(&shown, "show", nil, "")
	c.Flags().StringSliceVar(&hidden, "hide", nil, "")
	return c
}

func choiceOf(kinds *record.Kinds, shown, hidden []string) (record.Publication, error) {
	choice := record.Publication{}
	for _, name := range slices.Concat(shown, hidden) {
		k, err := kindNamed(kinds, name)
		if err != nil {
			return nil, err
		}
		choice[k.Name] = slices.Contains(shown, name)
	}
	return choice, nil
}

func (t *tool) showPublication(c *cobra.Command, a *app.App, association string) error {
	v, err := a.Records.View(c.Context(), operator, "")
	if err != nil {
		return err
	}
	chosen := v.Publication(association)
	said := answer{value: api.Publication{Association: association, Kinds: chosen}, columns: []string{"cli.kind", "cli.public"}, single: true}
	for _, kind := range slices.Sorted(maps.Keys(chosen)) {
		word := "cli.hidden"
		if chosen[kind] {
			word = "cli.shown"
		}
		said.rows = append(said.rows, []string{page.KindName(t.lang, kind), t.lang.T(word)})
	}
	return t.print(said)
}
