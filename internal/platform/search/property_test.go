package search

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var asked = []string{
	"samordning", "arbetsmarknad vård", "stöd", "för", "AME", "ekonomiskt bistånd", "forsakringskassan", "försäkringskasan",
	"vem sammankallar till GPS", "ungdomscoach", "sipmöte", "smaordningsförbund", "kommun barn familj skola", "a", "qwertyåäö unga",
}

// Whatever came and went in between, an index answers as one made of the same
// documents in another order.
func TestOrderOfChangesNeverShows(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 7))
		docs := append(madeUp(120), places...)
		x := New(glossary)
		held := map[string]Doc{}
		for range 600 {
			d := docs[r.IntN(len(docs))]
			if r.IntN(3) == 0 {
				x.Remove(d.Key)
				delete(held, d.Key)
				continue
			}
			d.Title = strings.Join([]string{d.Title, docs[r.IntN(len(docs))].Title}[:1+r.IntN(2)], " ")
			x.Put(d)
			held[d.Key] = d
		}
		fresh := New(glossary)
		for _, d := range held { // in any order
			fresh.Put(d)
		}
		compare(t, x, fresh)
	}
}

func compare(t *testing.T, x, fresh *Index) {
	t.Helper()
	for _, text := range asked {
		for _, limit := range []int{0, 5} {
			q := Query{Text: text, Limit: limit}
			if diff := cmp.Diff(fresh.Find(q), x.Find(q)); diff != "" {
				t.Fatalf("%s: %s", text, diff)
			}
		}
	}
	if len(x.words.byFold) != len(fresh.words.byFold) || len(x.words.grams) != len(fresh.words.grams) {
		t.Errorf("%d words and %d grams, want %d and %d", len(x.words.byFold), len(x.words.grams), len(fresh.words.byFold), len(fresh.words.grams))
	}
}

func TestNothingIsLeft(t *testing.T) {
	x := indexed(places...)
	for _, d := range places {
		x.Remove(d.Key, "not there")
	}
	if x.Len() != 0 || len(x.words.byFold) != 0 || len(x.words.grams) != 0 || x.total != [fields]int{} {
		t.Errorf("%d documents, %d words, %d grams, %v", x.Len(), len(x.words.byFold), len(x.words.grams), x.total)
	}
	if r := x.Find(Query{Text: "arbetsmarknad"}); len(r.Hits) != 0 || len(r.Missing) != 1 {
		t.Error(r)
	}
}

// The grams must lead to every term that a look at all of them would find.
func TestGramsMissNothing(t *testing.T) {
	x := indexed(append(madeUp(400), places...)...)
	v := &x.words
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		w := newWord(spoiled(r, v.terms[r.IntN(len(v.terms))].text))
		var near, whole []uint32
		for i := range v.terms {
			if len(v.close(nil, w.fold, []uint32{uint32(i)})) > 0 && len(w.fold) >= shortestTypo {
				near = append(near, uint32(i))
			}
			if strings.Contains(v.terms[i].fold, w.fold) && len(w.fold) >= shortestPiece {
				whole = append(whole, uint32(i))
			}
		}
		missing(t, w.text+", typo", near, v.near(&w))
		if len(whole) > 0 && !hasDigit(w.fold) {
			missing(t, w.text+", piece", whole, termsOf(v.expand(&w, false)))
		}
	}
}

func missing(t *testing.T, what string, want, got []uint32) {
	t.Helper()
	for _, id := range want {
		if !slices.Contains(got, id) {
			t.Errorf("%s: term %d is missing", what, id)
		}
	}
}

// spoiled makes one typo in a word, or takes a piece of it.
func spoiled(r *rand.Rand, s string) string {
	letters := []rune(s)
	i := r.IntN(len(letters))
	switch r.IntN(5) {
	case 0:
		letters[i] = 'x'
	case 1:
		letters = slices.Delete(letters, i, i+1)
	case 2:
		letters = slices.Insert(letters, i, 'e')
	case 3:
		if i > 0 {
			letters[i], letters[i-1] = letters[i-1], letters[i]
		}
	default:
		letters = letters[:max(1, len(letters)-i/2)][i/3:]
	}
	return string(letters)
}

func TestOneEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		a, b := randomWord(r), randomWord(r)
		if got, want := oneEdit(a, b), distance(a, b) <= 1; got != want {
			t.Fatalf("%q %q: %v", a, b, got)
		}
	}
}

func randomWord(r *rand.Rand) string {
	b := make([]byte, r.IntN(6))
	for i := range b {
		b[i] = "abc"[r.IntN(3)]
	}
	return string(b)
}

// distance counts letters more, less, other, and neighbours that changed places.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
