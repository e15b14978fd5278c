package reporting

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/party"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// thing is one record of a document.
type thing map[string]any

// world is a map that a test can add to.
type world struct {
	t       testing.TB
	records *record.Service
	now     time.Time
	docs    int
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, now: demo.Day}
	w.records = record.New(dbtest.SQLite(t, db.WithClock(func() time.Time { return w.now })), exchange.Kinds())
	return w
}

// add imports one document that the association "ff" keeps, told in a year.
func (w *world) add(year string, lists map[string][]thing) {
	w.t.Helper()
	w.docs++
	name := fmt.Sprintf("doc-%d", w.docs)
	doc := map[string]any{"format": exchange.Format, "kept_by": "ff", "source": thing{"id": name, "title": "Dokument " + name, "date": year, "kind": "mapping", "publisher": "Förbundet"}}
	for list, things := range lists {
		doc[list] = things
	}
	data, err := json.Marshal(doc)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := exchange.Import(context.Background(), w.records, access.System("test"), []exchange.File{exchange.Bytes(name+".json", data)}, exchange.Options{}); err != nil {
		w.t.Fatalf("import: %.800s", fmt.Sprintf("%#v", err))
	}
}

func (w *world) view(day record.Date) *record.View {
	w.t.Helper()
	v, err := w.records.View(context.Background(), access.Public(), day)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// demonstration is the map of the demonstration, made once.
var demonstration struct {
	once sync.Once
	view *record.View
}

func demoView(t testing.TB) *record.View {
	t.Helper()
	demonstration.once.Do(func() {
		w := newWorld(t)
		if _, err := demo.Load(context.Background(), w.records); err != nil {
			t.Fatal(err)
		}
		demonstration.view = w.view("")
	})
	return demonstration.view
}

// compose makes a report by the mapping template.
func compose(t testing.TB, m Material, o Order) *report.Document {
	t.Helper()
	return composeBy(t, m, templates[0], o)
}

func composeBy(t testing.TB, m Material, by Template, o Order) *report.Document {
	t.Helper()
	if o.Lang == "" {
		o.Lang = "sv"
	}
	d, err := Compose(m, by, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// plain writes a report as plain text: all that it says.
func plain(d *report.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", d.Title, d.Subtitle, d.Publisher)
	for _, block := range d.Front {
		plainBlock(&b, block)
	}
	for _, c := range d.Chapters {
		fmt.Fprintf(&b, "\n# %s%s\n", c.Title, marked(c.Mark))
		for block := range c.Blocks {
			plainBlock(&b, block)
		}
	}
	return b.String()
}

func marked(m report.Mark) string {
	if m == "" {
		return ""
	}
	return " [" + string(m) + "]"
}

func plainBlock(b *strings.Builder, block report.Block) {
	switch x := block.(type) {
	case report.Heading:
		fmt.Fprintf(b, "\n%s %s%s\n", strings.Repeat("#", x.Level), x.Text, marked(x.Mark))
	case report.Paragraph:
		fmt.Fprintf(b, "%s%s\n", x.Text, marked(x.Mark))
	case report.List:
		plainItems(b, x.Items, "")
	case report.Terms:
		for _, t := range x {
			fmt.Fprintf(b, "%s: %s%s\n", t.Term, t.Text, marked(t.Mark))
		}
	case report.Table:
		if !x.Behind {
			plainTable(b, x)
		}
	case report.Figure:
		fmt.Fprintf(b, "[%s]\n%s\n", x.Caption, x.Alt)
	case report.Cards:
		for text := range report.Texts(x) {
			fmt.Fprintln(b, text)
		}
	default:
		fmt.Fprintf(b, "%T\n", x)
	}
}

func plainItems(b *strings.Builder, items []report.Item, indent string) {
	for _, i := range items {
		fmt.Fprintf(b, "%s- %s%s\n", indent, i.Text, marked(i.Mark))
		plainItems(b, i.Items, indent+"  ")
	}
}

func plainTable(b *strings.Builder, t report.Table) {
	fmt.Fprintf(b, "[%s]\n", t.Caption)
	var titles []string
	for _, c := range t.Columns {
		titles = append(titles, c.Title)
	}
	fmt.Fprintf(b, "| %s\n", strings.Join(titles, " | "))
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text.String())
		}
		fmt.Fprintf(b, "| %s%s\n", strings.Join(cells, " | "), marked(r.Mark))
	}
}

func mustAssociation(t testing.TB, v *record.View, id string) *party.Association {
	t.Helper()
	a, err := party.Associations.Get(v, id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
