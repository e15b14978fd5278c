package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/glossary"
	"samkarta/internal/page"
	"samkarta/internal/record"
)

func (t *tool) search() *cobra.Command {
	var q api.SearchQuestion
	c := t.command("search WORDS…", "search", cobra.MinimumNArgs(1), nil)
	c.RunE = func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		v, err := a.Records.View(c.Context(), operator, record.Date(t.day))
		if err != nil {
			return err
		}
		ok := &checks{v: v}
		ok.municipality(&q.Municipality)
		ok.actor("party", q.Party)
		if err := ok.err(); err != nil {
			return err
		}
		q.Text = strings.Join(args, " ")
		return t.print(t.hitRows(a.Search(v, q)))
	}
	f := t.chooser(c)
	f.text(&q.Municipality, "municipality")
	f.text(&q.Party, "party")
	f.texts(&q.Kinds, "kinds")
	c.Flags().IntVar(&q.Limit, "limit", 20, t.lang.T("cli.flag.limit"))
	return c
}

func (t *tool) hitRows(found api.SearchAnswer) answer {
	a := answer{value: found, empty: "cli.nothing_found", columns: []string{"cli.kind", "cli.id", "cli.name", "cli.municipalities"}}
	for _, h := range found.Hits {
		a.rows = append(a.rows, []string{t.lang.T("cli.thing." + h.Kind), h.ID, h.Title, page.PlaceNames(h.Municipalities)})
	}
	return a
}

// termAnswer is a word of the glossary as JSON.
type termAnswer struct {
	ID      string   `json:"id"`
	Sv      string   `json:"sv"`
	En      string   `json:"en"`
	Short   []string `json:"abbreviations"`
	Meaning string   `json:"meaning"`
	Places  []string `json:"places"`
}

// terms explains a word or an abbreviation of the field, or lists them all.
func (t *tool) terms() *cobra.Command {
	var municipality string
	c := t.command("glossary [WORD]", "glossary", cobra.MaximumNArgs(1), func(c *cobra.Command, args []string) error {
		ok := &checks{}
		if ok.municipality(&municipality); len(ok.faults) > 0 {
			return ok.err()
		}
		terms := glossary.All()
		if len(args) == 1 {
			terms = glossary.Resolve(args[0], municipality)
		}
		return t.print(t.termRows(terms))
	})
	t.chooser(c).text(&municipality, "municipality")
	return c
}

func (t *tool) termRows(terms []glossary.Term) answer {
	shown := []termAnswer{}
	a := answer{empty: "cli.no_term", columns: []string{"cli.term", "cli.abbreviations", "cli.meaning", "cli.where"}}
	for _, x := range terms {
		word, meaning := x.Sv, x.MeaningSv
		if t.lang.Code == "en" {
			word, meaning = x.En, x.MeaningEn
		}
		shown = append(shown, termAnswer{x.ID, x.Sv, x.En, x.Short, meaning, x.Places})
		a.rows = append(a.rows, []string{word, strings.Join(x.Short, ", "), meaning, page.PlaceNames(x.Places)})
	}
	a.value = shown
	return a
}
