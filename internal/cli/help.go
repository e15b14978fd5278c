package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// dress gives all help in the language that was chosen.
func (t *tool) dress(root *cobra.Command) {
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(t.help(root))
	root.SetUsageTemplate(t.template())
	t.dressAll(root)
}

func (t *tool) dressAll(c *cobra.Command) {
	c.DisableFlagsInUseLine = true
	c.InitDefaultHelpFlag()
	explain := func(f *pflag.Flag) { t.explain(c, f) }
	c.LocalNonPersistentFlags().VisitAll(explain)
	c.PersistentFlags().VisitAll(explain)
	for _, sub := range c.Commands() {
		t.dressAll(sub)
	}
}

// help is the command that helps with the others.
func (t *tool) help(root *cobra.Command) *cobra.Command {
	c := t.command("help [COMMAND]", "help", cobra.ArbitraryArgs, func(_ *cobra.Command, args []string) error {
		about, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return t.isCommand(root, args)
		}
		return about.Help()
	})
	return c
}

// template is how the help of a command is laid out.
func (t *tool) template() string {
	words := strings.NewReplacer("USAGE", t.lang.T("cli.help.usage"), "COMMAND", t.lang.T("cli.help.command"),
		"EXAMPLES", t.lang.T("cli.help.examples"), "OTHER", t.lang.T("cli.help.commands"), "GLOBAL", t.lang.T("cli.help.global"),
		"[FLAGS]", t.lang.T("cli.help.some_flags"), "FLAGS", t.lang.T("cli.help.flags"), "WIDTH", t.helpWidth())
	return words.Replace(`USAGE{{if and .Runnable (not .HasAvailableSubCommands)}}
  {{.UseLine}} [FLAGS]{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND [FLAGS]{{end}}{{if .HasExample}}

EXAMPLES
{{.Example}}{{end}}{{$all := .Commands}}{{range $group := .Groups}}

{{$group.Title}}{{range $all}}{{if eq .GroupID $group.ID}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableSubCommands}}{{if not .Groups}}

OTHER{{range $all}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS
{{.LocalFlags.FlagUsagesWrapped WIDTH | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

GLOBAL
{{.InheritedFlags.FlagUsagesWrapped WIDTH | trimTrailingWhitespaces}}{{end}}
`)
}

// helpWidth is how many columns the help may take.
func (t *tool) helpWidth() string {
	if n := t.width(); n > 40 && n < 100 {
		return strings.TrimSpace(t.lang.Number(float64(n)))
	}
	return "100"
}

// width is how many columns the terminal has that the answer goes to; 0 if it
// goes elsewhere, where nothing is to be cut or wrapped.
func (t *tool) width() int {
	f, ok := t.out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
