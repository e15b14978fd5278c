package reporting

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/platform/report"
)

var update = flag.Bool("update", false, "write what the reports are now as what they are to be")

// golden compares a text with the one that is kept.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is not what it was (-was +is); go test -update writes it anew:\n%.6000s", name, diff)
	}
}

// outline is a report in short: its headings, and under each the blocks there are.
func outline(d *report.Document) string {
	var b strings.Builder
	for _, c := range d.Chapters {
		fmt.Fprintf(&b, "\n# %s (%s)", c.Title, c.ID)
		for block := range c.Blocks {
			switch x := block.(type) {
			case report.Heading:
				fmt.Fprintf(&b, "\n%s %s:", strings.Repeat("#", x.Level), x.Text)
			case report.Paragraph:
				b.WriteString(strings.TrimRight(" paragraph "+string(x.Style), " "))
			case report.List:
				fmt.Fprintf(&b, " list %d", len(x.Items))
			case report.Terms:
				fmt.Fprintf(&b, " terms %d", len(x))
			case report.Table:
				fmt.Fprintf(&b, " %stable %d×%d", map[bool]string{true: "hidden "}[x.Behind], len(x.Rows), len(x.Columns))
			default:
				fmt.Fprintf(&b, " %T", x)
			}
		}
	}
	return strings.TrimPrefix(b.String(), "\n") + "\n"
}

// chapters keeps those with one of the ids.
func chapters(d *report.Document, ids ...string) *report.Document {
	kept := *d
	kept.Chapters = nil
	for _, c := range d.Chapters {
		for _, id := range ids {
			if c.ID == id {
				kept.Chapters = append(kept.Chapters, c)
			}
		}
	}
	return &kept
}

func TestOutlines(t *testing.T) {
	v := demoView(t)
	golden(t, "outline-sodra-vatterbygden", outline(compose(t, Material{View: v}, whole[0])))
	golden(t, "outline-finnveden", outline(compose(t, Material{View: v}, whole[1])))
	golden(t, "outline-aneby", outline(compose(t, Material{View: v}, whole[2])))
	golden(t, "outline-standing", outline(composeBy(t, Material{View: v}, standing, whole[0])))
	golden(t, "outline-catalogue", outline(composeBy(t, Material{View: v}, catalogue, Order{Association: "kavlinge-lomma"})))
	golden(t, "outline-af", outline(compose(t, Material{View: v}, Order{Association: "sodra-vatterbygden", Party: "af"})))
}

func TestWholeParts(t *testing.T) {
	v := demoView(t)
	golden(t, "mullsjo", plain(chapters(compose(t, Material{View: v}, whole[0]), "abbreviations", "background", "purpose", "method", "results-0642", "results-common", "sources", "freshness")))
	golden(t, "aneby", plain(chapters(compose(t, Material{View: v}, whole[2]), "abbreviations", "results-0604", "development", "reflections")))
	golden(t, "analyses", plain(chapters(compose(t, Material{View: v}, Order{Association: "hoglandets-samordningsforbund"}), "network", "coverage", "overlap", "load", "dependence", "insatser", "gaps", "figures")))
	golden(t, "english", plain(chapters(compose(t, Material{View: v}, whole[3]), "background", "method", "parties-af", "coverage", "load", "insatser", "gaps", "freshness")))
}
