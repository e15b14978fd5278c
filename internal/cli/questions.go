package cli

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
)

// asking makes a command that asks one question of the map, with a flag for
// each of its fields.
func (t *tool) asking(name string, q any, ask func(m api.Map) (answer, error)) *cobra.Command {
	c := t.command(name, name, cobra.NoArgs, func(c *cobra.Command, _ []string) error { return t.ask(c, ask) })
	return t.asOf(t.question(c, q))
}

func (t *tool) units() *cobra.Command {
	var q api.UnitQuestion
	columns := []string{"cli.id", "cli.name", "cli.party", "cli.kind", "cli.municipalities", "cli.ages"}
	return t.asking("units", &q, func(m api.Map) (answer, error) {
		found, err := m.Units(q)
		return listOf(found, columns, func(u api.Unit) []string {
			return []string{u.ID, u.Name, party.ActorName(m.View, u.Party), page.Word(t.lang, "unit_kind", u.Type),
				page.PlaceNames(u.Municipalities), page.Ages(t.lang, u.AgeMin, u.AgeMax)}
		}), err
	})
}

func (t *tool) forums() *cobra.Command {
	var q api.ForumQuestion
	return t.asking("forums", &q, func(m api.Map) (answer, error) {
		columns := []string{"cli.id", "cli.name", "cli.level", "cli.formality", "cli.rhythm", "cli.parties", "cli.convener", "cli.status"}
		if q.Held.Given {
			columns = append(columns, "cli.held")
		}
		found, err := m.Forums(q)
		return listOf(found, columns, func(f api.Forum) []string { return t.forumRow(m, q, f) }), err
	})
}

func (t *tool) forumRow(m api.Map, q api.ForumQuestion, f api.Forum) []string {
	row := []string{f.ID, f.Name, page.Word(t.lang, "level", f.Level), page.Word(t.lang, "formality", f.Formality),
		f.Rhythm, t.shortNames(m, f.Parties), t.actor(m, f.Convener), page.Word(t.lang, "status", f.Status)}
	for _, h := range f.MeetingsHeld {
		if q.Held.Given && h.Year == q.Held.N && h.Count != nil {
			row = append(row, strconv.Itoa(*h.Count))
		}
	}
	if q.Held.Given && len(row) == 8 {
		row = append(row, "")
	}
	return row
}

// shortNames gives what parties are called for short.
func (t *tool) shortNames(m api.Map, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if p := party.Parties.Find(m.View, id); p != nil {
			names[i] = cmp.Or(p.ShortName, p.Name)
		}
	}
	return strings.Join(names, ", ")
}

// actor is what an actor is called; "" if there is none.
func (t *tool) actor(m api.Map, id string) string {
	if id == "" {
		return ""
	}
	return party.ActorName(m.View, id)
}

func (t *tool) contacts() *cobra.Command {
	var q api.ContactQuestion
	columns := []string{"cli.from", "cli.into", "cli.via", "cli.ease", "cli.municipality", "cli.note"}
	return t.asking("contacts", &q, func(m api.Map) (answer, error) {
		found, err := m.Contacts(q)
		return listOf(found, columns, func(p api.Contact) []string {
			via := page.Word(t.lang, "via", p.Via)
			if !p.Exists {
				via = t.lang.T("cli.missing")
			}
			return []string{contact.EndName(m.View, t.lang, p.From), contact.EndName(m.View, t.lang, p.Into), via,
				page.Word(t.lang, "ease", p.Ease), page.PlaceName(p.Municipality), t.howToUse(p)}
		}), err
	})
}

// howToUse is what is told of a path besides: its function, its mailbox or
// number, and the note.
func (t *tool) howToUse(p api.Contact) string {
	parts := []string{p.Function}
	for _, c := range p.Channels {
		parts = append(parts, c.Value)
	}
	return joined(append(parts, p.Note), "; ")
}

func joined(parts []string, between string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, between)
}

func (t *tool) relations() *cobra.Command {
	var q api.RelationQuestion
	columns := []string{"cli.from", "cli.to", "cli.level", "cli.intensity", "cli.ease", "cli.wants", "cli.municipality", "cli.note"}
	return t.asking("relations", &q, func(m api.Map) (answer, error) {
		found, err := m.Relations(q)
		return listOf(found, columns, func(r api.Relation) []string {
			return []string{contact.EndName(m.View, t.lang, r.From), contact.EndName(m.View, t.lang, r.To),
				page.Word(t.lang, "level", r.Level), page.Word(t.lang, "intensity", r.Intensity), page.Word(t.lang, "ease", r.Ease),
				page.WordList(t.lang, "wants", r.Wants), page.PlaceName(r.Municipality), r.Note}
		}), err
	})
}

func (t *tool) agreements() *cobra.Command {
	var q api.AgreementQuestion
	columns := []string{"cli.id", "cli.name", "cli.kind", "cli.parties", "cli.status", "cli.note"}
	return t.asking("agreements", &q, func(m api.Map) (answer, error) {
		found, err := m.Agreements(q)
		return listOf(found, columns, func(a api.Agreement) []string {
			names := make([]string, len(a.Parties))
			for i, id := range a.Parties {
				names[i] = t.actor(m, id)
			}
			return []string{a.ID, a.Name, page.Word(t.lang, "agreement_kind", a.Type), strings.Join(names, "; "),
				page.Word(t.lang, "status", a.Status), a.Note}
		}), err
	})
}

func (t *tool) statements() *cobra.Command {
	var q api.StatementQuestion
	columns := []string{"cli.kind", "cli.factor", "cli.text", "cli.by", "cli.municipality"}
	return t.asking("statements", &q, func(m api.Map) (answer, error) {
		found, err := m.Statements(q)
		return listOf(found, columns, func(s api.Statement) []string {
			return []string{page.Word(t.lang, "statement_kind", s.Type), page.Word(t.lang, "factor", s.Factor), s.Text,
				t.actor(m, s.By), page.PlaceName(s.Municipality)}
		}), err
	})
}

func (t *tool) path() *cobra.Command {
	var q api.WayQuestion
	var age api.Number
	var about api.Person
	var by string
	c := t.asking("path", &q, func(m api.Map) (answer, error) {
		about.Age = age.Pointer()
		ways, err := m.WaysIn(q, about)
		if err != nil {
			return answer{}, err
		}
		route, err := t.routeBy(by, ways)
		if route != nil {
			return t.routeRows(*route), err
		}
		return t.wayRows(m, ways), err
	})
	c.Flags().StringVar(&by, "by", "", "")
	c.Flags().Var(&age, "age", "")
	c.Flags().StringSliceVar(&about.Situation, "situation", nil, "")
	return c
}

func (t *tool) wayRows(m api.Map, ways api.Ways) answer {
	a := answer{value: ways, empty: "cli.no_way", columns: []string{"cli.rank", "cli.way", "cli.why"}, single: true}
	for _, w := range ways.Ways {
		a.rows = append(a.rows, []string{strconv.Itoa(w.Rank), w.Advice, strings.Join(w.Reasons, " ")})
	}
	told := func(paths []api.Contact, key string) {
		for _, p := range paths {
			ends := contact.EndName(m.View, t.lang, p.From) + " → " + contact.EndName(m.View, t.lang, p.Into)
			a.rows = append(a.rows, []string{"–", t.lang.T(key) + ": " + ends, p.Note})
		}
	}
	told(ways.Missing, "cli.missing")
	told(ways.Hard, "cli.hard")
	return a
}

func (t *tool) search() *cobra.Command {
	var q api.SearchFor
	limit := 20
	c := t.command("search WORDS…", "search", cobra.MinimumNArgs(1), func(c *cobra.Command, args []string) error {
		if q.Text = strings.TrimSpace(strings.Join(args, " ")); q.Text == "" {
			return fault.New(fault.Invalid, "cli.bad_arguments", c.UseLine())
		}
		if limit < 1 {
			return t.wrong("limit", "api.not_integer", strconv.Itoa(limit))
		}
		return t.ask(c, func(m api.Map) (answer, error) {
			got, err := m.Search(q, 0, limit)
			return t.hitRows(got), err
		})
	})
	c.Flags().StringVar(&q.Municipality, "municipality", "", "")
	c.Flags().StringVar(&q.Party, "party", "", "")
	c.Flags().StringSliceVar(&q.Kinds, "kind", nil, "")
	c.Flags().IntVar(&limit, "limit", limit, "")
	return t.asOf(c)
}

func (t *tool) hitRows(found api.SearchAnswer) answer {
	a := answer{value: found, empty: "cli.nothing_found", columns: []string{"cli.kind", "cli.id", "cli.name", "cli.municipalities"}}
	for _, h := range found.Hits {
		a.rows = append(a.rows, []string{t.lang.T("cli.thing." + h.Kind), h.ID, h.Title, page.PlaceNames(h.Municipalities)})
	}
	return a
}

// glossary explains a word or an abbreviation of the field, or lists them all.
func (t *tool) glossary() *cobra.Command {
	var q api.TermQuestion
	columns := []string{"cli.term", "cli.abbreviations", "cli.meaning", "cli.where"}
	c := t.command("glossary [WORD]", "glossary", cobra.MaximumNArgs(1), func(c *cobra.Command, args []string) error {
		q.Word = strings.Join(args, "")
		found, err := api.Map{Lang: t.lang}.Terms(q)
		if err != nil {
			return asFlags(err)
		}
		a := listOf(found, columns, func(x api.Term) []string {
			word := x.Sv
			if t.lang.Code == "en" {
				word = x.En
			}
			return []string{word, strings.Join(x.Abbreviations, ", "), x.Meaning, page.PlaceNames(x.Places)}
		})
		a.empty = "cli.no_term"
		return t.print(a)
	})
	c.Flags().StringVar(&q.Municipality, "municipality", "", "")
	return c
}
