package e2e_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"samkarta/internal/platform/web/webtest"
)

const (
	netOfSodra = "/insikt/natverk?forbund=sodra-vatterbygden"
	coach      = "unit:habo/ungdomscoach"
)

// The network is a picture that can be searched, gone about in with the keyboard,
// and shared: its address shows the same card again, with scripts and without.
func TestThePictureOfTheNetwork(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	picture(t, tab, h.url+netOfSodra)

	tabTo(t, tab, "Sök i bilden")
	tab.Press("ungdomscoach")
	tab.Sees("Ungdomscoach/DUA/KAA")
	tab.Press(kb.ArrowDown)
	tab.Press(kb.Enter)
	card(t, tab, "Ungdomscoach/DUA/KAA")
	if now := webtest.Eval[string](tab, `document.activeElement.getAttribute("role")`); now != "application" {
		t.Errorf("after the search the focus is on %q", now)
	}
	inAddress(t, tab, "nod", coach)
	inAddress(t, tab, "hitta", "ungdomscoach")

	shared := tab.Path()
	picture(t, tab, h.url+shared)
	card(t, tab, "Ungdomscoach/DUA/KAA")
	if got := tab.Value("Sök i bilden"); got != "ungdomscoach" {
		t.Errorf("the field says %q", got)
	}
	without := h.browser.Tab(t)
	without.NoScript()
	without.Go(h.url + shared)
	card(t, without, "Ungdomscoach/DUA/KAA")
	if without.Count("svg.net .node") < 50 || without.Count("svg.net .node:not(.net-far)") > 50 || without.Count("[data-net-pic]") > 0 {
		t.Error("without scripts the picture does not stand still with its neighbours lit")
	}
	without.Follow("[data-net-card] a[data-node]")
	if without.Count(".netcard") != 1 || strings.Contains(without.Path(), url.QueryEscape(coach)) {
		t.Errorf("a neighbour of the card leads to %s", without.Path())
	}
	quiet(t, tab, without)
}

// In the picture the arrows go from node to node, Enter opens a card and Escape
// closes it, and the tab key leads on.
func TestThePictureByKeyboard(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	picture(t, tab, h.url+netOfSodra)
	tabTo(t, tab, "Nätverk: Södra")
	tab.Press(kb.ArrowRight)
	first := status(t, tab, "Grannar:")
	tab.Press(kb.ArrowLeft)
	tab.Until("another than "+first, func() bool {
		said := tab.Glance("[data-net-says]")
		return said != first && strings.Contains(said, "Grannar:")
	})
	tab.Press(kb.Enter)
	tab.Until("a card", func() bool { return tab.Count(".netcard") == 1 })
	status(t, tab, "kortet är öppet")
	name := tab.Text(".netcard h3")
	tab.Press("+")
	tab.Until("the part that is seen in the address", func() bool { return strings.Contains(tab.Path(), "vy=") })
	tab.Press("0")

	// A neighbour's card opens within the page, and has the focus.
	tab.Press(kb.Tab)
	tabTo(t, tab, tab.Text(".netcard a[data-node]"))
	tab.Press(kb.Enter)
	tab.Until("the card of the neighbour", func() bool { other := tab.Glance(".netcard h3"); return other != "" && other != name })
	tab.Press(kb.Escape)
	tab.Until("no card", func() bool { return tab.Count(".netcard") == 0 })
	if strings.Contains(tab.Path(), "nod=") {
		tab.Until("no node in the address", func() bool { return !strings.Contains(tab.Path(), "nod=") })
	}
	if now := active(tab); !strings.HasPrefix(now, "Nätverk: Södra") {
		t.Errorf("after Escape the focus is on %q", now)
	}
	quiet(t, tab)
}

// What a filter leaves stands where it stood, and is as large.
func TestTheNetworkDoesNotJump(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	chosen := netOfSodra + "&nod=" + url.QueryEscape(coach) + "&vy=0_0_0.8"
	picture(t, tab, h.url+chosen)
	was := ring(t, tab)
	picture(t, tab, h.url+chosen+"&niva=operational&farsk=aging&status=active")
	if now := ring(t, tab); now != was {
		t.Errorf("the node moves from %s to %s", was, now)
	}
	all, some := places(t, tab, h.url+strings.Replace(netOfSodra, "?", "/bild.json?", 1), ""), places(t, tab, h.url+strings.Replace(netOfSodra, "?", "/bild.json?", 1), "&niva=strategic")
	if len(some) == 0 || len(some) >= len(all) {
		t.Fatalf("the filter leaves %d of %d", len(some), len(all))
	}
	for key, at := range some {
		if all[key] != at {
			t.Errorf("%s moves from %s to %s", key, all[key], at)
		}
	}
	tab.Choose("Nivå", "chefsnivå")
	tab.PressButton("Visa", "main")
	if !strings.Contains(tab.Path(), "nod=") || !strings.Contains(tab.Path(), "vy=") {
		t.Errorf("the filter forgets what is chosen: %s", tab.Path())
	}
	quiet(t, tab)
}

// The picture can be dragged, and clicked in.
func TestThePictureByPointer(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	picture(t, tab, h.url+netOfSodra+"&nod="+url.QueryEscape(coach))
	was := ring(t, tab)
	tab.Drag("[data-net-pic]", 120, 60)
	tab.Until("the picture to have moved", func() bool { return ring(t, tab) != was })
	tab.Until("the part that is seen in the address", func() bool { return strings.Contains(tab.Path(), "vy=") })
	tab.Click("[data-net-close]")
	tab.Until("no card", func() bool { return tab.Count(".netcard") == 0 })
	tab.Click("[data-net-all]")
	quiet(t, tab)
}

// Two fingers that part bring the picture nearer, and two that meet take it away.
func TestThePictureByTwoFingers(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.Size(360, 800)
	tab.Touch()
	picture(t, tab, h.url+netOfSodra)
	quiet(t, tab)
	scale := func() float64 {
		return webtest.Eval[float64](tab, `+(new URLSearchParams(location.search).get("vy") || "0_0_0").split("_")[2]`)
	}
	tab.Pinch("[data-net-pic]", 60, 240)
	tab.Until("a nearer part in the address", func() bool { return scale() > 0 })
	near := scale()
	tab.Pinch("[data-net-pic]", 200, 100)
	tab.Until("a wider part in the address", func() bool { return scale() < near })
}

// The page stands all that pages must, with a card and without, and on a narrow
// screen with the card under the picture.
func TestThePictureForEverybody(t *testing.T) {
	h := start(t)
	tab := h.tab(t)
	tab.Look("natverk", h.url+netOfSodra)
	tab.Look("natverk-kort", h.url+netOfSodra+"&nod="+url.QueryEscape(coach))
	tab.Size(320, 800)
	under := webtest.Eval[bool](tab, `document.querySelector(".netcard").getBoundingClientRect().top >= document.querySelector("[data-net-pic]").getBoundingClientRect().bottom`)
	if !under {
		t.Error("the card is not under the picture")
	}
}

// picture opens a page and waits for the moving picture.
func picture(t *testing.T, tab *webtest.Tab, address string) {
	t.Helper()
	tab.Go(address)
	tab.Until("the picture", func() bool {
		return webtest.Eval[int](tab, `performance.getEntriesByName("net:drawn").length`) > 0
	})
}

// card waits for the card with a heading.
func card(t *testing.T, tab *webtest.Tab, name string) {
	t.Helper()
	tab.Until("the card of "+name, func() bool { return tab.Count(".netcard") == 1 && strings.Contains(tab.Glance(".netcard h3"), name) })
}

// inAddress waits until the address asks for something.
func inAddress(t *testing.T, tab *webtest.Tab, name, value string) {
	t.Helper()
	tab.Until(name+" in the address", func() bool {
		return webtest.Eval[string](tab, fmt.Sprintf(`new URLSearchParams(location.search).get(%q) || ""`, name)) == value
	})
}

// status waits for what the live region says.
func status(t *testing.T, tab *webtest.Tab, words string) string {
	t.Helper()
	tab.Until("the picture to say "+words, func() bool { return strings.Contains(tab.Glance("[data-net-says]"), words) })
	return tab.Text("[data-net-says]")
}

// ring is where the ring around the chosen node stands in the picture.
func ring(t *testing.T, tab *webtest.Tab) string {
	t.Helper()
	const script = `(() => {
  const r = document.querySelector("[data-net-ring]").getBoundingClientRect(), p = document.querySelector("[data-net-pic]").getBoundingClientRect();
  return [r.x - p.x, r.y - p.y, r.width].map(Math.round).join(" ");
})()`
	tab.Until("a ring", func() bool { return webtest.Eval[bool](tab, `!document.querySelector("[data-net-ring]").hidden`) })
	return webtest.Eval[string](tab, script)
}

// places is where the nodes of the picture stand and how large they are.
func places(t *testing.T, tab *webtest.Tab, address, more string) map[string]string {
	t.Helper()
	script := fmt.Sprintf(`fetch(%q).then(r => r.json()).then(p => Object.fromEntries(p.nodes.map(n => [n.key, [n.x, n.y, n.r].join(" ")])))`, address+more)
	return webtest.Eval[map[string]string](tab, script)
}
