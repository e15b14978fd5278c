package main

import (
	"cmp"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"samkarta/internal/demo"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
)

func main() {
	var b bench
	flag.StringVar(&b.program, "program", "bin/samkarta", "the built program")
	flag.IntVar(&b.requests, "requests", 2000, "how many pages are asked for")
	flag.IntVar(&b.atATime, "at-a-time", 8, "how many of them at a time")
	flag.IntVar(&b.times, "times", 10, "how many times the data the second measurement has")
	flag.BoolVar(&b.pages, "pages", false, "list each page and not the slowest only")
	flag.BoolVar(&b.onlyPicture, "picture", false, "measure the picture of the network only")
	flag.BoolVar(&b.onlyCountry, "national", false, "measure the made-up country only")
	flag.BoolVar(&b.onlyInsatser, "insatser", false, "measure only what somebody can take part in")
	flag.BoolVar(&b.onlyReport, "report", false, "measure reports only")
	flag.StringVar(&b.writes, "write", "", "write a made-up catalogue in a format and nothing else, as format:chapters:file")
	only := flag.String("only", "", "measure one engine only, by its name")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// bench measures the program.
type bench struct {
	program           string
	requests, atATime int
	times             int
	pages             bool
	onlyPicture       bool
	onlyCountry       bool
	onlyInsatser      bool
	onlyReport        bool
	writes            string
	dir               string
}

// figures is what was measured of one database with one amount of data.
type figures struct {
	engine   string
	times    int
	imported imported
	again    imported      // the same files once more: nothing changes
	ready    time.Duration // medians of several starts
	started  time.Duration
	demo     time.Duration // the demonstration with its import; 0 if not measured
	held     int64         // after the start
	heldThen int64         // after all requests of pages
	pages    []page        // the slowest first, for somebody who is signed in
	public   []page        // the same for the public
	search   spread
	api      spread
	work     time.Duration // of the server, a page
}

// page is what was measured of one page.
type page struct {
	path          string
	together      spread        // with others at the same time
	alone         time.Duration // the median of some, one at a time
	bytes, zipped int
}

func (b *bench) run(ctx context.Context, only string) error {
	if b.writes != "" {
		return writeCatalogue(b.writes)
	}
	dir, err := os.MkdirTemp("", "samkarta-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.dir = dir
	if b.program, err = filepath.Abs(b.program); err != nil {
		return err
	}
	if b.onlyPicture {
		return b.printPicture(ctx)
	}
	if b.onlyCountry {
		return b.printCountry(ctx, os.Stdout)
	}
	if b.onlyReport {
		return b.printReports(ctx, os.Stdout)
	}
	cluster, stop, err := dbtest.Cluster()
	if err != nil {
		return err
	}
	defer stop()
	if b.onlyInsatser {
		return b.printMatch(ctx, cluster)
	}
	var all []figures
	for _, make := range []func(name string) (string, error){b.file, func(name string) (string, error) { return onCluster(ctx, cluster, name) }} {
		for _, times := range []int{1, b.times} {
			address, err := make(fmt.Sprintf("bench_%d", times))
			if err != nil {
				return err
			}
			f, err := b.measure(ctx, address, times, only)
			if err != nil {
				return err
			}
			if f != nil {
				all = append(all, *f)
			}
		}
	}
	if err := b.print(os.Stdout, all); err != nil {
		return err
	}
	if err := b.printMatch(ctx, cluster); err != nil {
		return err
	}
	if err := b.printPicture(ctx); err != nil {
		return err
	}
	if err := b.printReports(ctx, os.Stdout); err != nil {
		return err
	}
	return b.printCountry(ctx, os.Stdout)
}

func (b *bench) printPicture(ctx context.Context) error {
	m, err := b.picture(ctx)
	if err != nil {
		return err
	}
	return m.print(os.Stdout)
}

func (b *bench) file(name string) (string, error) { return filepath.Join(b.dir, name+".db"), nil }

// onCluster makes an empty database in a cluster and gives its address.
func onCluster(ctx context.Context, cluster, name string) (string, error) {
	pool, err := sql.Open("pgx", cluster)
	if err != nil {
		return "", err
	}
	defer pool.Close()
	if _, err := pool.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	u, err := url.Parse(cluster)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// engineOf is the name of what keeps a database.
func engineOf(ctx context.Context, address string) (string, error) {
	d, err := db.Open(ctx, address)
	if err != nil {
		return "", err
	}
	return d.Engine(), d.Close()
}

// measure measures one database; nil if its engine is not asked for.
func (b *bench) measure(ctx context.Context, address string, times int, only string) (*figures, error) {
	f := &figures{times: times}
	var err error
	if f.engine, err = engineOf(ctx, address); err != nil || only != "" && only != f.engine {
		return nil, err
	}
	b.say("%s, %d ×: importing", f.engine, times)
	folder, err := b.documents(times)
	if err != nil {
		return nil, err
	}
	if f.imported, err = importAll(ctx, b.program, address, folder); err != nil {
		return nil, err
	}
	if f.again, err = importAll(ctx, b.program, address, folder); err != nil {
		return nil, err
	}
	b.say("%s, %d ×: starting", f.engine, times)
	if err := b.starts(ctx, f, address); err != nil {
		return nil, err
	}
	b.say("%s, %d ×: asking for pages", f.engine, times)
	s, err := begin(ctx, b.program, "--db", address, "serve")
	if err != nil {
		return nil, err
	}
	if err := b.ask(ctx, f, s, address); err != nil {
		s.end()
		return nil, err
	}
	return f, s.end()
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+" …\n", args...) }

// documents writes the documents of the demonstration so many times.
func (b *bench) documents(times int) (string, error) {
	folder := filepath.Join(b.dir, fmt.Sprintf("documents-%d", times))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	files, err := demo.Documents()
	if err != nil {
		return "", err
	}
	return folder, writeTimes(files, times, folder)
}

// starts measures how long the program takes to start, and what it holds then.
func (b *bench) starts(ctx context.Context, f *figures, address string) error {
	var ready, started []time.Duration
	for range 5 {
		s, err := begin(ctx, b.program, "--db", address, "serve")
		if err != nil {
			return err
		}
		ready, started = append(ready, s.ready), append(started, s.started)
		f.held = s.holds()
		if err := s.end(); err != nil {
			return err
		}
	}
	slices.Sort(ready)
	slices.Sort(started)
	f.ready, f.started = ready[2], started[2]
	if f.times > 1 || db.IsServer(address) {
		return nil
	}
	s, err := begin(ctx, b.program, "demo")
	if err != nil {
		return err
	}
	f.demo = s.started
	return s.end()
}

// ask asks a server for its pages: as somebody who is signed in, for whom each is
// made, and as the public, for whom the server keeps what it has made.
func (b *bench) ask(ctx context.Context, f *figures, s *server, address string) error {
	l := newLoad(s.url, b.atATime)
	cookie, err := signIn(ctx, address)
	if err != nil {
		return err
	}
	l.cookie = cookie
	before := s.cpu()
	if f.pages, err = b.together(ctx, l); err != nil {
		return err
	}
	f.work = (s.cpu() - before) / time.Duration(b.requests)
	l.cookie = ""
	if f.public, err = b.together(ctx, l); err != nil {
		return err
	}
	f.heldThen = s.holds()
	answers, err := l.run(ctx, searches(), max(b.requests/4, 1), b.atATime)
	if err != nil {
		return err
	}
	f.search = spreadOf(answers)
	if answers, err = l.run(ctx, lists, max(b.requests/4, 1), b.atATime); err != nil {
		return err
	}
	f.api = spreadOf(answers)
	l.cookie = cookie
	return b.alone(ctx, f, l)
}

// together asks for all pages, some at a time.
func (b *bench) together(ctx context.Context, l *load) ([]page, error) {
	answers, err := l.run(ctx, pages, b.requests, b.atATime)
	if err != nil {
		return nil, err
	}
	var all []page
	for path, some := range byPath(answers) {
		all = append(all, page{path: path, together: spreadOf(some)})
	}
	slices.SortFunc(all, func(a, b page) int {
		return cmp.Or(cmp.Compare(b.together.p95, a.together.p95), cmp.Compare(a.path, b.path))
	})
	return all, nil
}

// alone asks for each page by itself, and sees how large it is.
func (b *bench) alone(ctx context.Context, f *figures, l *load) error {
	for i := range f.pages {
		p := &f.pages[i]
		plain, err := l.ask(ctx, p.path, "identity")
		if err != nil {
			return err
		}
		answers, err := l.run(ctx, []string{p.path}, 11, 1)
		if err != nil {
			return err
		}
		p.alone, p.bytes, p.zipped = spreadOf(answers).p50, plain.bytes, answers[0].bytes
	}
	return nil
}
