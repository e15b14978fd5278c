package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/app"
	"samkarta/internal/record"
	"samkarta/internal/reporting"
)

// templates lists the templates of an association's reports, and holds what is
// done with them.
func (t *tool) templates() *cobra.Command {
	var association string
	var away bool
	c := t.command("templates", "templates", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ofAssociation(c, association, func(a *app.App) error {
			list := a.Reports.Templates
			if away {
				list = a.Reports.TemplatesPutAway
			}
			all, err := list(c.Context(), operator, association)
			if err != nil {
				return err
			}
			return t.print(t.templateRows(all))
		})
	})
	c.Flags().StringVar(&association, "association", "", "")
	c.Flags().BoolVar(&away, "put-away", false, "")
	c.Args = t.isCommand
	c.AddCommand(t.templatesAdd(), t.templatesChange(), t.templatesPutAway(), t.templatesTakeUp(), t.templatesText(), t.templatesWrite())
	return c
}

// ofAssociation opens the program for what is an association's.
func (t *tool) ofAssociation(c *cobra.Command, association string, do func(a *app.App) error) error {
	if association == "" {
		return t.wrong("association", "cli.templates.no_association")
	}
	a, err := t.existing(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	if err := t.isKeeper(c, a, association); err != nil {
		return err
	}
	return do(a)
}

func (t *tool) templateRows(all []reporting.Kept) answer {
	shown := make([]api.ReportTemplate, len(all))
	a := answer{value: shown, columns: []string{"cli.name", "cli.id", "cli.templates.based", "cli.templates.sections", "cli.templates.version", "cli.templates.changed"}, empty: "cli.templates.none"}
	for i, k := range all {
		shown[i] = api.ReportTemplateOf(t.lang, k)
		version, changed := "", ""
		if k.IsOwn() {
			version, changed = fmt.Sprint(k.Version), string(record.Day(k.ChangedAt))
		}
		a.rows = append(a.rows, []string{shown[i].Name, k.ID, k.Based, fmt.Sprint(len(k.Sections)), version, changed})
	}
	return a
}

// templateFlags are what a template is made of, as flags say it.
type templateFlags struct {
	association, logo string
	noLogo            bool
	draft             reporting.Draft
}

func (f *templateFlags) add(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&f.association, "association", "", "")
	c.Flags().StringVar(&f.draft.Name, "name", "", "")
	c.Flags().StringSliceVar(&f.draft.Sections, "section", nil, "")
	c.Flags().StringVar(&f.logo, "logo", "", "")
	c.Flags().StringVar(&f.draft.Look.LogoAlt, "logo-alt", "", "")
	c.Flags().StringVar(&f.draft.Look.Accent, "accent", "", "")
	c.Flags().Lookup("section").Annotations = map[string][]string{words: reporting.Sections()}
	return c
}

// save keeps the template, and shows how it stands.
func (t *tool) save(c *cobra.Command, a *app.App, f templateFlags) error {
	if f.logo != "" {
		logo, err := t.readFile(f.logo, reporting.LargestLogo)
		if err != nil {
			return err
		}
		f.draft.Look.Logo = logo
	}
	f.draft.Look.Accent = strings.ToLower(f.draft.Look.Accent)
	id, err := a.Reports.SaveTemplate(c.Context(), operator, f.association, f.draft)
	if err != nil {
		return orderFlags(err)
	}
	return t.showTemplate(c.Context(), a, f.association, id, "cli.templates.saved")
}

func (t *tool) showTemplate(ctx context.Context, a *app.App, association, id, said string) error {
	k, err := a.Reports.Template(ctx, operator, association, id)
	if err != nil {
		return err
	}
	return t.say(api.ReportTemplateOf(t.lang, k), said, k.Name, k.ID)
}

// templatesAdd adds a template: with the sections of the one that it is based on,
// if none are said.
func (t *tool) templatesAdd() *cobra.Command {
	var f templateFlags
	c := t.command("add", "templates.add", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ofAssociation(c, f.association, func(a *app.App) error {
			for _, k := range reporting.Stock() {
				if k.ID == f.draft.Based && !c.Flags().Changed("section") {
					f.draft.Sections = k.Sections
				}
			}
			return t.save(c, a, f)
		})
	})
	c.Flags().StringVar(&f.draft.Based, "based", reporting.Mapping, "")
	return f.add(c)
}

// templatesChange changes what is said of a template, and leaves the rest.
func (t *tool) templatesChange() *cobra.Command {
	var f templateFlags
	c := t.command("change ID", "templates.change", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		if f.noLogo && f.logo != "" {
			return t.wrong("no-logo", "cli.templates.logo_or_none")
		}
		return t.ofAssociation(c, f.association, func(a *app.App) error {
			was, err := a.Reports.Template(c.Context(), operator, f.association, args[0])
			if err != nil {
				return err
			}
			f.over(c, was)
			return t.save(c, a, f)
		})
	})
	c.Flags().BoolVar(&f.noLogo, "no-logo", false, "")
	c.Flags().Int64Var(&f.draft.Version, "version", 0, "")
	return f.add(c)
}

// over fills what no flag says with what stands in the template.
func (f *templateFlags) over(c *cobra.Command, was reporting.Kept) {
	said := c.Flags().Changed
	d := &f.draft
	d.ID, d.Based, d.KeepLogo = was.ID, was.Based, f.logo == "" && !f.noLogo
	if !said("name") {
		d.Name = was.Name
	}
	if !said("section") {
		d.Sections = was.Sections
	}
	if !said("logo-alt") && !f.noLogo {
		d.Look.LogoAlt = was.Look.LogoAlt
	}
	if !said("accent") {
		d.Look.Accent = was.Look.Accent
	}
	if !said("version") {
		d.Version = was.Version
	}
}

func (t *tool) templatesPutAway() *cobra.Command {
	return t.moving("put-away", "templates.put-away", func(ctx context.Context, a *app.App, association, id string, version int64) error {
		return a.Reports.PutTemplateAway(ctx, operator, association, id, version)
	})
}

func (t *tool) templatesTakeUp() *cobra.Command {
	return t.moving("take-up", "templates.take-up", func(ctx context.Context, a *app.App, association, id string, version int64) error {
		return a.Reports.TakeTemplateUp(ctx, operator, association, id, version)
	})
}

// moving makes a command that puts a template away, or takes one up again.
func (t *tool) moving(use, name string, move func(ctx context.Context, a *app.App, association, id string, version int64) error) *cobra.Command {
	var association string
	var version int64
	c := t.command(use+" ID", name, cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.ofAssociation(c, association, func(a *app.App) error {
			was, err := a.Reports.Template(c.Context(), operator, association, args[0])
			if err != nil {
				return err
			}
			if !c.Flags().Changed("version") {
				version = was.Version
			}
			if err := move(c.Context(), a, association, args[0], version); err != nil {
				return err
			}
			return t.showTemplate(c.Context(), a, association, args[0], "cli."+name+".done")
		})
	})
	c.Flags().StringVar(&association, "association", "", "")
	c.Flags().Int64Var(&version, "version", 0, "")
	return c
}
