package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// kind gives the kind that was named, by its name or its list.
func kindNamed(kinds *record.Kinds, name string) (*record.Kind, error) {
	if k := kinds.Named(name); k != nil {
		return k, nil
	}
	if k := kinds.OfList(name); k != nil {
		return k, nil
	}
	return nil, fault.New(fault.NotFound, "record.no_kind", name)
}

func (t *tool) list() *cobra.Command {
	c := t.command("list KIND", "list", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			k, err := kindNamed(v.Kinds(), args[0])
			if err != nil {
				return answer{}, err
			}
			a := answer{value: api.List(v, t.lang, k), empty: "cli.none", columns: []string{"cli.id", "cli.name", "cli.confirmed"}}
			for _, b := range v.All(k) {
				a.rows = append(a.rows, []string{b.HeadOf().ID, v.Title(b), t.dayWords(v.ConfirmedOn(b))})
			}
			return a, nil
		})
	})
	t.asOf(c)
	return c
}

func (t *tool) dayWords(day time.Time) string {
	if day.IsZero() {
		return page.Word(t.lang, "", "")
	}
	return day.Format(time.DateOnly)
}

func (t *tool) show() *cobra.Command {
	c := t.command("show KIND ID", "show", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			k, err := kindNamed(v.Kinds(), args[0])
			if err != nil {
				return answer{}, err
			}
			b, err := v.Get(k.Name, args[1])
			if err != nil {
				return answer{}, err
			}
			a := answer{value: api.ShownOf(v, t.lang, b), columns: []string{"cli.field", "cli.value"}}
			tree := record.TreeOf(b)
			for _, f := range k.Schema.Fields {
				if value, has := tree[f.Name]; has {
					a.rows = append(a.rows, []string{page.FieldLabel(t.lang, k.Name, f.Name), t.valueWords(v, k, f.Name, value)})
				}
			}
			return a, nil
		})
	})
	t.asOf(c)
	return c
}

// versionAnswer is one version of a record as JSON.
type versionAnswer struct {
	Version int64         `json:"version"`
	At      time.Time     `json:"at"`
	Author  string        `json:"author"`
	Action  string        `json:"action"`
	Changes []fieldAnswer `json:"changes"`
}

func (t *tool) history() *cobra.Command {
	return t.command("history KIND ID", "history", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		k, err := kindNamed(a.Records.Kinds(), args[0])
		if err != nil {
			return err
		}
		versions, err := a.Records.History(c.Context(), operator, record.Key{Kind: k.Name, ID: args[1]})
		if err != nil {
			return err
		}
		got := answer{columns: []string{"cli.when", "cli.action", "cli.who", "cli.changes"}, empty: "cli.none"}
		var shown []versionAnswer
		for _, x := range versions {
			one := versionAnswer{x.Body.HeadOf().Version, x.At, x.Author, x.Action, []fieldAnswer{}}
			words := ""
			for _, f := range x.Changes {
				one.Changes = append(one.Changes, fieldAnswer(f))
				words += page.FieldLabel(t.lang, k.Name, f.Field) + " "
			}
			shown = append(shown, one)
			got.rows = append(got.rows, []string{x.At.Format(time.DateTime), t.lang.T("cli.action." + x.Action), x.Author, words})
		}
		got.value = shown
		return t.print(got)
	})
}

// draft reads the fields of a record out of a file of JSON, - is standard input.
func (t *tool) draft(name string) (record.Tree, error) {
	in := t.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "exchange.no_file", name)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, 1<<20))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "exchange.no_file", name)
	}
	tree, err := record.ReadTree(data)
	if err != nil {
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
	if t.asJSON {
		return t.printJSON(t.out, map[string]string{"kind": key.Kind, "id": key.ID})
	}
	_, err = fmt.Fprintln(t.out, t.lang.T(done, key.Kind, key.ID))
	return err
}

func (t *tool) add() *cobra.Command {
	var d record.Draft
	c := t.command("add KIND FILE|-", "add", cobra.ExactArgs(2), func(c *cobra.Command, args []string) (err error) {
		if d.Tree, err = t.draft(args[1]); err != nil {
			return err
		}
		return t.write(c, args[0], "", "cli.added", func(a *app.App, key record.Key) (record.Key, error) {
			return a.Records.Create(c.Context(), operator, a.Records.Kinds().Named(key.Kind), d)
		})
	})
	c.Flags().StringVar(&d.KeptBy, "association", "", t.lang.T("cli.flag.kept-by"))
	c.Flags().BoolVar(&d.Confirmed, "confirmed", false, t.lang.T("cli.flag.confirmed"))
	return c
}

func (t *tool) change() *cobra.Command {
	var d record.Draft
	c := t.command("change KIND ID FILE|-", "change", cobra.ExactArgs(3), func(c *cobra.Command, args []string) (err error) {
		if d.Tree, err = t.draft(args[2]); err != nil {
			return err
		}
		return t.write(c, args[0], args[1], "cli.changed", func(a *app.App, key record.Key) (record.Key, error) {
			if d.Version == 0 {
				if d.Version, err = t.versionOf(c, a, key); err != nil {
					return key, err
				}
			}
			return key, a.Records.Change(c.Context(), operator, key, d)
		})
	})
	c.Flags().Int64Var(&d.Version, "version", 0, t.lang.T("cli.flag.version"))
	c.Flags().BoolVar(&d.Confirmed, "confirmed", false, t.lang.T("cli.flag.confirmed"))
	return c
}

func (t *tool) versionOf(c *cobra.Command, a *app.App, key record.Key) (int64, error) {
	v, err := a.Records.View(c.Context(), operator, "")
	if err != nil {
		return 0, err
	}
	b, err := v.Get(key.Kind, key.ID)
	if err != nil {
		return 0, err
	}
	return b.HeadOf().Version, nil
}

func (t *tool) end() *cobra.Command {
	var from string
	c := t.command("end KIND ID", "end", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		return t.write(c, args[0], args[1], "cli.ended", func(a *app.App, key record.Key) (record.Key, error) {
			day := a.DB.Now()
			if from != "" {
				if !record.IsDate(from) {
					return key, fault.New(fault.Invalid, "record.bad_date", from)
				}
				day = record.Date(from).First()
			}
			version, err := t.versionOf(c, a, key)
			if err != nil {
				return key, err
			}
			return key, a.Records.End(c.Context(), operator, key, version, day)
		})
	})
	c.Flags().StringVar(&from, "from", "", t.lang.T("cli.flag.end-from"))
	return c
}

func (t *tool) confirm() *cobra.Command {
	return t.command("confirm KIND ID", "confirm", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		return t.write(c, args[0], args[1], "cli.confirmed_now", func(a *app.App, key record.Key) (record.Key, error) {
			return key, a.Records.Confirm(c.Context(), operator, key)
		})
	})
}
