package webtest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take before the test fails.
const patience = 30 * time.Second

// Browser is a headless Chromium that ends with the test.
type Browser struct {
	ctx context.Context
	axe string
}

// Start starts the browser.
func Start(t testing.TB) *Browser {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("force-prefers-reduced-motion", true),
		// Without it the browser throws away a click on a page that has come but is not drawn yet.
		chromedp.Flag("allow-pre-commit-input", true),
		chromedp.Flag("lang", "sv-SE"), chromedp.Flag("accept-lang", "sv-SE,sv"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	// The first call starts the browser and must not carry a time limit.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return &Browser{ctx: ctx, axe: axeSource(t)}
}

func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("Chromium is not installed: run scripts/setup test, or apt-get install chromium")
	return ""
}

func axeSource(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(Root(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is not installed: run make assets: %v", err)
	}
	return string(data)
}

// Root is the folder of the module.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("there is no go.mod above the test")
	return ""
}

// Tab is one tab of the browser with cookies of its own.
type Tab struct {
	t      testing.TB
	ctx    context.Context
	axe    string
	loads  atomic.Int64 // how many pages have come
	mu     sync.Mutex
	faults []string
}

// Tab opens an empty tab, 1280 wide, that closes with the test. It shares no
// cookie with other tabs.
func (b *Browser) Tab(t testing.TB) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &Tab{t: t, ctx: ctx, axe: b.axe}
	// As with the browser, the call that opens the tab carries no time limit.
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	tab.Size(1280, 900)
	return tab
}

// hear keeps what the page complains about: scripts that fail, what the
// security policy has refused, and what is asked for elsewhere.
func (tab *Tab) hear(ev any) {
	var said string
	switch ev := ev.(type) {
	case *page.EventLoadEventFired:
		tab.loads.Add(1)
	case *cdplog.EventEntryAdded:
		// The status of a page that says what is wrong is no fault of its own.
		if ev.Entry.Level == cdplog.EntryLevelError && ev.Entry.Source != cdplog.EntrySourceNetwork {
			said = ev.Entry.Text
		}
	case *runtime.EventExceptionThrown:
		said = ev.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError {
			said = "the console says an error"
		}
	case *network.EventRequestWillBeSent:
		said = outside(ev.DocumentURL, ev.Request.URL)
	}
	if said != "" {
		tab.mu.Lock()
		defer tab.mu.Unlock()
		tab.faults = append(tab.faults, said)
	}
}

// Complaints gives what the pages have complained about so far.
func (tab *Tab) Complaints() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return append([]string(nil), tab.faults...)
}

func (tab *Tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// ask gives the answer of an action. A page that is replaced while it is asked
// takes the question with it: the one that has come is asked instead.
func ask[T any](tab *Tab, what string, a chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	for replaced(err) {
		v, err = chromedp.Run(ctx, a)
	}
	if err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
	return v
}

// replaced tells whether a question was lost because its page was.
func replaced(err error) bool {
	var lost *cdproto.Error
	return errors.As(err, &lost) && (strings.Contains(lost.Message, "navigated or closed") ||
		strings.Contains(lost.Message, "context was destroyed") || strings.Contains(lost.Message, "context with specified id"))
}

// Size sets the width and height of the window in CSS pixels.
func (tab *Tab) Size(width, height int64) {
	tab.t.Helper()
	tab.do("resize", chromedp.EmulateViewport(width, height))
}

// Media makes the tab prefer dark or light colours, or ("print") paper.
func (tab *Tab) Media(kind string) {
	tab.t.Helper()
	p := emulation.SetEmulatedMediaParams{}
	if kind == "print" {
		p.Media = "print"
	} else {
		p.Features = []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: kind}}
	}
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, p); err != nil {
		tab.t.Fatalf("media %s: %v", kind, err)
	}
}

// NoScript turns JavaScript off for the pages of the tab.
func (tab *Tab) NoScript() {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		tab.t.Fatalf("turn scripts off: %v", err)
	}
}
