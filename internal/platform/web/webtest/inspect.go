package webtest

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Inspect looks at the page that the tab shows already, one that came of a form
// that was sent, say, in every way that all pages must stand, and keeps a
// picture of it as name-1280.
func (tab *Tab) Inspect(name string) {
	tab.t.Helper()
	tab.Built(name)
	tab.Axe(name)
	tab.Screenshot(name + "-1280")
	tab.Walk(name)
	tab.Media("dark")
	tab.Contrast(name + " (dark)")
	tab.Media("light")
	tab.Narrow(name)
	tab.Layout(name + " (narrow)")
	tab.Size(1280, 900)
	for _, said := range tab.Complaints() {
		tab.t.Errorf("%s: the browser complains: %s", name, said)
	}
	tab.Forget()
}

// Pictures keeps further pictures of the page: in dark colours, and 360 wide.
func (tab *Tab) Pictures(name string) {
	tab.t.Helper()
	for _, width := range []int64{1280, 360} {
		tab.Size(width, 800)
		for _, colours := range []string{"light", "dark"} {
			tab.Media(colours)
			suffix := map[string]string{"light": "", "dark": "-dark"}[colours]
			tab.Screenshot(fmt.Sprintf("%s-%d%s", name, width, suffix))
		}
	}
	tab.Media("light")
	tab.Size(1280, 900)
}

// Layout is the part of Axe that the width of the page decides.
func (tab *Tab) Layout(page string) {
	tab.t.Helper()
	tab.axeRun(page, `{type: "rule", values: ["target-size", "scrollable-region-focusable", "link-in-text-block", "heading-order", "landmark-unique", "region"]}`)
}

// built lists what is wrong with how a page is built, whatever it is about.
const built = `(() => {
  const faults = [], html = document.documentElement, main = document.querySelector("main");
  if (!/^(sv|en)$/.test(html.lang)) faults.push("lang is " + html.lang);
  if (!/^\S.* – Samkarta$|^Samkarta$/.test(document.title)) faults.push("the title is " + document.title);
  const shown = e => e.checkVisibility();
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
  const h1 = headings.filter(h => h.tagName === "H1");
  if (h1.length !== 1) faults.push("there are " + h1.length + " h1");
  let last = 1;
  for (const h of headings) {
    const level = +h.tagName[1];
    if (level > last + 1) faults.push("h" + level + " " + h.innerText + " follows an h" + last);
    if (!h.innerText.trim()) faults.push("an empty " + h.tagName);
    last = level;
  }
  if (h1[0] && headings[0] !== h1[0] && main.contains(headings[0])) faults.push(headings[0].innerText + " stands before the h1");
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push("the id " + id + " is there twice");
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent.trim() && !table.getAttribute("aria-label") && !table.getAttribute("aria-labelledby")) faults.push("a table has no caption: " + table.innerText.slice(0, 60));
  }
  for (const a of document.querySelectorAll("a[href]")) {
    const name = (a.getAttribute("aria-label") || a.innerText || a.textContent).trim();
    if (!name && !a.querySelector("[aria-label], img[alt]")) faults.push("a link has no words: " + a.getAttribute("href"));
    if (a.getAttribute("target")) faults.push("a link opens elsewhere: " + a.getAttribute("href"));
    if (a.hash && a.pathname === location.pathname && a.search === location.search && !document.getElementById(decodeURIComponent(a.hash.slice(1))))
      faults.push("there is nothing at " + a.hash);
  }
  const text = html.textContent;
  for (const word of ["⟦", "⟧", "<nil>", "%!", "undefined", "NaN", "[object", "0001-01-01"]) {
    const at = text.indexOf(word);
    if (at >= 0) faults.push("it says " + text.slice(Math.max(0, at - 30), at + 60).replace(/\s+/g, " "));
  }
  const raw = main.innerText.match(/(^|[\s(])null($|[\s),.])/);
  if (raw) faults.push("it says null");
  for (const e of main.querySelectorAll("dd, td, th, li, p, h1, h2, h3")) {
    if (shown(e) && !e.textContent.trim() && !e.querySelector("svg, img, input, button, select, textarea, output") && !(e.tagName === "TD" || e.tagName === "TH") && !e.closest("[aria-hidden], .ds-pagination"))
      faults.push("an empty " + e.tagName.toLowerCase() + " in " + (e.parentElement.innerText || "").slice(0, 60));
  }
  return faults;
})()`

// Built fails the test with what is wrong with how the page is built: headings
// out of order, an id that is there twice, a text that is missing, a link
// within the page that leads nowhere.
func (tab *Tab) Built(page string) {
	tab.t.Helper()
	for _, fault := range Eval[[]string](tab, built) {
		tab.t.Errorf("%s: %s", page, fault)
	}
}

// Forget forgets what pages have complained about so far.
func (tab *Tab) Forget() {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.faults = nil
}

// PDF prints the page on A4, as name.pdf in e2e/screenshots, and gives the path.
func (tab *Tab) PDF(name string) string {
	tab.t.Helper()
	data := ask(tab, "print", chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	path := filepath.Join(Root(tab.t), "e2e", "screenshots", name+".pdf")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		tab.t.Fatal(err)
	}
	return path
}

// Picture gives a picture of what the selector finds, and of so much around it.
func (tab *Tab) Picture(css string) []byte {
	tab.t.Helper()
	return ask(tab, "picture of "+css, chromedp.Screenshot(chromedp.CSS(css)))
}

// IDs fails the test if the page says one of the ids to its reader, who is to
// read names. What stands in code or in a field may be an id.
func (tab *Tab) IDs(page string, ids map[string]bool) {
	tab.t.Helper()
	const script = `(() => {
  const copy = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("code, pre, script, style, textarea, option")) copy.push(walk.currentNode.data);
  return copy.join(" ");
})()`
	for _, word := range strings.Fields(Eval[string](tab, script)) {
		if word = strings.Trim(word, `.,;:()”"'–`); ids[word] {
			tab.t.Errorf("%s says the id %s", page, word)
		}
	}
}

// outside says what a page asked for that is not of its site.
func outside(document, asked string) string {
	if strings.HasPrefix(asked, "data:") || strings.HasPrefix(asked, "blob:") || origin(document) == origin(asked) {
		return ""
	}
	return fmt.Sprintf("it asks for %s", asked)
}

func origin(url string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// Top gives a picture of the top of the page, so many CSS pixels high, without
// what the selectors find. It is the same for the same page: nothing moves in
// it, and no field has the focus.
func (tab *Tab) Top(height float64, without ...string) []byte {
	tab.t.Helper()
	tab.Size(1280, 900)
	Eval[bool](tab, fmt.Sprintf(`(document.activeElement?.blur(), scrollTo(0, 0), %s.forEach(css => document.querySelectorAll(css).forEach(e => e.remove())), true)`, quotedList(without)))
	whole := Eval[float64](tab, `document.documentElement.scrollHeight`)
	yes := true
	p := page.CaptureScreenshotParams{CaptureBeyondViewport: &yes, Format: page.CaptureScreenshotFormatPng,
		Clip: &page.Viewport{Width: 1280, Height: min(height, whole), Scale: 1}}
	shot, err := chromedp.Call(tab.ctx, page.CaptureScreenshot, p)
	if err != nil {
		tab.t.Fatalf("picture: %v", err)
	}
	return fewColours(tab.t, shot.Data)
}

func quotedList(all []string) string {
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = quoted(s)
	}
	return "[" + strings.Join(words, ",") + "]"
}

// fewColours writes a picture with 256 colours, which are enough for a page and
// take a third of the bytes.
func fewColours(t testing.TB, data []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	small := image.NewPaletted(img.Bounds(), commonest(img, 256))
	draw.Draw(small, small.Bounds(), img, img.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// commonest are the colours that a picture has most of, the first among equals
// first by their value, so that the same picture has the same.
func commonest(img image.Image, n int) color.Palette {
	count := map[color.RGBA]int{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	value := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], value(a)-value(b))
	})
	var palette color.Palette
	for _, c := range all[:min(n, len(all))] {
		palette = append(palette, c)
	}
	return palette
}
