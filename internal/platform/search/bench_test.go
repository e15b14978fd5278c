package search

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// lexicon makes words as the field has them: parts, compounds of two and three,
// and made-up names, each with some ending.
func lexicon(r *rand.Rand, n int) []string {
	stems := slices.Sorted(maps.Values(parts))
	ends := []string{"", "", "", "en", "et", "er", "ens", "erna", "a"}
	words := make([]string, n)
	for i := range words {
		var b strings.Builder
		for range 1 + r.IntN(3) {
			b.WriteString(stems[r.IntN(len(stems))])
		}
		if i%5 == 0 {
			b.Reset()
			for range 4 + r.IntN(6) {
				b.WriteRune([]rune("abdefghiklmnoprstuvyåäö")[r.IntN(23)])
			}
		}
		words[i] = b.String() + ends[r.IntN(len(ends))]
	}
	return words
}

// madeUp makes documents of five words and bodies of 25; few words are common
// and most are rare, as in a language.
func madeUp(n int) []Doc {
	r := rand.New(rand.NewPCG(1, 2))
	words := lexicon(r, 2000+n)
	zipf := rand.NewZipf(r, 1.15, 8, uint64(len(words)-1))
	text := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[zipf.Uint64()]
		}
		return strings.Join(out, " ")
	}
	docs := make([]Doc, n)
	for i := range docs {
		docs[i] = Doc{Key: fmt.Sprintf("doc-%d", i), Title: text(5), Short: []string{fmt.Sprintf("A%dX", i)}, Body: []string{text(10), text(15)}}
		docs[i].Sort = docs[i].Title
	}
	return docs
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{2400, 25000} {
		docs := madeUp(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var x *Index
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				x = New(nil)
				x.Put(docs...)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "bytes/doc")
			b.ReportMetric(float64(len(x.words.terms)), "terms")
			runtime.KeepAlive(x)
		})
	}
}

func BenchmarkFind(b *testing.B) {
	docs := madeUp(25000)
	x := New(glossary)
	x.Put(docs...)
	title := docs[77].Title
	queries := map[string]string{
		"common":   "samordning",
		"part":     "arbets",
		"prefix":   "för",
		"short":    "stöd",
		"title":    title,
		"plain":    string(folded(nil, title)),
		"typo":     "samordnnigsforbundet",
		"longtypo": "försäkirngskassan arbetsmarkand ungdomscenteret kommumen",
		"missing":  "qwertyuiopa zxcvbnmasdf",
		"question": "vem sammankallar till samverkan om unga och vuxna i arbetsmarknad och hälsa",
		"twelve":   strings.Join(strings.Fields(docs[5].Body[1])[:12], " "),
	}
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Find(Query{Text: queries[name], Limit: 20, Keep: func(string) bool { return true }})
			}
		})
	}
}

func BenchmarkPatch(b *testing.B) {
	docs := madeUp(25000)
	x := New(nil)
	x.Put(docs...)
	i := 0
	for b.Loop() {
		d := docs[i%len(docs)]
		d.Title += fmt.Sprintf(" ändrad%d", i)
		x.Put(d)
		i++
	}
}
