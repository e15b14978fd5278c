package e2e_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"samkarta/internal/platform/web/webtest"
)

// With the keyboard alone: search, open a hit, filter a list, confirm.
func TestKeyboardAlone(t *testing.T) {
	h := start(t)
	tab := h.tab(t)

	// The first key leads past the menus, right to the search of the start page.
	tab.Press(kb.Tab)
	if skip := active(tab); !strings.Contains(skip, "Hoppa till innehållet") {
		t.Errorf("the first thing that has the focus is %q", skip)
	}
	tab.Press(kb.Enter)
	tabTo(t, tab, "Sök på hela kartan")
	tab.Press("Ungdomscoach Habo")
	tab.Enter()
	tab.Sees("Ungdomscoach/DUA/KAA")
	skip(tab)
	tabTo(t, tab, "Ungdomscoach/DUA/KAA")
	tab.Enter()
	if tab.Path() != "/enheter/habo/ungdomscoach" {
		t.Errorf("the hit leads to %s", tab.Path())
	}

	// A list is filtered, and the filter stays to be read.
	tab.Go(h.url + "/var")
	skip(tab)
	tabTo(t, tab, "Kommun")
	tab.Press("Habo")
	tabTo(t, tab, "Visa")
	tab.Enter()
	if !strings.Contains(tab.Path(), "kommun=0643") {
		t.Errorf("the filter leads to %s", tab.Path())
	}
	tab.Sees("Arbetsmarknadsgruppen")
	tab.SeesNot("Framtid för unga i Aneby")

	// The role of the demonstration is chosen and a fact confirmed.
	tab.Go(h.url + meetings)
	tabTo(t, tab, "Processutvecklare")
	tab.Enter()
	tab.Sees("Petra Process")
	skip(tab)
	tabTo(t, tab, "Stämmer fortfarande")
	tab.Enter()
	tab.Sees("Bekräftat: uppgiften stämmer i dag.")
	quiet(t, tab)
}

// A menu opens and closes with the keyboard, and gives the focus back.
func TestMenuByKeyboard(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tabTo(t, tab, "Mer")
	tab.Press(" ")
	tab.Sees("Ordlista", "Källor")
	tabTo(t, tab, "Kommuner")
	tab.Press(kb.Escape)
	if now := active(tab); !strings.HasPrefix(now, "Mer") {
		t.Errorf("the focus is on %q", now)
	}
	quiet(t, tab)
}

// active is what has the focus, as a person would call it.
func active(tab *webtest.Tab) string {
	return webtest.Eval[string](tab, `(e => (e.labels?.[0]?.innerText || e.getAttribute("aria-label") || e.innerText || e.value || "").replace(/[\s\u00a0]+/g, " ").trim())(document.activeElement)`)
}

// skip goes past the menus of a page.
func skip(tab *webtest.Tab) {
	webtest.Eval[bool](tab, `(document.activeElement.blur(), getSelection().removeAllRanges(), true)`)
	for range 12 {
		tab.Press(kb.Tab)
		if strings.Contains(active(tab), "Hoppa till innehållet") {
			tab.Press(kb.Enter)
			return
		}
	}
}

// tabTo presses the tab key until what is called so has the focus.
func tabTo(t *testing.T, tab *webtest.Tab, name string) {
	t.Helper()
	var met []string
	for range 150 {
		tab.Press(kb.Tab)
		now := active(tab)
		if now == name || strings.HasPrefix(now, name) {
			return
		}
		met = append(met, now)
	}
	t.Fatalf("the tab key does not lead to %q but to %s", name, strings.Join(met, " | "))
}
