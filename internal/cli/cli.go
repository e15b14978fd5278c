// Package cli is the command line: one file a family of commands. A command
// reads its flags, asks one operation and prints the answer, as words or, with
// --json, as the same JSON that the API gives.
package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"samkarta/internal/access"
	"samkarta/internal/api"
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
	day      string
}

// Main runs the command line and gives its exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, args, in, out, errOut)
}

// run runs one command until it is done or ctx is.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	t := &tool{in: in, out: out, err: errOut, lang: languageOf(args), asJSON: slices.Contains(args, "--json")}
	root := t.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		err = errStopped
	}
	t.printError(err)
	return exitCode(err)
}

// languageOf chooses the language of everything printed, the help too, which
// must be known before the flags are read: --lang, or else what the system says;
// Swedish where neither says English.
func languageOf(args []string) *text.Lang {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			return text.Of(value)
		}
		if a == "--lang" && i+1 < len(args) {
			return text.Of(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			code, _, _ := strings.Cut(value, ".")
			code, _, _ = strings.Cut(code, "_")
			return text.Of(code)
		}
	}
	return text.Sv
}

func (t *tool) root() *cobra.Command {
	root := &cobra.Command{
		Use: "samkarta", Short: t.lang.T("cli.samkarta"), Long: t.lang.T("cli.samkarta.long"),
		SilenceUsage: true, SilenceErrors: true, Args: t.isCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&t.database, "db", "", "")
	flags.BoolVar(&t.asJSON, "json", t.asJSON, "") // also known before the flags are read
	flags.Var(&language{t.lang.Code}, "lang", "")
	root.SetFlagErrorFunc(badFlag)
	t.group(root, "ask", t.forums(), t.units(), t.contacts(), t.relations(), t.agreements(), t.statements(), t.path(), t.insatser(), t.match(), t.search(),
		t.list(), t.show(), t.history(), t.glossary())
	t.group(root, "insight", t.network(), t.coverage(), t.overlaps(), t.load(), t.dependence(), t.asymmetry(), t.freshness(), t.metrics(), t.compare(), t.ways(), t.diff(), t.findings(), t.gaps(), t.whatIf(), t.demand(), t.report(), t.reports(), t.templates())
	t.group(root, "keep", t.add(), t.change(), t.end(), t.confirm(), t.publish(), t.importing(), t.exporting())
	t.group(root, "run", t.demo(), t.serve(), t.user(), t.migrate(), t.backup(), t.restore(), t.openapi(), t.generate())
	t.dress(root)
	return root
}

// group adds commands under a heading of the help.
func (t *tool) group(root *cobra.Command, id string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: id, Title: t.lang.T("cli.group." + id)})
	for _, c := range commands {
		c.GroupID = id
		root.AddCommand(c)
	}
}

// command makes a command whose texts are cli.NAME, cli.NAME.long and
// cli.NAME.example.
func (t *tool) command(use, name string, args cobra.PositionalArgs, run func(c *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: t.lang.T("cli." + name), Long: t.lang.T("cli." + name + ".long"),
		Example: t.lang.T("cli." + name + ".example"), Args: checked(args), RunE: run,
		Annotations: map[string]string{texts: name},
	}
}

// texts is where a command keeps what its texts are called.
const texts = "texts"

// family makes a command that only holds others.
func (t *tool) family(use string, commands ...*cobra.Command) *cobra.Command {
	c := t.command(use, use, cobra.ArbitraryArgs, func(c *cobra.Command, _ []string) error { return c.Help() })
	c.Args = t.isCommand
	c.AddCommand(commands...)
	return c
}

// isCommand refuses a command that there is not.
func (t *tool) isCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return fault.New(fault.Invalid, "cli.unknown_command_near", args[0], strings.Join(near, ", "))
	}
	return fault.New(fault.Invalid, "cli.unknown_command", args[0], c.CommandPath())
}

// checked says in words what is wrong with the arguments.
func checked(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return fault.Wrap(err, fault.Invalid, "cli.bad_arguments", c.UseLine())
		}
		return nil
	}
}

// databasePath is what --db says, or a file in the user's data folder.
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
	if !isThere(path) {
		return nil, fault.New(fault.Unavailable, "cli.no_database", path)
	}
	return app.Open(ctx, app.Config{Database: path})
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil || db.IsServer(path)
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
func (t *tool) ask(c *cobra.Command, question func(m api.Map) (answer, error)) error {
	a, err := t.existing(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	if t.day != "" && !record.IsDate(t.day) {
		return t.wrong("as-of", "record.bad_date", t.day)
	}
	on := func(day record.Date) (*record.View, error) { return a.Records.View(c.Context(), operator, day) }
	v, err := on(record.Date(t.day))
	if err != nil {
		return err
	}
	got, err := question(api.Map{View: v, Lang: t.lang, Find: a.Search, Insight: a.Insight, On: on})
	if err != nil {
		return asFlags(err)
	}
	return t.print(got)
}

// wrong is the fault of one flag.
func (t *tool) wrong(flag, key string, args ...any) error {
	return &fault.Fault{Kind: fault.Invalid, Key: "api.bad_question", Fields: []fault.Field{{Path: "--" + flag, Key: key, Args: args}}}
}

// asOf adds the flag that shows the map on an earlier day.
func (t *tool) asOf(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&t.day, "as-of", "", "")
	return c
}
