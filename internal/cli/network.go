package cli

import (
	"bufio"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/drafts"
	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/record"
)

// network lists who is in the network, or writes it as a file. As JSON it is the
// node-link form that other programs read.
func (t *tool) network() *cobra.Command {
	var q api.NetworkQuestion
	var format, out string
	c := t.command("network", "network", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		if format == "" && t.asJSON {
			format = "json"
		}
		if format != "" && !slices.Contains(insight.NetworkFormatNames(), format) {
			return t.wrong("format", "record.not_one_of", format, strings.Join(insight.NetworkFormatNames(), ", "))
		}
		if format == "" && c.Flags().Changed("out") {
			return t.wrong("format", "cli.network.out_needs_format", strings.Join(insight.NetworkFormatNames(), ", "))
		}
		return t.askNetwork(c, q, format, out)
	})
	t.asOf(t.question(c, &q))
	c.Flags().StringVar(&format, "format", "", "")
	c.Flags().StringVar(&out, "out", "-", "")
	c.Flags().Lookup("format").Annotations = map[string][]string{words: insight.NetworkFormatNames()}
	c.AddCommand(t.networkDraft())
	return c
}

func (t *tool) askNetwork(c *cobra.Command, q api.NetworkQuestion, format, out string) error {
	if format == "" {
		return t.ask(c, func(m api.Map) (answer, error) {
			n, err := m.Network(q, "")
			if err != nil {
				return answer{}, err
			}
			return t.networkRows(m, n.Nodes()), nil
		})
	}
	f, err := insight.FindNetworkFormat(format)
	if err != nil {
		return err
	}
	return t.withMap(c, func(m api.Map) error {
		n, err := m.Network(q, "")
		if err != nil {
			return asFlags(err)
		}
		return t.writeTo(out, func(w io.Writer) error { return n.Write(w, f) })
	})
}

// withMap hands the map to what writes its answer itself.
func (t *tool) withMap(c *cobra.Command, f func(m api.Map) error) error {
	a, err := t.existing(c.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	if t.day != "" && !record.IsDate(t.day) {
		return t.wrong("as-of", "record.bad_date", t.day)
	}
	v, err := a.Records.View(c.Context(), operator, record.Date(t.day))
	if err != nil {
		return err
	}
	return f(api.Map{View: v, Lang: t.lang, Find: a.Search, Insight: a.Insight})
}

// writeTo writes to a file, or to what the command prints to where "-" is said.
// A file that could not be written whole is taken away.
func (t *tool) writeTo(path string, write func(io.Writer) error) error {
	if path == "-" {
		b := bufio.NewWriter(t.out)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	}
	file, err := os.Create(path)
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "cli.cannot_write", path)
	}
	err = write(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(path)
		return fault.Wrap(err, fault.Unavailable, "cli.cannot_write", path)
	}
	return nil
}

func (t *tool) networkRows(m api.Map, nodes []insight.Node) answer {
	a := answer{value: nodes, empty: "cli.none", columns: []string{"cli.name", "cli.kind", "cli.party", "cli.municipalities", "cli.forums_count", "cli.meetings"}}
	for _, n := range nodes {
		forums := ""
		if n.Kind == insight.NodeParty || n.Kind == insight.NodeUnit {
			forums = t.lang.Number(float64(n.Forums))
		}
		a.rows = append(a.rows, []string{n.Name, t.lang.T("cli.node." + n.Kind), t.actor(m, n.Party), page.Short(page.PlaceNames(n.Places), 40), forums, t.meetings(n.Meetings)})
	}
	return a
}

// networkDraft reads a network that somebody has drawn as a draft of a document.
func (t *tool) networkDraft() *cobra.Command {
	var o draft.Options
	var out, date string
	c := t.command("draft FILE…", "network.draft", cobra.MinimumNArgs(1), func(c *cobra.Command, args []string) error {
		files, err := readFiles(args)
		if err != nil {
			return err
		}
		if o.Date = record.Date(date); date == "" {
			o.Date = record.Day(time.Now())
		}
		return t.withMap(c, func(m api.Map) error {
			d, err := drafts.Read(m.View, t.lang, files, o)
			if err != nil {
				return asFlags(err)
			}
			return t.printDraft(m, d, out)
		})
	})
	c.Flags().StringVar(&out, "out", "", "")
	c.Flags().StringVar(&o.KeptBy, "association", "", "")
	c.Flags().StringVar(&o.Title, "title", "", "")
	c.Flags().StringVar(&date, "date", "", "")
	c.Flags().StringVar(&o.Publisher, "publisher", "", "")
	c.Flags().StringVar(&o.Node, "node", "", "")
	c.Flags().StringVar(&o.Tie, "tie", "", "")
	c.Flags().StringVar(&o.Party, "party", "", "")
	c.Flags().StringVar(&o.Municipality, "municipality", "", "")
	c.Flags().Lookup("node").Annotations = map[string][]string{words: draft.Nodes}
	c.Flags().Lookup("tie").Annotations = map[string][]string{words: draft.Ties}
	return c
}

func readFiles(paths []string) ([]graphfile.File, error) {
	var files []graphfile.File
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Size() > graphfile.Largest {
			return nil, fault.OfFields([]fault.Field{{File: path, Key: "graphfile.too_large", Args: []any{info.Size() >> 20, graphfile.Largest >> 20}}})
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "exchange.no_file", path)
		}
		files = append(files, graphfile.File{Name: path, Data: data})
	}
	return files, nil
}

// printDraft tells what became of a network, and writes the document where it is
// asked for. Where the document goes to what is printed to, the rest is told to
// whoever watches.
func (t *tool) printDraft(m api.Map, d *draft.Draft, out string) error {
	if out != "" {
		err := t.writeTo(out, func(w io.Writer) error { _, err := w.Write(d.Document()); return err })
		if err != nil || out == "-" {
			return err
		}
	}
	if t.asJSON {
		return printJSON(t.out, api.DraftToldOf(t.lang, d))
	}
	rows := [][]string{t.heads([]string{"cli.became", "cli.kind", "cli.name", "cli.id", "cli.in_file"})}
	for _, x := range d.Made {
		rows = append(rows, []string{t.lang.T("cli.draft." + string(x.Outcome)), page.KindName(t.lang, x.Kind), x.Name, x.ID, x.From})
	}
	var b strings.Builder
	b.WriteString(tableOf(rows, t.width()))
	b.WriteString("\n" + t.lang.T("cli.draft.sum", t.lang.T("cli.draft.seats", d.Seats), t.lang.T("cli.draft.ties", d.Ties)) + "\n")
	if len(d.Left) > 0 {
		b.WriteString("\n" + t.lang.T("cli.draft.left", len(d.Left)) + "\n")
	}
	for _, l := range d.Left {
		b.WriteString("  " + l.Name + ": " + t.lang.T(l.Key, l.Args...) + "\n")
	}
	b.WriteString("\n" + t.lang.T(map[bool]string{true: "cli.draft.nothing", false: "cli.draft.next"}[d.IsEmpty()]) + "\n")
	_, err := io.WriteString(t.out, b.String())
	return err
}
