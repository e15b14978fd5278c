package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// The made-up network: so many units and forums, in eight municipalities, with as
// many ties to a node as the demonstration's.
const (
	madeUnits   = 1250
	madeForums  = 750
	madeSeats   = 5 // of a forum
	madePath    = "/insikt/natverk?forbund=provlandet"
	movedFor    = 3 * time.Second
	timesOpened = 5
)

// moved is what was measured of the picture of a network in a browser.
type moved struct {
	nodes, ties int
	kilobytes   int           // of its data, not compressed
	first       time.Duration // from when the data had come; the median
	slowest     time.Duration // of the times that it was opened
	whole, near movement
}

// movement is how smoothly the picture moves while it is dragged.
type movement struct {
	drawn   float64       // pictures a second
	longest time.Duration // between two of them, which 95 of 100 did not exceed
}

// picture measures the picture of a network in a browser without a graphics card,
// as many who work at an authority have it.
func (b *bench) picture(ctx context.Context) (*moved, error) {
	browser := chromium()
	if browser == "" {
		return nil, errors.New("the picture is measured in Chromium, which is not installed: run scripts/setup test")
	}
	b.say("the picture of the network: importing")
	folder := filepath.Join(b.dir, "network")
	if err := writeNetwork(folder); err != nil {
		return nil, err
	}
	address := filepath.Join(b.dir, "network.db")
	if _, err := importAll(ctx, b.program, address, folder); err != nil {
		return nil, err
	}
	s, err := begin(ctx, b.program, "--db", address, "serve")
	if err != nil {
		return nil, err
	}
	b.say("the picture of the network: moving it")
	m, err := measurePicture(ctx, browser, s.url+madePath)
	return m, errors.Join(err, s.end())
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

type thing = map[string]any

// writeNetwork writes a document of an association with a network of 2,000 nodes,
// the same each time.
func writeNetwork(folder string) error {
	r := rand.New(rand.NewPCG(1, 2))
	towns := codes[40:48]
	parties := []thing{{"id": "prov-af", "kind": "employment_service", "name": "Arbetsförmedlingen"},
		{"id": "prov-fk", "kind": "social_insurance", "name": "Försäkringskassan"}}
	for _, code := range towns {
		parties = append(parties, thing{"id": "prov-" + code, "kind": "municipality", "name": "Kommun " + code, "municipality": code})
	}
	var units, forums []thing
	for i := range madeUnits {
		units = append(units, thing{"id": fmt.Sprintf("prov/enhet-%d", i), "party": parties[i%len(parties)]["id"],
			"name": fmt.Sprintf("Enheten %d för samverkan", i), "kind": "labour_market", "municipality": towns[i%len(towns)]})
	}
	for i := range madeForums {
		forums = append(forums, madeForum(r, i, towns, units))
	}
	data, err := json.Marshal(thing{"format": "samkarta/1", "kept_by": "provlandet",
		"source":       thing{"id": "prov", "title": "Provat", "date": "2026-01-01", "kind": "mapping", "language": "sv"},
		"associations": []thing{{"id": "provlandet", "name": "Samordningsförbundet Provlandet", "municipalities": towns}},
		"parties":      parties, "units": units, "forums": forums})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "network.json"), data, 0o600)
}

// madeForum makes a forum in which units of one town mostly sit.
func madeForum(r *rand.Rand, i int, towns []string, units []thing) thing {
	town := i % len(towns)
	var who []thing
	for len(who) < madeSeats+i%3 {
		n := r.IntN(len(units)/len(towns))*len(towns) + town
		if r.IntN(8) == 0 {
			n = r.IntN(len(units))
		}
		if id := units[n]["id"]; !slices.ContainsFunc(who, func(p thing) bool { return p["actor"] == id }) {
			who = append(who, thing{"actor": id})
		}
	}
	// Each unit sits somewhere, so that all of them are in the picture.
	for n := i; n < len(units); n += madeForums {
		who = append(who, thing{"actor": units[n]["id"]})
	}
	return thing{"id": fmt.Sprintf("prov/forum-%d", i), "name": fmt.Sprintf("Samverkansgrupp %d", i), "kind": "network", "level": "operational",
		"formality": "formal", "status": "active", "municipalities": towns[town : town+1], "participants": who,
		"frequency": thing{"times_min": 1 + i%24, "times_max": 1 + i%24, "per": "year"}}
}

func measurePicture(ctx context.Context, browser, address string) (*moved, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU)
	alloc, stop := chromedp.NewExecAllocator(ctx, opts...)
	defer stop()
	tab, closeTab := chromedp.NewContext(alloc)
	defer closeTab()
	if err := chromedp.Do(tab, chromedp.EmulateViewport(1280, 900)); err != nil {
		return nil, err
	}
	tab, cancel := context.WithTimeout(tab, 2*time.Minute)
	defer cancel()
	m := &moved{}
	var times []time.Duration
	var err error
	for range timesOpened {
		first, err := m.open(tab, address)
		if err != nil {
			return nil, err
		}
		times = append(times, first)
	}
	slices.Sort(times)
	m.first, m.slowest = percentile(times, 50), times[len(times)-1]
	if m.whole, err = drag(tab, ""); err != nil {
		return nil, err
	}
	m.near, err = drag(tab, `for (let i = 0; i < 4; i++) document.querySelector("[data-net-in]").click();`)
	return m, err
}

// open opens the page and waits for the picture.
func (m *moved) open(tab context.Context, address string) (time.Duration, error) {
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return 0, err
	}
	const waiting = `new Promise(done => {
  const look = () => performance.getEntriesByName("net:drawn").length ? done(true) : setTimeout(look, 20);
  look();
})`
	if _, err := chromedp.Run(tab, chromedp.Evaluate[bool](waiting, chromedp.EvalAwaitPromise)); err != nil {
		return 0, err
	}
	const took = `(async () => {
  const data = await (await fetch(document.querySelector("[data-net]").dataset.src)).text(), network = JSON.parse(data);
  const at = name => performance.getEntriesByName(name)[0].startTime;
  return [at("net:drawn") - at("net:data"), network.nodes.length, network.edges.length, data.length];
})()`
	got, err := chromedp.Run(tab, chromedp.Evaluate[[]float64](took, chromedp.EvalAwaitPromise))
	if err != nil {
		return 0, err
	}
	m.nodes, m.ties, m.kilobytes = int(got[1]), int(got[2]), int(got[3])>>10
	return time.Duration(got[0] * float64(time.Millisecond)), nil
}

// drag drags the picture with the mouse for some seconds, stroke after stroke, and
// counts how often it is drawn: clearing the canvas is how each drawing begins.
func drag(tab context.Context, first string) (movement, error) {
	const begin = `(async () => {
  %s
  await new Promise(done => setTimeout(done, 1000));
  const view = document.querySelector("[data-net-pic] canvas"), clear = window.clear ??= CanvasRenderingContext2D.prototype.clearRect;
  view.scrollIntoView({block: "center", behavior: "instant"});
  window.drawn = [];
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas === view) window.drawn.push(performance.now());
    clear.apply(this, box);
  };
  const box = view.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()`
	middle, err := chromedp.Run(tab, chromedp.Evaluate[[]float64](fmt.Sprintf(begin, first), chromedp.EvalAwaitPromise))
	if err != nil {
		return movement{}, err
	}
	begun := time.Now()
	for n := 0; time.Since(begun) < movedFor; n++ {
		if err := stroke(tab, middle, n); err != nil {
			return movement{}, err
		}
	}
	return count(tab, time.Since(begun))
}

// stroke presses the mouse, moves it over the picture for half a second and lets
// it go: three strokes one way, and three back.
func stroke(tab context.Context, middle []float64, n int) error {
	way := 300.0
	if n/3%2 == 1 {
		way = -way
	}
	mouse := func(what input.DispatchMouseEventType, part float64) error {
		p := input.DispatchMouseEventParams{Type: what, X: middle[0] + way*(part-0.5), Y: middle[1] + way*(part-0.5)/3,
			Button: input.MouseButtonLeft, ClickCount: 1}
		if what != input.DispatchMouseEventTypeMouseReleased {
			p.Buttons = 1 // the left one is down
		}
		_, err := chromedp.Call(tab, input.DispatchMouseEvent, p)
		return err
	}
	if err := mouse(input.DispatchMouseEventTypeMousePressed, 0); err != nil {
		return err
	}
	const long = 500 * time.Millisecond
	for begun := time.Now(); time.Since(begun) < long; {
		if err := mouse(input.DispatchMouseEventTypeMouseMoved, min(1, time.Since(begun).Seconds()/long.Seconds())); err != nil {
			return err
		}
	}
	return mouse(input.DispatchMouseEventTypeMouseReleased, 1)
}

func count(tab context.Context, took time.Duration) (movement, error) {
	drawn, err := chromedp.Run(tab, chromedp.Evaluate[[]float64](`window.drawn`))
	if err != nil {
		return movement{}, err
	}
	var between []time.Duration
	for i := 1; i < len(drawn); i++ {
		between = append(between, time.Duration((drawn[i]-drawn[i-1])*float64(time.Millisecond)))
	}
	if len(between) == 0 {
		return movement{}, errors.New("the picture does not move")
	}
	slices.Sort(between)
	return movement{float64(len(drawn)) / took.Seconds(), percentile(between, 95)}, nil
}

// print writes the figures beside their targets.
func (m *moved) print(w io.Writer) error {
	fmt.Fprintf(w, "\nThe picture of a network in Chromium without a graphics card: %d nodes, %d ties, %d kB\n\n", m.nodes, m.ties, m.kilobytes)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\t\ttarget\t")
	fmt.Fprintf(t, "first picture after the data, median of %d, ms\t%s\t≤ 1000\t\n", timesOpened, ms(m.first))
	fmt.Fprintf(t, "first picture after the data, slowest, ms\t%s\t\t\n", ms(m.slowest))
	for _, x := range []struct {
		movement
		what string
	}{{m.whole, "the whole"}, {m.near, "closer"}} {
		fmt.Fprintf(t, "pictures a second while it is dragged, %s\t%.0f\t≥ 30\t\n", x.what, x.drawn)
		fmt.Fprintf(t, "time between two of them, p95, ms\t%s\t\t\n", ms(x.longest))
	}
	return t.Flush()
}
