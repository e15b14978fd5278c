package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// templatesText lists what can be written for a template and what is, or prints
// the text of one section.
func (t *tool) templatesText() *cobra.Command {
	var association string
	c := t.command("text ID [SECTION]", "templates.text", cobra.RangeArgs(1, 2), func(c *cobra.Command, args []string) error {
		return t.ofAssociation(c, association, func(a *app.App) error {
			k, parts, err := t.written(c, a, association, args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return t.print(t.textRows(k, parts))
			}
			return t.printText(k, parts, args[1])
		})
	})
	c.Flags().StringVar(&association, "association", "", "")
	return c
}

// written gives a template with what can be written for in it.
func (t *tool) written(c *cobra.Command, a *app.App, association, id string) (reporting.Kept, []string, error) {
	k, err := a.Reports.Template(c.Context(), operator, association, id)
	if err != nil {
		return k, nil, err
	}
	v, err := a.Records.View(c.Context(), operator, "")
	if err != nil {
		return k, nil, err
	}
	return k, reporting.Parts(v, k.Template), nil
}

func (t *tool) textRows(k reporting.Kept, parts []string) answer {
	a := answer{value: api.ReportTextsOf(k), columns: []string{"cli.templates.section", "cli.templates.lang", "cli.templates.characters", "cli.templates.changed"}}
	for _, part := range parts {
		before := len(a.rows)
		for _, x := range k.Written {
			if x.Section == part && x.Text.Text != "" {
				a.rows = append(a.rows, []string{part, x.Lang, fmt.Sprint(utf8.RuneCountInString(x.Text.Text)), string(record.Day(x.ChangedAt))})
			}
		}
		if len(a.rows) == before {
			a.rows = append(a.rows, []string{part, "", "", ""})
		}
	}
	return a
}

func (t *tool) printText(k reporting.Kept, parts []string, section string) error {
	if !slices.Contains(parts, section) {
		return fault.New(fault.NotFound, "cli.templates.no_part", section, strings.Join(parts, ", "))
	}
	x := k.WrittenFor(section, t.lang.Code)
	if t.asJSON {
		return printJSON(t.out, api.ReportText{Section: x.Section, Lang: x.Lang, Text: x.Text.Text, Version: x.Version})
	}
	if x.Text.Text == "" {
		return nil
	}
	_, err := io.WriteString(t.out, x.Text.Text+"\n")
	return err
}

// largestText is how many bytes a text may have; how many characters, the
// operation says.
const largestText = 1 << 20

// templatesWrite writes the text of a section from a file.
func (t *tool) templatesWrite() *cobra.Command {
	var association string
	var version int64
	c := t.command("write ID SECTION FILE|-", "templates.write", cobra.ExactArgs(3), func(c *cobra.Command, args []string) error {
		words, err := t.readText(args[2])
		if err != nil {
			return err
		}
		return t.ofAssociation(c, association, func(a *app.App) error {
			k, parts, err := t.written(c, a, association, args[0])
			if err != nil {
				return err
			}
			if !slices.Contains(parts, args[1]) {
				return fault.New(fault.NotFound, "cli.templates.no_part", args[1], strings.Join(parts, ", "))
			}
			x := k.WrittenFor(args[1], t.lang.Code)
			if x.Text.Text = words; c.Flags().Changed("version") {
				x.Version = version
			}
			if err := a.Reports.SaveText(c.Context(), operator, association, k.ID, x); err != nil {
				return inFile(err, args[2])
			}
			return t.sayText(c, a, association, k.ID, args[1])
		})
	})
	c.Flags().StringVar(&association, "association", "", "")
	c.Flags().Int64Var(&version, "version", 0, "")
	return c
}

// inFile says of what is wrong with a text in which file it stands.
func inFile(err error, name string) error {
	var f *fault.Fault
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return err
	}
	in := *f
	in.Fields = []fault.Field{{File: name, Key: f.Fields[0].Key, Args: f.Fields[0].Args}}
	return &in
}

func (t *tool) sayText(c *cobra.Command, a *app.App, association, id, section string) error {
	k, err := a.Reports.Template(c.Context(), operator, association, id)
	if err != nil {
		return err
	}
	x := k.WrittenFor(section, t.lang.Code)
	said := "cli.templates.write.done"
	if x.Text.Text == "" {
		said = "cli.templates.write.emptied"
	}
	return t.say(api.ReportText{Section: x.Section, Lang: x.Lang, Text: x.Text.Text, Version: x.Version}, said, section, x.Lang, fmt.Sprint(utf8.RuneCountInString(x.Text.Text)))
}

// readText reads a text out of a file: as it would have been written in the form.
func (t *tool) readText(name string) (string, error) {
	data, err := t.readFile(name, largestText)
	if err != nil {
		return "", err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case len(data) > largestText:
		return "", fault.New(fault.Invalid, "cli.templates.too_large", name, largestText>>20)
	case !utf8.Valid(data) || bytes.ContainsRune(data, 0):
		return "", fault.New(fault.Invalid, "cli.templates.no_text", name)
	}
	return strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")), nil
}
