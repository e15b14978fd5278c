package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/platform/db"
	"samkarta/internal/record"
)

// The association of the made-up country whose pages are measured, one of its
// middle size, and the demonstration's that they are compared with.
const (
	nationalSeed        = "1"
	nationalAssociation = "forbund-23"
	demoAssociation     = "sodra-vatterbygden"
)

// How often each page is asked for: from an index that has all, and after a
// change.
const (
	timesWarm = 40
	timesCold = 5
)

// analyses are the pages of the analyses of an association, {} standing for its
// id.
var analyses = []string{
	"/laget/{}", "/insikt?forbund={}", "/insikt/natverk?forbund={}", "/insikt/tackning?forbund={}", "/insikt/overlapp?forbund={}",
	"/insikt/belastning?forbund={}", "/insikt/beroende?forbund={}", "/insikt/olika-bilder?forbund={}", "/insikt/vag?forbund={}",
	"/insikt/farskhet?forbund={}", "/insikt/jamfor?forbund={}", "/insikt/matt?forbund={}",
}

// ordinary are pages of the map, as they are asked for in a whole country.
var ordinary = []string{
	"/", "/vem", "/vem?kommun=0604", "/forbund/forbund-23", "/kommuner", "/kommuner/0604", "/parter/riket/af", "/enheter/0604/enhet-1",
	"/malgrupper", "/var", "/var?kommun=0604&alder=17", "/forum/0604/forum-1", "/vad", "/vad?kommun=0604",
	"/en-vag-in?fran=0604%2Fenhet-1&till=region", "/matris", "/kallor", "/bekrafta", "/andringar", "/sok?q=arbetsmarknad",
}

// national is what was measured of the made-up country.
type national struct {
	generated, started time.Duration
	imported           imported
	held               int64
	analyses, demo     []madePage
	ordinary           []madePage
	between            between
}

// madePage is a page that is made for each who asks, as it is for those who have
// signed in: the public's are kept and cost nothing.
type madePage struct {
	path       string
	warm, cold spread
	work       time.Duration // of the server for a warm one
	bytes      int
}

// country measures the made-up country.
func (b *bench) country(ctx context.Context) (*national, error) {
	n := &national{}
	folder, address := filepath.Join(b.dir, "national"), filepath.Join(b.dir, "national.db")
	b.say("the made-up country: making it")
	begun := time.Now()
	if out, err := exec.CommandContext(ctx, b.program, "generate", "--national", "--seed", nationalSeed, "--out", folder).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("generate: %w\n%s", err, out)
	}
	n.generated = time.Since(begun)
	b.say("the made-up country: betweenness")
	var err error
	if n.between, err = b.betweenness(ctx, folder); err != nil {
		return nil, err
	}
	b.say("the made-up country: importing")
	if n.imported, err = importAll(ctx, b.program, address, folder); err != nil {
		return nil, err
	}
	b.say("the made-up country: asking for pages")
	pages := slices.Concat(of(analyses, nationalAssociation), ordinary)
	err = b.serving(ctx, address, func(s *server) error {
		n.started, n.held = s.started, s.holds()
		all, err := b.madePages(ctx, s, address, pages, "0604/forum-1")
		n.analyses, n.ordinary = all[:min(len(all), len(analyses))], all[min(len(all), len(analyses)):]
		return err
	})
	if err != nil {
		return nil, err
	}
	n.demo, err = b.demonstration(ctx)
	return n, err
}

// demonstration measures the same pages on the demonstration's data.
func (b *bench) demonstration(ctx context.Context) (pages []madePage, err error) {
	folder, err := b.documents(1)
	if err != nil {
		return nil, err
	}
	address := filepath.Join(b.dir, "beside.db")
	if _, err := importAll(ctx, b.program, address, folder); err != nil {
		return nil, err
	}
	err = b.serving(ctx, address, func(s *server) error {
		pages, err = b.madePages(ctx, s, address, of(analyses, demoAssociation), "aneby/fua")
		return err
	})
	return pages, err
}

func (b *bench) serving(ctx context.Context, address string, f func(s *server) error) error {
	s, err := begin(ctx, b.program, "--db", address, "serve")
	if err != nil {
		return err
	}
	return errors.Join(f(s), s.end())
}

func of(paths []string, association string) []string {
	all := make([]string, len(paths))
	for i, p := range paths {
		all[i] = strings.ReplaceAll(p, "{}", association)
	}
	return all
}

// madePages asks for each page by itself: again and again, and right after a
// change. Pages that are not compressed are not kept.
func (b *bench) madePages(ctx context.Context, s *server, address string, paths []string, changed string) ([]madePage, error) {
	d, err := db.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	records, key := record.New(d, exchange.Kinds()), record.Key{Kind: "forum", ID: changed}
	change := func() error { return records.Confirm(ctx, access.System("bench"), key) }
	l := newLoad(s.url, 1)
	var all []madePage
	for _, path := range paths {
		p := madePage{path: path}
		if p.cold, err = askAfterChanges(ctx, l, path, change); err != nil {
			return nil, err
		}
		before := s.cpu()
		var answers []answer
		for range timesWarm {
			a, err := l.ask(ctx, path, "identity")
			if err != nil {
				return nil, err
			}
			answers = append(answers, a)
		}
		p.warm, p.work, p.bytes = spreadOf(answers), (s.cpu()-before)/timesWarm, answers[0].bytes
		all = append(all, p)
	}
	return all, nil
}

// askAfterChanges asks for a page each time that somebody else has changed
// something on the map.
func askAfterChanges(ctx context.Context, l *load, path string, change func() error) (spread, error) {
	var answers []answer
	for range timesCold {
		if err := change(); err != nil {
			return spread{}, err
		}
		a, err := l.ask(ctx, path, "identity")
		if err != nil {
			return spread{}, err
		}
		answers = append(answers, a)
	}
	return spreadOf(answers), nil
}

// printCountry writes what was measured of the made-up country.
func (b *bench) printCountry(ctx context.Context, w io.Writer) error {
	n, err := b.country(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nThe made-up country (generate --national --seed %s)\n\n", nationalSeed)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name, value, target string) { fmt.Fprintf(t, "%s\t%s\t%s\t\n", name, value, target) }
	line("", "", "target")
	line("generate ms", ms(n.generated), "")
	line("import ms", ms(n.imported.took), "")
	line("import, at most MB", mb(n.imported.peak), "")
	line("start until the start page ms", ms(n.started), "")
	line("memory after the start MB", mb(n.held), "")
	line("analyses, slowest warm p95 ms", ms(slowest(n.analyses).warm.p95), "≤ 25")
	line("analyses, slowest cold ms", ms(coldest(n.analyses).cold.p50), "≤ 300")
	line("on the demonstration, slowest warm p95 ms", ms(slowest(n.demo).warm.p95), "")
	line("on the demonstration, slowest cold ms", ms(coldest(n.demo).cold.p50), "")
	line("betweenness, actors", strconv.Itoa(n.between.nodes), "")
	line("betweenness, contacts", strconv.Itoa(n.between.edges), "")
	line("betweenness ms", ms(n.between.ours), "")
	line("betweenness, igraph ms", orDash(n.between.igraph), "")
	line("betweenness, work of all processors ms", ms(n.between.oursWork), "")
	line("betweenness, work of igraph ms", orDash(n.between.igraphWork), "")
	line("ours ÷ igraph's", n.between.ratio(), "≤ 0.50")
	if err := t.Flush(); err != nil {
		return err
	}
	for _, of := range []struct {
		name  string
		pages []madePage
	}{{"Analyses of an association of the country", n.analyses}, {"The same of one of the demonstration", n.demo}, {"Other pages of the country", n.ordinary}} {
		if err := printMade(w, of.name, of.pages); err != nil {
			return err
		}
	}
	return nil
}

func slowest(pages []madePage) madePage {
	return slices.MaxFunc(pages, func(a, b madePage) int { return cmp.Compare(a.warm.p95, b.warm.p95) })
}

func coldest(pages []madePage) madePage {
	return slices.MaxFunc(pages, func(a, b madePage) int { return cmp.Compare(a.cold.p50, b.cold.p50) })
}

func printMade(w io.Writer, name string, pages []madePage) error {
	fmt.Fprintf(w, "\n%s: made for each who asks, one at a time\n", name)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "warm p50\tp95\twork\tcold p50\tmost\tHTML kB\tpage\t")
	for _, p := range pages {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%s\t\n", ms(p.warm.p50), ms(p.warm.p95), ms(p.work), ms(p.cold.p50), ms(p.cold.most), p.bytes>>10, p.path)
	}
	return t.Flush()
}
