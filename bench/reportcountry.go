package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"

	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/insats"
	"samkarta/internal/platform/report"
)

// How many made-up insatser a catalogue of the country is ordered of, beside those
// of the demonstration.
var madeCatalogues = []int{400, 4_000}

// ordered is what a command took on each of the maps with made-up insatser, and how
// large the file of the last one is.
type ordered struct {
	what  string
	took  []imported
	bytes int64
}

// wholeCatalogues orders a catalogue of the whole country in each format, and first asks the
// map for next to nothing: what it takes to read it.
func (b *bench) wholeCatalogues(ctx context.Context) ([]ordered, error) {
	all := []ordered{{what: "the map alone"}}
	for _, f := range report.Formats {
		all = append(all, ordered{what: f.Name})
	}
	for _, n := range madeCatalogues {
		address, err := b.madeMap(ctx, n)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(b.dir, "country")
		for i := range all {
			b.say("catalogue of the country, %d insatser: %s", n, all[i].what)
			words := []string{"--db", address, "report", "--association", demoAssociation, "--template", "catalogue", "--country", "--format", all[i].what, "--out", path}
			if i == 0 {
				words = []string{"--db", address, "insatser", "--municipality", "0604"}
			}
			took, err := watched(exec.CommandContext(ctx, b.program, words...))
			if err != nil {
				return nil, err
			}
			all[i].took = append(all[i].took, took)
			if i > 0 {
				if all[i].bytes, err = sizeOf(path); err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}

// madeMap is a database with the demonstration and made-up insatser.
func (b *bench) madeMap(ctx context.Context, n int) (address string, err error) {
	folder := filepath.Join(b.dir, fmt.Sprintf("country-%d", n))
	files, err := demo.Documents()
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err == nil {
		err = writeTimes(files, 1, folder)
	}
	if err == nil {
		err = writeMade(filepath.Join(folder, "made.json"), n)
	}
	if err != nil {
		return "", err
	}
	_, err = importAll(ctx, b.program, folder+".db", folder)
	return folder + ".db", err
}

// writeMade writes made-up insatser, with as much said of each as of those of the
// demonstration.
func writeMade(path string, n int) error {
	m := newMade()
	say := words{m.Rand}
	var all []any
	for _, x := range m.catalogue(n) {
		all = append(all, struct {
			ID          string            `json:"id"`
			Name        string            `json:"name"`
			Stage       string            `json:"stage"`
			Purpose     string            `json:"purpose"`
			Content     []string          `json:"content"`
			Eligibility []insats.Criteria `json:"eligibility"`
		}{x.ID, x.Name, x.Stage, say.say(30), []string{say.say(5), say.say(8)}, within(x.Eligibility)})
	}
	data, err := json.Marshal(map[string]any{"format": exchange.Format, "insatser": all,
		"source": map[string]string{"id": "made", "title": "Påhittad katalog", "kind": "catalogue", "date": "2019-06-01"}})
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// within leaves out of made-up criteria what could contradict the rest: nobody may
// import what nobody can meet.
func within(groups []insats.Criteria) []insats.Criteria {
	for i := range groups {
		g := &groups[i]
		g.StatusesAll = nil
		if g.IncomesAny != nil {
			g.IncomesNone = nil
		}
		if g.ConditionsAny != nil {
			g.ConditionsNone = nil
		}
	}
	return groups
}

// printWholeCatalogues writes what catalogues of the country took.
func (b *bench) printWholeCatalogues(ctx context.Context, w io.Writer) error {
	all, err := b.wholeCatalogues(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nA catalogue of the whole country, ordered of %d and of %d made-up insatser beside those of the demonstration\n\n", madeCatalogues[0], madeCatalogues[1])
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tms\tmost MB\tms\tmost MB\tkB\t")
	for _, x := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t\n", x.what, ms(x.took[0].took), mb(x.took[0].peak), ms(x.took[1].took), mb(x.took[1].peak), x.bytes>>10)
	}
	return t.Flush()
}
