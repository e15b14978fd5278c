// Package cli is the command line: one file a command or a family of them. A
// command reads its flags, asks one operation and prints the answer, as words
// or, with --json, as the same JSON that the API gives.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"samkarta/internal/access"
	"samkarta/internal/app"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// tool is what the commands share: where they print, in which language, and
// over which database.
type tool struct {
	in       io.Reader
	out, err io.Writer
	lang     *text.Lang

	database string
	asJSON   bool
	language string
	day      string
}

// Main runs the command line and gives its exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	t := &tool{in: in, out: out, err: errOut, lang: languageOf(args)}
	root := t.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	t.printError(err)
	return exitCode(err)
}

// languageOf chooses the language of everything printed, the help too, which
// must be known before the flags are read: --lang, or else LANG; Swedish where
// neither says English.
func languageOf(args []string) *text.Lang {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			return text.Of(value)
		}
		if a == "--lang" && i+1 < len(args) {
			return text.Of(args[i+1])
		}
	}
	if lang := os.Getenv("LANG"); strings.HasPrefix(lang, "en_") {
		return text.En
	}
	return text.Sv
}

func (t *tool) root() *cobra.Command {
	root := &cobra.Command{
		Use: "samkarta", Short: t.lang.T("cli.samkarta"), Long: t.lang.T("cli.samkarta.long"),
		SilenceUsage: true, SilenceErrors: true, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&t.database, "db", "", t.lang.T("cli.flag.db"))
	flags.BoolVar(&t.asJSON, "json", false, t.lang.T("cli.flag.json"))
	flags.StringVar(&t.language, "lang", t.lang.Code, t.lang.T("cli.flag.lang"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return fault.Wrap(err, fault.Invalid, "cli.bad_flag", err.Error())
	})
	root.AddCommand(t.serve(), t.demo(), t.migrate(), t.importing(), t.exporting(), t.backup(), t.restore(), t.user(),
		t.units(), t.forums(), t.contacts(), t.relations(), t.statements(), t.path(), t.search(),
		t.list(), t.show(), t.history(), t.add(), t.change(), t.end(), t.confirm(), t.terms())
	root.CompletionOptions.DisableDefaultCmd = true
	t.translate(root)
	return root
}

// command makes a command whose texts are cli.NAME, cli.NAME.long and
// cli.NAME.example.
func (t *tool) command(use, name string, args cobra.PositionalArgs, run func(c *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: t.lang.T("cli." + name), Long: t.lang.T("cli." + name + ".long"),
		Example: t.lang.T("cli." + name + ".example"), Args: t.args(args), RunE: run,
	}
}

// args says in words what is wrong with the arguments.
func (t *tool) args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return fault.Wrap(err, fault.Invalid, "cli.bad_arguments", c.UseLine())
		}
		return nil
	}
}

// path of the database: what --db says, or a file in the user's data folder.
func (t *tool) databasePath() (string, error) {
	if t.database != "" {
		return t.database, nil
	}
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fault.Wrap(err, fault.Unavailable, "cli.no_home")
		}
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "samkarta", "samkarta.db"), nil
}

// existing opens the program over a database that must be there and up to date:
// for the commands that ask.
func (t *tool) existing(ctx context.Context) (*app.App, error) {
	path, err := t.databasePath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil && !db.IsServer(path) {
		return nil, fault.Wrap(err, fault.Unavailable, "cli.no_database", path)
	}
	return app.Open(ctx, app.Config{Database: path})
}

// made opens the program over a database that is made and brought up to date if
// need be: for the commands that write.
func (t *tool) made(ctx context.Context) (*app.App, error) {
	path, err := t.databasePath()
	if err != nil {
		return nil, err
	}
	return app.Open(ctx, app.Config{Database: path, Migrate: true})
}

// operator is who acts on the command line: whoever holds the machine keeps the
// installation.
var operator = access.System("cli")

// ask runs a question over the map and prints its answer.
func (t *tool) ask(c *cobra.Command, question func(v *record.View) (answer, error)) error {
	a, err := t.existing(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	if t.day != "" && !record.IsDate(t.day) {
		return fault.New(fault.Invalid, "record.bad_date", t.day)
	}
	v, err := a.Records.View(c.Context(), operator, record.Date(t.day))
	if err != nil {
		return err
	}
	got, err := question(v)
	if err != nil {
		return err
	}
	return t.print(got)
}

// asOf adds the flag that shows the map on an earlier day.
func (t *tool) asOf(c *cobra.Command) {
	c.Flags().StringVar(&t.day, "as-of", "", t.lang.T("cli.flag.as_of"))
}

// translate gives the help in the language that was chosen.
func (t *tool) translate(root *cobra.Command) {
	if t.lang.Code == "en" {
		return
	}
	root.SetUsageTemplate(swedishUsage)
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "help" {
			c.Short = "Hjälp om ett kommando"
		}
	}
}

// swedishUsage is cobra's usage with Swedish headings.
const swedishUsage = `Så här skrivs det:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} KOMMANDO{{end}}{{if .HasExample}}

Exempel:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Kommandon:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flaggor:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Flaggor för alla kommandon:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
