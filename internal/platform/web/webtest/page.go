package webtest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Go opens an address and waits until the page and its letters are there.
func (tab *Tab) Go(url string) {
	tab.t.Helper()
	tab.do("open "+url, chromedp.Navigate(url))
	ask(tab, "fonts of "+url, chromedp.Evaluate[bool](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise))
}

// Click clicks on what the selector finds.
func (tab *Tab) Click(css string) {
	tab.t.Helper()
	tab.do("click "+css, chromedp.Click(chromedp.CSS(css)))
}

// Follow clicks on what the selector finds and waits for the page it leads to.
func (tab *Tab) Follow(css string) {
	tab.t.Helper()
	before := tab.loads.Load()
	tab.Click(css)
	tab.await("follow "+css, before)
}

// await waits until another page has come than there were before.
func (tab *Tab) await(what string, before int64) {
	tab.t.Helper()
	tab.Until(what+": a page", func() bool { return tab.loads.Load() != before })
}

// Type writes into a field, after what stands there.
func (tab *Tab) Type(css, text string) {
	tab.t.Helper()
	tab.do("type into "+css, chromedp.SendKeys(chromedp.CSS(css), text))
}

// Put replaces what stands in a field, or chooses in a select.
func (tab *Tab) Put(css, value string) {
	tab.t.Helper()
	tab.do("put into "+css, chromedp.SetValue(chromedp.CSS(css), value))
}

// Press presses keys where the focus is.
func (tab *Tab) Press(keys string) {
	tab.t.Helper()
	tab.do("press keys", chromedp.KeyEvent(keys))
}

// Text gives the visible text of what the selector finds, and waits for it if
// need be. It is asked for in one go, so that a script may put something else in
// its place meanwhile.
func (tab *Tab) Text(css string) string {
	tab.t.Helper()
	script := fmt.Sprintf(`[...document.querySelectorAll(%q)].slice(0, 1).map((found) => found.innerText.trim())`, css)
	var found []string
	tab.Until("to read "+css, func() bool { found = Eval[[]string](tab, script); return len(found) == 1 })
	return found[0]
}

// Glance gives the visible text of what the selector finds as it stands, and
// nothing where it finds nothing. What a script may take away at any moment is
// looked at so, rather than first counted and then read.
func (tab *Tab) Glance(css string) string {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf(`document.querySelector(%q)?.innerText.trim() ?? ""`, css))
}

// Until waits for what takes a moment on the page, and fails the test with what
// the page says instead if it does not come.
func (tab *Tab) Until(what string, is func() bool) {
	tab.t.Helper()
	if !comesWithin(patience, is) {
		tab.t.Fatalf("%s: not within %s; %s says: %s", what, patience, tab.Path(), shorten(tab.Said()))
	}
}

// comesWithin waits so long for what takes a moment, and tells whether it came.
func comesWithin(limit time.Duration, is func() bool) bool {
	for begun := time.Now(); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > limit {
			return false
		}
	}
	return true
}

// Await waits until a script says true.
func (tab *Tab) Await(script string) {
	tab.t.Helper()
	tab.Until(script, func() bool { return Eval[bool](tab, script) })
}

// Count tells how many the selector finds.
func (tab *Tab) Count(css string) int {
	tab.t.Helper()
	return Eval[int](tab, fmt.Sprintf(`document.querySelectorAll(%q).length`, css))
}

// Path gives the address of the page without the host.
func (tab *Tab) Path() string {
	tab.t.Helper()
	return Eval[string](tab, `location.pathname + location.search`)
}

// Eval runs a script in the page, also in one whose own scripts are off.
func Eval[T any](tab *Tab, script string) T {
	tab.t.Helper()
	return ask(tab, "script", chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// Screenshot keeps a picture of the whole page as e2e/screenshots/name.png.
func (tab *Tab) Screenshot(name string) {
	tab.t.Helper()
	shot := ask(tab, "picture", chromedp.FullScreenshot(100))
	path := filepath.Join(Root(tab.t), "e2e", "screenshots", name+".png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(path, shot, 0o644); err != nil {
		tab.t.Fatal(err)
	}
	tab.notBlank(name, shot)
}

// notBlank fails if the picture has one colour only: nothing was drawn then.
func (tab *Tab) notBlank(name string, shot []byte) {
	tab.t.Helper()
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		tab.t.Fatal(err)
	}
	first, b := img.At(0, 0), img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 7 {
		for x := b.Min.X; x < b.Max.X; x += 7 {
			if img.At(x, y) != first {
				return
			}
		}
	}
	tab.t.Errorf("the picture %s is blank (%v)", name, image.Rectangle(b))
}

// axeScript runs axe-core with the rules of WCAG 2.2 AA and the best practices
// and says what it found in one line a fault.
const axeScript = `axe.run(document, {resultTypes: ["violations"], runOnly: %s})
.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " (" + v.help + "): " + n.target.join(" ") + " " + n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))))`

// Axe fails the test with everything that axe-core finds on the page, whose
// scripts must be on.
func (tab *Tab) Axe(page string) {
	tab.t.Helper()
	tab.axeRun(page, `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`)
}

// Contrast is the part of Axe that the colours decide.
func (tab *Tab) Contrast(page string) {
	tab.t.Helper()
	tab.axeRun(page, `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`)
}

func (tab *Tab) axeRun(page, rules string) {
	tab.t.Helper()
	if !Eval[bool](tab, `"axe" in window`) {
		ask(tab, "load axe-core", chromedp.Evaluate[bool](tab.axe+";true"))
	}
	for _, found := range Eval[[]string](tab, fmt.Sprintf(axeScript, rules)) {
		tab.t.Errorf("%s: axe-core: %s", page, found)
	}
}

// sideways says which elements stand out to the right of a page that scrolls
// sideways. What scrolls within a box of its own is no fault.
const sideways = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const boxed = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") return true; return false; };
  return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1 && !boxed(e))
    .slice(-5).map(e => e.tagName.toLowerCase() + "." + e.className + " “" + (e.innerText || e.value || "").trim().slice(0, 40) + "” ends at " + Math.round(e.getBoundingClientRect().right));
})()`

// Narrow fails the test if the page scrolls sideways when it is 320 wide.
func (tab *Tab) Narrow(page string) {
	tab.t.Helper()
	tab.Size(320, 800)
	if width := Eval[int](tab, `document.documentElement.scrollWidth`); width > 320 {
		tab.t.Errorf("%s scrolls sideways at 320: it is %d wide: %s", page, width, strings.Join(Eval[[]string](tab, sideways), "; "))
	}
}

// follow begins to follow the focus: it notes what gets it, in order, and
// whether the focus is seen there. The walk begins before the first thing of the
// page, also where something has had the focus already.
const follow = `(() => {
  const ring = x => x.outlineStyle !== "none" && parseFloat(x.outlineWidth) >= 2;
  const walk = window.walk = [];
  document.querySelectorAll("[data-walked]").forEach(e => delete e.dataset.walked);
  document.addEventListener("focusin", ({target: e}) => {
    const field = e.closest(".ds-field");
    const seen = ring(getComputedStyle(e)) || ring(getComputedStyle(e, "::after")) || (field && ring(getComputedStyle(field)));
    walk.push((seen ? "" : "UNSEEN ") + (e.dataset.walked ? "AGAIN " : "") + e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.getAttribute("href") || e.name || "") + " " + (e.innerText || e.value || "").trim().slice(0, 40));
    e.dataset.walked = "1";
  });
  const before = document.createElement("span");
  before.tabIndex = -1;
  document.body.prepend(before);
  before.focus();
  before.remove();
  walk.length = 0;
  scrollTo(0, 0);
  return true;
})()`

// left lists what can be used with a mouse but was not reached by the walk.
const left = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter(e => !e.dataset.walked && e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && e.getBoundingClientRect().width > 1)
  .filter(e => !(e.type === "radio" && document.querySelector("[data-walked][name='" + CSS.escape(e.name) + "']")))
  .map(e => e.tagName.toLowerCase() + "#" + e.id + "." + e.className + " " + (e.innerText || e.name || "").trim().slice(0, 40))`

// inOneGo is how often the tab key is pressed before the test looks where it has
// led, and inFrames how often in all before it gives up a frame that it does not
// get out of.
const inOneGo, inFrames = 25, 1000

// Walk goes through the page with the tab key and fails the test if the focus
// is not seen somewhere, if it is caught, or if something is not reached. It
// returns what had the focus, in order.
func (tab *Tab) Walk(page string) []string {
	tab.t.Helper()
	Eval[bool](tab, follow)
	var order []string
	for met, pressed := -1, 0; met < len(order) || pressed < inFrames && tab.inFrame(); pressed += inOneGo { // until nothing more gets the focus
		met = len(order)
		tab.tabs(inOneGo)
		order = Eval[[]string](tab, `walk`)
		if again := slices.IndexFunc(order, isAgain); again >= 0 {
			order = order[:again]
		}
	}
	for _, now := range order {
		if strings.HasPrefix(now, "UNSEEN") {
			tab.t.Errorf("%s: the focus is not seen on %s", page, now)
		}
	}
	for _, missed := range Eval[[]string](tab, left) {
		tab.t.Errorf("%s: the keyboard does not reach %s", page, missed)
	}
	return order
}

// inFrame tells whether the focus is within a frame, whose own document the page
// hears nothing of.
func (tab *Tab) inFrame() bool {
	tab.t.Helper()
	return Eval[bool](tab, `document.activeElement?.tagName === "IFRAME"`)
}

func isAgain(met string) bool { return strings.Contains(met, "AGAIN ") }

// tabs presses the tab key so many times.
func (tab *Tab) tabs(times int) {
	tab.t.Helper()
	key := input.DispatchKeyEventParams{Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9, NativeVirtualKeyCode: 9}
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	for range times {
		for _, way := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
			key.Type = way
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, key); err != nil {
				tab.t.Fatalf("press tab: %v", err)
			}
		}
	}
}
