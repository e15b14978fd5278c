package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
)

func (t *tool) insatser() *cobra.Command {
	var q api.InsatsQuestion
	columns := []string{"cli.id", "cli.name", "cli.provider", "cli.stage", "cli.status", "cli.municipalities"}
	return t.asking("insatser", &q, func(m api.Map) (answer, error) {
		found, err := m.Insatser(q)
		return listOf(found, columns, func(x api.Insats) []string {
			return []string{x.ID, x.Name, t.actor(m, x.Provider), page.Word(t.lang, "insats_stage", x.Stage),
				page.Word(t.lang, "insats_status", x.Status), page.PlaceNames(x.Insats.Towns())}
		}), err
	})
}

// match answers what somebody can take part in. The person is told by flags, of
// which one with an empty value says "none", or in a file; never both.
func (t *tool) match() *cobra.Command {
	var q api.MatchQuestion
	var age api.Number
	var file string
	c := t.command("match", "match", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		q.Age = age.Pointer()
		if err := t.person(c, file, &q); err != nil {
			return err
		}
		return t.ask(c, func(m api.Map) (answer, error) {
			got, err := m.Match(q)
			return t.matchRows(got), asPersonFlags(err, file)
		})
	})
	f := c.Flags()
	f.StringVar(&q.Municipality, "municipality", "", "")
	f.Var(&age, "age", "")
	for _, list := range personLists {
		f.StringSliceVar(list.of(&q.Person), list.flag, nil, "")
		f.Lookup(list.flag).Annotations = map[string][]string{words: list.fact.Words()}
	}
	f.StringSliceVar(&q.Stage, "stage", nil, "")
	f.Lookup("stage").Annotations = map[string][]string{words: insats.Stages()}
	f.StringVar(&file, "person", "", "")
	return t.asOf(c)
}

// personLists are the flags of the facts that are lists.
var personLists = []struct {
	flag string
	fact insats.Fact
	of   func(p *insats.Person) *[]string
}{
	{"income", insats.Incomes, func(p *insats.Person) *[]string { return &p.Incomes }},
	{"decision", insats.Decisions, func(p *insats.Person) *[]string { return &p.Decisions }},
	{"condition", insats.Conditions, func(p *insats.Person) *[]string { return &p.Conditions }},
	{"status", insats.Statuses, func(p *insats.Person) *[]string { return &p.Statuses }},
	{"referral", insats.Referral, func(p *insats.Person) *[]string { return (*[]string)(&p.Referral) }},
	{"enrolled", insats.Enrolled, func(p *insats.Person) *[]string { return &p.Enrolled }},
}

// person reads the person out of the file, if one is named. A list of which the
// flag is given with nothing in it is the whole list all the same.
func (t *tool) person(c *cobra.Command, file string, q *api.MatchQuestion) error {
	if file == "" {
		for _, list := range personLists {
			if all := list.of(&q.Person); c.Flags().Changed(list.flag) && *all == nil {
				*all = []string{}
			}
		}
		return nil
	}
	for _, name := range []string{"municipality", "age", "income", "decision", "condition", "status", "referral", "enrolled"} {
		if c.Flags().Changed(name) {
			return t.wrong(name, "cli.person_twice")
		}
	}
	data, err := t.readPerson(file)
	if err != nil {
		return err
	}
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err = d.Decode(&q.Person); err == nil && d.More() {
		err = errors.New("more than one object")
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "cli.bad_person", file, personFault(t, err))
	}
	return nil
}

// personFault says what is wrong with what was read.
func personFault(t *tool, err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return t.lang.T("cli.bad_person.value", wrong.Field)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return t.lang.T("cli.bad_person.field", strings.Trim(name, `"`))
	}
	return t.lang.T("cli.bad_person.json")
}

// longestPerson is far more than can be known of anybody.
const longestPerson = 1 << 20

func (t *tool) readPerson(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(t.in, longestPerson))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "cli.no_person", file)
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, longestPerson))
}

// asPersonFlags says of faults in the lists in which flags they are, or in which
// fields of the file.
func asPersonFlags(err error, file string) error {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return err
	}
	in := *f
	in.Fields = make([]fault.Field, len(f.Fields))
	for i, field := range f.Fields {
		for _, list := range personLists {
			if field.Path == string(list.fact) {
				field.Path = list.flag
			}
		}
		if file != "" && field.Path != "stage" {
			field.File, field.Path = file, f.Fields[i].Path
		}
		in.Fields[i] = field
	}
	return &in
}

// matchRows shows what fits first, then what hangs on something, and last what
// does not fit; and what to ask.
func (t *tool) matchRows(got api.Match) answer {
	a := answer{value: got, empty: "cli.none", columns: []string{"cli.answer", "cli.name", "cli.why"}, single: true}
	decided := func(list []api.Decided, value insats.Value) {
		for _, x := range list {
			var why []string
			for _, b := range x.Because {
				why = append(why, b.Text)
			}
			a.rows = append(a.rows, []string{t.lang.T("insats.value." + value.String()), x.Name, strings.Join(why, " ")})
		}
	}
	decided(got.Yes, insats.Yes)
	for _, x := range got.Depends {
		var on []string
		for _, o := range x.On {
			on = append(on, o.Question)
		}
		a.rows = append(a.rows, []string{t.lang.T("insats.value.depends"), x.Name, strings.Join(on, " ")})
	}
	decided(got.No, insats.No)
	for i, ask := range got.AskNext {
		a.rows = append(a.rows, []string{t.lang.T("cli.ask_next"), ask.Question,
			t.lang.T("cli.ask_next.settles", ask.Open, strconv.Itoa(int(ask.Settles+0.5)))})
		if i == 2 {
			break
		}
	}
	if got.Notice != "" && !t.asJSON {
		fmt.Fprintln(t.err, got.Notice)
	}
	return a
}

func (t *tool) stage(stage string) string {
	if stage == insats.UnknownStage {
		return t.lang.T("insats.stage.unknown")
	}
	return page.Word(t.lang, "insats_stage", stage)
}
