package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"samkarta/internal/api"
	"samkarta/internal/page"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// kindNamed gives the kind that was named, by its name or its list.
func kindNamed(kinds *record.Kinds, name string) (*record.Kind, error) {
	if k := cmp.Or(kinds.Named(name), kinds.OfList(name)); k != nil {
		return k, nil
	}
	names := make([]string, len(kinds.All))
	for i, k := range kinds.All {
		names[i] = k.Name
	}
	return nil, fault.New(fault.Invalid, "cli.no_kind", name, strings.Join(names, ", "))
}

// choice chooses among the records of a kind.
type choice struct {
	text, municipality string
	where              []string
}

func (t *tool) list() *cobra.Command {
	var q choice
	c := t.command("list KIND", "list", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		return t.ask(c, func(m api.Map) (answer, error) {
			k, err := kindNamed(m.Kinds(), args[0])
			if err != nil {
				return answer{}, err
			}
			bodies, err := q.among(m, k)
			if err != nil {
				return answer{}, err
			}
			a := answer{empty: "cli.none", columns: []string{"cli.id", "cli.name", "cli.confirmed"}}
			values := make([]any, len(bodies))
			for i, b := range bodies {
				values[i] = m.Record(b)
				a.rows = append(a.rows, []string{b.HeadOf().ID, m.Title(b), t.dayWords(m.ConfirmedOn(b))})
			}
			a.value = values
			return a, nil
		})
	})
	c.Flags().StringVar(&q.text, "text", "", "")
	c.Flags().StringVar(&q.municipality, "municipality", "", "")
	c.Flags().StringArrayVar(&q.where, "where", nil, "")
	return t.asOf(c)
}

// among gives the records of a kind that the choice takes.
func (q choice) among(m api.Map, k *record.Kind) ([]record.Body, error) {
	place, err := q.place()
	if err != nil {
		return nil, err
	}
	for _, pair := range q.where {
		if field, _, ok := strings.Cut(pair, "="); !ok || k.Schema.Field(field) == nil {
			return nil, badQuestion("where", "cli.bad_where", pair, strings.Join(fieldNames(k), ", "))
		}
	}
	var named map[string]bool
	if q.text != "" {
		named = map[string]bool{}
		for _, h := range m.Find(m.View, api.SearchQuestion{Text: q.text, Kinds: []string{k.Name}}).Hits {
			named[h.ID] = true
		}
	}
	return slices.DeleteFunc(m.All(k), func(b record.Body) bool {
		return named != nil && !named[b.HeadOf().ID] || !q.isIn(m, k, b, place) || !q.says(b)
	}), nil
}

func badQuestion(path, key string, args ...any) error {
	return &fault.Fault{Kind: fault.Invalid, Key: "api.bad_question", Fields: []fault.Field{{Path: path, Key: key, Args: args}}}
}

func fieldNames(k *record.Kind) []string {
	names := make([]string, len(k.Schema.Fields))
	for i, f := range k.Schema.Fields {
		names[i] = f.Name
	}
	return names
}

func (q choice) place() (string, error) {
	if q.municipality == "" {
		return "", nil
	}
	m, ok := place.ByName(q.municipality)
	if !ok {
		return "", badQuestion("municipality", "api.unknown_municipality", q.municipality)
	}
	return m.Code, nil
}

// isIn tells whether a record is about a municipality: by what its kind says of
// places, or by the code in one of its fields.
func (q choice) isIn(m api.Map, k *record.Kind, b record.Body, code string) bool {
	if code == "" {
		return true
	}
	if k.Places != nil {
		return slices.Contains(k.Places(m.View, b), code)
	}
	return slices.ContainsFunc(record.ReferencesOf(b), func(r record.Reference) bool {
		return r.ID == code && slices.Contains(r.Kinds, "municipality")
	})
}

// says tells whether a record has all the values that are asked for: as the
// field, or among its list.
func (q choice) says(b record.Body) bool {
	tree := record.TreeOf(b)
	for _, pair := range q.where {
		field, want, _ := strings.Cut(pair, "=")
		items, isList := tree[field].([]any)
		if !isList {
			items = []any{tree[field]}
		}
		if !slices.ContainsFunc(items, func(item any) bool { return plain(item) == want }) {
			return false
		}
	}
	return true
}

func plain(value any) string {
	if value == nil {
		return ""
	}
	if n, ok := value.(json.Number); ok {
		return n.String()
	}
	return fmt.Sprint(value)
}

func (t *tool) dayWords(day time.Time) string {
	if day.IsZero() {
		return page.Word(t.lang, "", "")
	}
	return day.Format(time.DateOnly)
}

func (t *tool) show() *cobra.Command {
	var municipality string
	c := t.command("show KIND ID|NAME", "show", cobra.MinimumNArgs(2), func(c *cobra.Command, args []string) error {
		return t.ask(c, func(m api.Map) (answer, error) {
			k, err := kindNamed(m.Kinds(), args[0])
			if err != nil {
				return answer{}, err
			}
			code, err := choice{municipality: municipality}.place()
			if err != nil {
				return answer{}, err
			}
			b, err := found(m, k, strings.Join(args[1:], " "), code)
			if err != nil {
				return answer{}, err
			}
			return t.recordRows(m, k, b), nil
		})
	})
	c.Flags().StringVar(&municipality, "municipality", "", "")
	return t.asOf(c)
}

// found gives the record with an id, or the one that is called so.
func found(m api.Map, k *record.Kind, name, municipality string) (record.Body, error) {
	b, err := m.Get(k.Name, name)
	if err == nil || k.Kept {
		return b, err
	}
	hits := m.Find(m.View, api.SearchQuestion{Text: name, Kinds: []string{k.Name}, Municipality: municipality}).Hits
	called := slices.DeleteFunc(slices.Clone(hits), func(h api.Hit) bool { return !isCalled(m, h, name) })
	if len(called) == 0 {
		called = hits
	}
	switch len(called) {
	case 0:
		return nil, err
	case 1:
		return m.Get(k.Name, called[0].ID)
	}
	ids := make([]string, min(len(called), mostMeant))
	for i := range ids {
		ids[i] = called[i].ID
	}
	return nil, fault.New(fault.Invalid, "cli.several", name, strings.Join(ids, ", "))
}

// mostMeant is how many records are named where several may be meant.
const mostMeant = 10

// isCalled tells whether a record has the name, whole or for short.
func isCalled(m api.Map, h api.Hit, name string) bool {
	b, err := m.Get(h.Kind, h.ID)
	if err != nil {
		return false
	}
	names := []string{m.Title(b)}
	if words := b.HeadOf().Kind.Words; words != nil {
		short, _ := words(m.View, b)
		names = append(names, short...)
	}
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

func (t *tool) recordRows(m api.Map, k *record.Kind, b record.Body) answer {
	a := answer{value: m.Record(b), columns: []string{"cli.field", "cli.value"}, single: true}
	tree := record.TreeOf(b)
	for _, f := range k.Schema.Fields {
		if value, has := tree[f.Name]; has {
			a.rows = append(a.rows, []string{page.FieldLabel(t.lang, k.Name, f.Name), t.valueWords(m.View, k, f.Name, value)})
		}
	}
	if f, ok := a.value.(api.Forum); ok && len(f.Absent) > 0 {
		a.rows = append(a.rows, []string{t.lang.T("cli.absent"), t.shortNames(m, f.Absent)})
	}
	a.rows = append(a.rows, []string{t.lang.T("cli.confirmed_on"), t.dayWords(m.ConfirmedOn(b))},
		[]string{t.lang.T("cli.fresh"), t.lang.Number(m.Freshness(b))})
	return a
}

func (t *tool) valueWords(v *record.View, k *record.Kind, field string, value any) string {
	if value == nil {
		return t.lang.T("cli.nothing")
	}
	return strings.ReplaceAll(page.ValueText(v, t.lang, k, field, value), "\n", " ")
}

func (t *tool) history() *cobra.Command {
	return t.command("history KIND ID", "history", cobra.ExactArgs(2), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		k, err := kindNamed(a.Records.Kinds(), args[0])
		if err != nil {
			return err
		}
		versions, err := a.Records.History(c.Context(), operator, record.Key{Kind: k.Name, ID: args[1]})
		if err != nil {
			return err
		}
		names, err := a.People.NameOf(c.Context(), operator, authorsOf(versions)...)
		if err != nil {
			return err
		}
		who := map[string]string{}
		for author, b := range names {
			who[author] = b.In(t.lang.T)
		}
		got := answer{value: api.HistoryOf(versions, who), columns: []string{"cli.when", "cli.action", "cli.who", "cli.changes"}, empty: "cli.none"}
		for _, x := range versions {
			got.rows = append(got.rows, []string{x.At.Format(time.DateTime), t.lang.T("cli.action." + x.Action),
				who[x.Author], t.changedFields(k, x.Changes)})
		}
		return t.print(got)
	})
}

func authorsOf(versions []record.Version) []string {
	authors := make([]string, len(versions))
	for i, x := range versions {
		authors[i] = x.Author
	}
	return authors
}

func (t *tool) changedFields(k *record.Kind, changes []record.FieldChange) string {
	labels := make([]string, len(changes))
	for i, f := range changes {
		labels[i] = page.FieldLabel(t.lang, k.Name, f.Field)
	}
	return strings.Join(labels, ", ")
}
