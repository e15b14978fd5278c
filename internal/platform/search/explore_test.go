package search

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func realDocs(t testing.TB) []Doc {
	files, _ := filepath.Glob("/work/shared/data/*.json")
	var out []Doc
	for _, f := range files {
		b, _ := os.ReadFile(f)
		var d map[string]json.RawMessage
		json.Unmarshal(b, &d)
		for _, k := range []string{"parties", "units", "forums", "associations", "insatser", "target_groups", "statements"} {
			var rs []map[string]any
			json.Unmarshal(d[k], &rs)
			for _, r := range rs {
				doc := Doc{Key: k + ":" + filepath.Base(f) + ":" + fmt.Sprint(r["id"])}
				if s, ok := r["name"].(string); ok {
					doc.Title = s
				}
				if s, ok := r["short_name"].(string); ok {
					doc.Short = append(doc.Short, s)
				}
				if s, ok := r["aliases"].([]any); ok {
					for _, a := range s {
						doc.Short = append(doc.Short, a.(string))
					}
				}
				for _, f := range []string{"note", "purpose", "mission", "text", "description", "municipality", "convener"} {
					if s, ok := r[f].(string); ok {
						doc.Body = append(doc.Body, s)
					}
				}
				if s, ok := r["content"].([]any); ok {
					for _, a := range s {
						doc.Body = append(doc.Body, fmt.Sprint(a))
					}
				}
				doc.Sort = doc.Title
				out = append(out, doc)
			}
		}
	}
	return out
}

func TestExplore(t *testing.T) {
	docs := realDocs(t)
	x := New(Synonyms{"AME": {"arbetsmarknadsenhet"}, "KAA": {"kommunala aktivitetsansvaret"}, "EB": {"ekonomiskt bistånd"}, "GPS": {"gemensam psykiatrisamverkan", "Gemensam Plattform Svalöv"}, "IFO": {"individ- och familjeomsorg"}, "AF": {"Arbetsförmedlingen"}, "FK": {"Försäkringskassan"}})
	x.Put(docs...)
	by := map[string]Doc{}
	for _, d := range docs {
		by[d.Key] = d
	}
	fmt.Println(len(docs), len(x.words.terms), len(x.words.grams))
	f, _ := os.Open("/tmp/queries.txt")
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		r := x.Find(Query{Text: sc.Text(), Limit: 7})
		fmt.Printf("\n== %s  total %d partial %v missing %v corr %v sugg %q\n", sc.Text(), r.Total, r.Partial, r.Missing, r.Corrected, r.Suggestion)
		for _, h := range r.Hits {
			d := by[h.Key]
			ti := d.Title
			if ti == "" && len(d.Body) > 0 {
				ti = "«" + d.Body[0]
				if len(ti) > 90 {
					ti = ti[:90]
				}
			}
			fmt.Printf("  %6.2f %s | %v | %v | %s\n", h.Score, ti, d.Short, h.Matched, h.Key)
		}
	}
}
