package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"samkarta/internal/exchange"
	"samkarta/internal/insight"
)

// betweenNodes is how many actors the graph has of which betweenness is reckoned.
const betweenNodes = 10_000

// between is how long exact betweenness takes, ours and python3-igraph's.
type between struct {
	nodes, edges int
	ours, igraph time.Duration // igraph: 0 if it is not installed
	// The same as work of the processors, which others on the machine disturb less.
	oursWork, igraphWork time.Duration
}

func (b between) ratio() string {
	if b.igraph == 0 {
		return "python3-igraph is not installed"
	}
	return fmt.Sprintf("%.2f", float64(b.ours)/float64(b.igraph))
}

// betweenness reckons betweenness of the same actors of the made-up country by us
// and by igraph, three times by turns, and takes the best of each. They must
// agree.
func (b *bench) betweenness(ctx context.Context, folder string) (between, error) {
	pairs, err := contacts(folder)
	if err != nil {
		return between{}, err
	}
	m := between{nodes: betweenNodes, edges: len(pairs)}
	python := pythonWithIgraph(ctx)
	for range 3 {
		begun, worked := time.Now(), work()
		ours := insight.Betweenness(m.nodes, pairs)
		m.ours, m.oursWork = least(m.ours, time.Since(begun)), least(m.oursWork, work()-worked)
		if python == "" {
			continue
		}
		theirs, took, worked, err := b.byIgraph(ctx, python, pairs)
		if err != nil {
			return m, err
		}
		if err := agree(ours, theirs); err != nil {
			return m, err
		}
		m.igraph, m.igraphWork = least(m.igraph, took), least(m.igraphWork, worked)
	}
	return m, nil
}

// work is how much this program has worked so far.
func work() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func least(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// seated is what a forum, a relation and a contact path say of who has to do with
// whom.
type seated struct {
	Status       string
	Participants []struct{ Actor string }
	From, To     string
	Into         string
}

// contacts gives the pairs of the first actors of the made-up country that have
// to do with each other: who sit in an active forum together, and who are told of
// together. Each pair stands once.
func contacts(folder string) ([][2]int32, error) {
	files, err := exchange.Files(folder)
	if err != nil {
		return nil, err
	}
	g := gathered{number: map[string]int32{}, seen: map[[2]int32]bool{}}
	for _, f := range files {
		data, err := os.ReadFile(f.Name)
		if err != nil {
			return nil, err
		}
		var doc struct {
			Forums    []seated
			Relations []seated
			Paths     []seated `json:"contact_paths"`
		}
		if err := json.Unmarshal(data, &doc); err != nil {
			return nil, err
		}
		for _, list := range [][]seated{doc.Forums, doc.Relations, doc.Paths} {
			for _, x := range list {
				g.add(x)
			}
		}
	}
	return g.pairs, nil
}

// gathered numbers the actors as they are met.
type gathered struct {
	number map[string]int32
	seen   map[[2]int32]bool
	pairs  [][2]int32
}

func (g *gathered) add(x seated) {
	ids := []string{}
	for _, id := range []string{x.From, x.To, x.Into} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if x.Status == "active" {
		for _, p := range x.Participants {
			ids = append(ids, p.Actor)
		}
	}
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			g.join(a, b)
		}
	}
}

func (g *gathered) join(a, b string) {
	from, ok := g.of(a)
	to, ok2 := g.of(b)
	pair := [2]int32{min(from, to), max(from, to)}
	if ok && ok2 && from != to && !g.seen[pair] {
		g.seen[pair] = true
		g.pairs = append(g.pairs, pair)
	}
}

func (g *gathered) of(id string) (int32, bool) {
	n, known := g.number[id]
	if !known && len(g.number) < betweenNodes {
		n, known = int32(len(g.number)), true
		g.number[id] = n
	}
	return n, known
}

// pythonWithIgraph is a Python that has igraph, Debian's first; "" if there is
// none.
func pythonWithIgraph(ctx context.Context) string {
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.CommandContext(ctx, python, "-c", "import igraph").Run() == nil {
			return python
		}
	}
	return ""
}

// script reads the pairs, reckons betweenness and writes how long that took and
// the figures.
const script = `import igraph, sys, time
n = int(sys.argv[2])
pairs = [tuple(map(int, line.split())) for line in open(sys.argv[1])]
g = igraph.Graph(n=n, edges=pairs, directed=False)
begun, worked = time.perf_counter(), time.process_time()
found = g.betweenness(directed=False)
print(time.perf_counter() - begun, time.process_time() - worked)
print(*map(repr, found))
`

func (b *bench) byIgraph(ctx context.Context, python string, pairs [][2]int32) (figures []float64, took, worked time.Duration, err error) {
	path := filepath.Join(b.dir, "pairs")
	var lines strings.Builder
	for _, p := range pairs {
		fmt.Fprintln(&lines, p[0], p[1])
	}
	if err := os.WriteFile(path, []byte(lines.String()), 0o600); err != nil {
		return nil, 0, 0, err
	}
	out, err := exec.CommandContext(ctx, python, "-c", script, path, strconv.Itoa(betweenNodes)).Output()
	if err != nil {
		return nil, 0, 0, fmt.Errorf("igraph: %w", err)
	}
	words := strings.Fields(string(out))
	figures = make([]float64, len(words))
	for i, word := range words {
		if figures[i], err = strconv.ParseFloat(word, 64); err != nil {
			return nil, 0, 0, fmt.Errorf("igraph says %q", word)
		}
	}
	if len(figures) != betweenNodes+2 {
		return nil, 0, 0, fmt.Errorf("igraph gives %d figures", len(figures)-2)
	}
	seconds := func(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
	return figures[2:], seconds(figures[0]), seconds(figures[1]), nil
}

// agree holds the two to the same figures, but for how they are rounded.
func agree(ours, theirs []float64) error {
	for i := range ours {
		if math.Abs(ours[i]-theirs[i]) > 1e-6*max(1, theirs[i]) {
			return fmt.Errorf("betweenness of actor %d: %g, igraph says %g", i, ours[i], theirs[i])
		}
	}
	return nil
}
