package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/contact"
	"samkarta/internal/forum"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// chooser holds the flags that choose records.
type chooser struct {
	tool *tool
	cmd  *cobra.Command
	bad  []fault.Field
}

func (t *tool) chooser(c *cobra.Command) *chooser { return &chooser{tool: t, cmd: c} }

func (c *chooser) text(into *string, name string) {
	c.cmd.Flags().StringVar(into, name, "", c.tool.lang.T("cli.flag."+name))
}

func (c *chooser) texts(into *[]string, name string) {
	c.cmd.Flags().StringSliceVar(into, name, nil, c.tool.lang.T("cli.flag."+name))
}

// age adds --age; a nil pointer is not asked for.
func (c *chooser) age(into **int) {
	c.cmd.Flags().Var(ageValue{into}, "age", c.tool.lang.T("cli.flag.age"))
}

// checks finds out whether what the flags name is there.
type checks struct {
	v      *record.View
	faults []fault.Field
}

func (c *checks) fail(flag, key string, args ...any) {
	c.faults = append(c.faults, fault.Field{Path: "--" + flag, Key: key, Args: args})
}

func (c *checks) municipality(code *string) {
	if *code == "" || place.IsMunicipality(*code) {
		return
	}
	if m, ok := place.ByName(*code); ok {
		*code = m.Code
		return
	}
	c.fail("municipality", "record.unknown_municipality", *code)
}

func (c *checks) word(flag, vocabulary, word string) {
	if word != "" && !slices.Contains(record.Vocabulary(vocabulary), word) {
		c.fail(flag, "record.not_one_of", word, strings.Join(record.Vocabulary(vocabulary), ", "))
	}
}

func (c *checks) actor(flag string, ids ...string) {
	for _, id := range ids {
		if _, ok := party.FindActor(c.v, id); id != "" && !ok {
			c.fail(flag, "record.unknown_actor", id)
		}
	}
}

// end is an actor or a kind of party.
func (c *checks) end(flag string, ids ...string) {
	for _, id := range ids {
		if !slices.Contains(record.Vocabulary("party_kind"), id) {
			c.actor(flag, id)
		}
	}
}

func (c *checks) err() error { return fault.OfFields(c.faults) }

func (t *tool) units() *cobra.Command {
	var q api.UnitQuestion
	c := t.command("units", "units", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			ok.municipality(&q.Municipality)
			ok.actor("actor", q.Actor)
			ok.actor("party", q.Party)
			ok.word("kind", "unit_kind", q.Type)
			if err := ok.err(); err != nil {
				return answer{}, err
			}
			return t.unitRows(v, api.Units(v, q)), nil
		})
	})
	f := t.chooser(c)
	f.text(&q.Municipality, "municipality")
	f.text(&q.Actor, "actor")
	f.text(&q.Party, "party")
	f.text(&q.Type, "kind")
	f.text(&q.TargetGroup, "target-group")
	f.age(&q.Age)
	t.asOf(c)
	return c
}

func (t *tool) unitRows(v *record.View, units []api.Unit) answer {
	a := answer{value: units, empty: "cli.none", columns: []string{"cli.id", "cli.name", "cli.party", "cli.kind", "cli.municipalities", "cli.ages"}}
	for _, u := range units {
		a.rows = append(a.rows, []string{u.ID, u.Name, party.ActorName(v, u.Party), page.Word(t.lang, "unit_kind", u.Type),
			page.PlaceNames(u.Municipalities), page.Ages(t.lang, u.AgeMin, u.AgeMax)})
	}
	return a
}

func (t *tool) forums() *cobra.Command {
	var q forum.Filter
	c := t.command("forums", "forums", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			ok.municipality(&q.Municipality)
			ok.actor("actor", q.Actors...)
			ok.end("parties", q.Parties...)
			ok.actor("convener", q.Convener)
			ok.word("level", "level", q.Level)
			ok.word("formality", "formality", q.Formality)
			ok.word("kind", "forum_kind", q.Type)
			for _, status := range q.Status {
				ok.word("status", "status", status)
			}
			if err := ok.err(); err != nil {
				return answer{}, err
			}
			return t.forumRows(api.Forums(v, t.lang, q)), nil
		})
	})
	f := t.chooser(c)
	f.text(&q.Municipality, "municipality")
	f.texts(&q.Actors, "actor")
	f.texts(&q.Parties, "parties")
	f.text(&q.Convener, "convener")
	f.text(&q.Level, "level")
	f.text(&q.Formality, "formality")
	f.text(&q.Type, "kind")
	f.texts(&q.Status, "status")
	f.text(&q.TargetGroup, "target-group")
	f.age(&q.Age)
	t.asOf(c)
	return c
}

func (t *tool) forumRows(forums []api.Forum) answer {
	a := answer{value: forums, empty: "cli.none", columns: []string{"cli.id", "cli.name", "cli.level", "cli.formality", "cli.rhythm", "cli.parties", "cli.status"}}
	for _, f := range forums {
		a.rows = append(a.rows, []string{f.ID, f.Name, page.Word(t.lang, "level", f.Level), page.Word(t.lang, "formality", f.Formality),
			f.Rhythm, strings.Join(f.Parties, " "), page.Word(t.lang, "status", f.Status)})
	}
	return a
}

// contactFlags are the flags that contact paths and relations share.
func (t *tool) contactFlags(c *cobra.Command, q *api.ContactQuestion) {
	f := t.chooser(c)
	f.text(&q.Municipality, "municipality")
	f.text(&q.From, "from")
	f.text(&q.Into, "into")
	f.text(&q.Actor, "actor")
	f.text(&q.Ease, "ease")
	t.asOf(c)
}

func (ok *checks) contact(q *api.ContactQuestion) {
	ok.municipality(&q.Municipality)
	ok.end("from", q.From)
	ok.end("into", q.Into)
	ok.end("actor", q.Actor)
	ok.word("ease", "ease", q.Ease)
	ok.word("via", "via", q.Via)
	ok.word("intensity", "intensity", q.Intensity)
	ok.word("wants", "wants", q.Wants)
}

func (t *tool) contacts() *cobra.Command {
	var q api.ContactQuestion
	c := t.command("contacts", "contacts", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			if ok.contact(&q); len(ok.faults) > 0 {
				return answer{}, ok.err()
			}
			return t.contactRows(v, api.Contacts(v, q)), nil
		})
	})
	t.contactFlags(c, &q)
	t.chooser(c).text(&q.Via, "via")
	c.Flags().BoolVar(&q.Missing, "missing", false, t.lang.T("cli.flag.missing"))
	return c
}

func (t *tool) contactRows(v *record.View, paths []api.Contact) answer {
	a := answer{value: paths, empty: "cli.none", columns: []string{"cli.from", "cli.into", "cli.via", "cli.ease", "cli.municipality", "cli.note"}}
	for _, p := range paths {
		via := page.Word(t.lang, "via", p.Via)
		if !p.Exists {
			via = t.lang.T("cli.missing")
		}
		a.rows = append(a.rows, []string{contact.EndName(v, t.lang, p.From), contact.EndName(v, t.lang, p.Into), via,
			page.Word(t.lang, "ease", p.Ease), page.PlaceName(p.Municipality), strings.TrimSpace(p.Function + " " + p.Note)})
	}
	return a
}

func (t *tool) relations() *cobra.Command {
	var q api.ContactQuestion
	c := t.command("relations", "relations", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			if ok.contact(&q); len(ok.faults) > 0 {
				return answer{}, ok.err()
			}
			return t.relationRows(v, api.Relations(v, q)), nil
		})
	})
	t.contactFlags(c, &q)
	t.chooser(c).text(&q.Intensity, "intensity")
	t.chooser(c).text(&q.Wants, "wants")
	return c
}

func (t *tool) relationRows(v *record.View, relations []api.Relation) answer {
	a := answer{value: relations, empty: "cli.none", columns: []string{"cli.from", "cli.to", "cli.level", "cli.intensity", "cli.ease", "cli.wants", "cli.municipality"}}
	for _, r := range relations {
		a.rows = append(a.rows, []string{contact.EndName(v, t.lang, r.From), contact.EndName(v, t.lang, r.To),
			page.Word(t.lang, "level", r.Level), page.Word(t.lang, "intensity", r.Intensity), page.Word(t.lang, "ease", r.Ease),
			page.WordList(t.lang, "wants", r.Wants), page.PlaceName(r.Municipality)})
	}
	return a
}

func (t *tool) statements() *cobra.Command {
	var q api.StatementQuestion
	c := t.command("statements", "statements", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			ok.municipality(&q.Municipality)
			ok.actor("by", q.By)
			ok.word("kind", "statement_kind", q.Type)
			ok.word("factor", "factor", q.Factor)
			ok.word("perspective", "perspective", q.Perspective)
			if err := ok.err(); err != nil {
				return answer{}, err
			}
			return t.statementRows(v, api.Statements(v, q)), nil
		})
	})
	f := t.chooser(c)
	f.text(&q.Municipality, "municipality")
	f.text(&q.About, "about")
	f.text(&q.By, "by")
	f.text(&q.Type, "kind")
	f.text(&q.Factor, "factor")
	f.text(&q.TargetGroup, "target-group")
	f.text(&q.Perspective, "perspective")
	t.asOf(c)
	return c
}

func (t *tool) statementRows(v *record.View, statements []api.Statement) answer {
	a := answer{value: statements, empty: "cli.none", columns: []string{"cli.kind", "cli.factor", "cli.text", "cli.by", "cli.municipality"}}
	for _, s := range statements {
		by := ""
		if s.By != "" {
			by = party.ActorName(v, s.By)
		}
		a.rows = append(a.rows, []string{page.Word(t.lang, "statement_kind", s.Type), page.Word(t.lang, "factor", s.Factor), s.Text, by, page.PlaceName(s.Municipality)})
	}
	return a
}

func (t *tool) path() *cobra.Command {
	var q contact.Question
	c := t.command("path", "path", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return t.ask(c, func(v *record.View) (answer, error) {
			ok := &checks{v: v}
			ok.municipality(&q.Municipality)
			ok.end("from", q.From)
			ok.end("into", q.Into)
			if q.From == "" {
				ok.fail("from", "record.required")
			}
			if q.Into == "" {
				ok.fail("into", "record.required")
			}
			if err := ok.err(); err != nil {
				return answer{}, err
			}
			return t.wayRows(v, api.WaysIn(v, t.lang, q)), nil
		})
	})
	f := t.chooser(c)
	f.text(&q.From, "from")
	f.text(&q.Into, "into")
	f.text(&q.Municipality, "municipality")
	f.age(&q.Age)
	f.texts(&q.Situation, "situation")
	t.asOf(c)
	return c
}

func (t *tool) wayRows(v *record.View, ways api.Ways) answer {
	a := answer{value: ways, empty: "cli.no_way", columns: []string{"cli.rank", "cli.way", "cli.why"}}
	for _, w := range ways.Ways {
		a.rows = append(a.rows, []string{t.lang.Number(float64(w.Rank)), t.wayWords(v, w), strings.Join(w.Reasons, "; ")})
	}
	for _, p := range ways.Missing {
		a.rows = append(a.rows, []string{"–", t.lang.T("cli.missing") + ": " + contact.EndName(v, t.lang, p.From) + " → " + contact.EndName(v, t.lang, p.Into), p.Note})
	}
	return a
}

func (t *tool) wayWords(v *record.View, w api.Way) string {
	switch {
	case w.Forum != nil:
		return w.Forum.Name
	case w.Contact != nil:
		return strings.TrimSpace(page.Word(t.lang, "via", w.Contact.Via) + " " + w.Contact.Function)
	case w.Actor != "":
		return t.lang.T("cli.same_house", party.ActorName(v, w.Actor))
	}
	return t.lang.T("cli.over", party.ActorName(v, w.Over))
}
