package cli

import (
	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// largestRecord is how many bytes a record in a file may have.
const largestRecord = 1 << 20

// draft reads the fields of a record out of a file of JSON, - is standard input.
func (t *tool) draft(name string) (record.Tree, error) {
	data, err := t.readFile(name, largestRecord)
	if err != nil {
		return nil, err
	}
	tree, err := record.ReadTree(data)
	if err != nil || len(data) > largestRecord {
		return nil, fault.Wrap(err, fault.Invalid, "cli.not_record", name)
	}
	return tree, nil
}

// write opens the program, does something to a record and says what was done.
func (t *tool) write(c *cobra.Command, name, id, done string, do func(a *app.App, key record.Key) (record.Key, error)) error {
	a, err := t.existing(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	k, err := kindNamed(a.Records.Kinds(), name)
	if err != nil {
		return err
	}
	key, err := do(a, record.Key{Kind: k.Name, ID: id})
	if err != nil {
		return err
	}
	b, err := read(c, a, key)
	if err != nil {
		return err
	}
	h := b.HeadOf()
	return t.say(api.WrittenRecord{Kind: key.Kind, ID: key.ID, Version: h.Version, URL: h.URL()}, done, page.KindName(t.lang, key.Kind), key.ID)
}

func read(c *cobra.Command, a *app.App, key record.Key) (record.Body, error) {
	v, err := a.Records.View(c.Context(), operator, "")
	if err != nil {
		return nil, err
	}
	return v.Get(key.Kind, key.ID)
}

func (t *tool) add() *cobra.Command {
	var d record.Draft
	c := t.command("add KIND FILE|-", "add", cobra.ExactArgs(2), func(c *cobra.Command, args []string) (err error) {
		if d.Tree, err = t.draft(args[1]); err != nil {
			return err
		}
		return t.write(c, args[0], "", "cli.added", func(a *app.App, key record.Key) (record.Key, error) {
			if err := t.isKeeper(c, a, d.KeptBy); err != nil {
				return key, err
			}
			return a.Records.Create(c.Context(), operator, a.Records.Kinds().Named(key.Kind), d)
		})
	})
	c.Flags().StringVar(&d.KeptBy, "association", "", "")
	c.Flags().BoolVar(&d.Confirmed, "confirmed", false, "")
	c.Flags().BoolVar(&d.Sure, "sure", false, "")
	return c
}

// isKeeper refuses an association that there is not.
func (t *tool) isKeeper(c *cobra.Command, a *app.App, id string) error {
	if id == "" {
		return nil
	}
	_, err := read(c, a, record.Key{Kind: "association", ID: id})
	if fault.Is(err, fault.NotFound) {
		return t.wrong("association", "exchange.no_association", id)
	}
	return err
}

func (t *tool) change() *cobra.Command {
	var d record.Draft
	c := t.command("change KIND ID FILE|-", "change", cobra.ExactArgs(3), func(c *cobra.Command, args []string) (err error) {
		if d.Tree, err = t.draft(args[2]); err != nil {
			return err
		}
		return t.write(c, args[0], args[1], "cli.changed", func(a *app.App, key record.Key) (record.Key, error) {
			if !c.Flags().Changed("version") {
				b, err := read(c, a, key)
				if err != nil {
					return key, err
				}
				d.Version = b.HeadOf().Version
			}
			return key, a.Records.Change(c.Context(), operator, key, d)
		})
	})
	c.Flags().Int64Var(&d.Version, "version", 0, "")
	c.Flags().BoolVar(&d.Confirmed, "confirmed", false, "")
	c.Flags().BoolVar(&d.Sure, "sure", false, "")
	return c
}

func (t *tool) end() *cobra.Command {
	var from string
	c := t.command("end KIND ID", "end", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		return t.write(c, args[0], args[1], "cli.ended", func(a *app.App, key record.Key) (record.Key, error) {
			day := a.Records.Today()
			if from != "" {
				if !record.IsDate(from) {
					return key, t.wrong("from", "record.bad_date", from)
				}
				day = record.Date(from).First()
			}
			b, err := read(c, a, key)
			if err != nil {
				return key, err
			}
			return key, a.Records.End(c.Context(), operator, key, b.HeadOf().Version, day)
		})
	})
	c.Flags().StringVar(&from, "from", "", "")
	return c
}

func (t *tool) confirm() *cobra.Command {
	return t.command("confirm KIND ID", "confirm", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		return t.write(c, args[0], args[1], "cli.confirmed_now", func(a *app.App, key record.Key) (record.Key, error) {
			return key, a.Records.Confirm(c.Context(), operator, key)
		})
	})
}
