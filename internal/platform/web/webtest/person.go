package webtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What stands here finds things as a person does: a link and a button by what
// they read, a field by its label. Nothing of it needs the page's own scripts.

// lookup is a script that marks the one thing that is meant with the attribute
// data-meant, and says what there is if it is not there. What reads exactly so
// goes before what only holds the words; what cannot be seen is left out.
const lookup = `((what, name, within) => {
  document.querySelectorAll("[data-meant]").forEach(e => e.removeAttribute("data-meant"));
  const words = e => (e.getAttribute("aria-label") || e.innerText || e.value || "").replace(/[\s\u00a0]+/g, " ").trim();
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1;
  const rooms = within ? [...document.querySelectorAll(within)] : [document];
  const all = rooms.flatMap(r => [...r.querySelectorAll(what)]).filter(seen);
  const found = all.find(e => words(e) === name) || all.find(e => words(e).startsWith(name)) || all.find(e => words(e).includes(name));
  if (!found) return "there are " + all.map(words).filter(w => w).slice(0, 80).join(" | ");
  const field = found.tagName === "LABEL" ? found.control || found.parentElement.querySelector("input, select, textarea") :
    found.tagName === "LEGEND" ? found.parentElement : found;
  field.setAttribute("data-meant", "");
  return "";
})(%s, %s, %s)`

const meant = `[data-meant]`

// find marks the one thing that is meant. What is fetched or unfolds takes a
// moment, and is waited for.
func (tab *Tab) find(kind, what, name string, within []string) {
	tab.t.Helper()
	script := fmt.Sprintf(lookup, quoted(what), quoted(name), quoted(strings.Join(within, " ")))
	var others string
	if !comesWithin(patience, func() bool { others = Eval[string](tab, script); return others == "" }) {
		tab.t.Fatalf("%s: there is no %s “%s” on %s; %s", tab.t.Name(), kind, name, tab.Path(), others)
	}
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text can always be written as JSON
	}
	return string(b)
}

// place is a script that brings what is meant into view and gives where it
// stands on the screen: nothing while it cannot be seen or something covers it.
const place = `(e => {
  e?.scrollIntoView({block: "center", behavior: "instant"});
  const box = e && [...e.getClientRects()].find(r => r.width > 0 && r.height > 0);
  if (!box) return [];
  const x = box.x + box.width / 2, y = box.y + box.height / 2, top = document.elementFromPoint(x, y);
  return top && (e.contains(top) || top.contains(e) || top.closest("label")?.control === e) ? [x, y] : [];
})(document.querySelector("[data-meant]"))`

// point clicks with the mouse on what reads so, where it stands on the screen:
// so nothing that covers it goes unseen, and a page that the browser has kept
// while another was shown is clicked on like any other. What a script moves or
// puts anew is waited for until it has come to rest.
func (tab *Tab) point(kind, what, name string, within []string) {
	tab.t.Helper()
	var at []float64
	tab.Until("the "+kind+" “"+name+"” stands still", func() bool {
		tab.find(kind, what, name, within)
		before := at
		at = Eval[[]float64](tab, place)
		return len(at) == 2 && slices.Equal(at, before)
	})
	tab.do("click on "+name, chromedp.MouseClickXY(at[0], at[1]))
}

// use clicks on what reads so and waits for the page it leads to.
func (tab *Tab) use(kind, what, name string, within []string) {
	tab.t.Helper()
	before := tab.loads.Load()
	tab.point(kind, what, name, within)
	tab.await(kind+" "+name, before)
	tab.settle()
}

// FollowLink follows the link that reads so, within what a selector finds if
// one is given, and waits for the page.
func (tab *Tab) FollowLink(name string, within ...string) {
	tab.t.Helper()
	tab.use("link", "a[href]", name, within)
}

// PressButton presses the button that reads so and waits for the page.
func (tab *Tab) PressButton(name string, within ...string) {
	tab.t.Helper()
	tab.use("button", "button", name, within)
}

// Tap presses the button that reads so, where the page's own script answers and
// no page is loaded.
func (tab *Tab) Tap(name string, within ...string) {
	tab.t.Helper()
	tab.point("button", "button", name, within)
}

// Open opens or closes what can be folded away, a menu or a details, and clicks
// again, as a person does, where the browser was too busy to take the click.
func (tab *Tab) Open(name string, within ...string) {
	tab.t.Helper()
	tab.find("summary", "summary", name, within)
	was := tab.folded()
	for begun := time.Now(); tab.folded() == was; {
		if time.Since(begun) > patience {
			tab.t.Fatalf("%s neither opens nor closes on %s", name, tab.Path())
		}
		tab.point("summary", "summary", name, within)
		comesWithin(time.Second, func() bool { return tab.folded() != was })
	}
}

// folded tells whether what is meant is folded away.
func (tab *Tab) folded() bool {
	tab.t.Helper()
	return Eval[bool](tab, `!document.querySelector("[data-meant]").parentElement.open`)
}

// Field gives a selector of the field with the label.
func (tab *Tab) Field(label string, within ...string) string {
	tab.t.Helper()
	tab.find("field", "label", label, within)
	return meant
}

// Fill writes into the field with the label, instead of what stands there.
func (tab *Tab) Fill(label, value string, within ...string) {
	tab.t.Helper()
	tab.Replace(tab.Field(label, within...), value)
}

// Replace writes into a field, instead of what stands there, with all that a
// browser does when somebody types.
func (tab *Tab) Replace(css, value string) {
	tab.t.Helper()
	if Eval[string](tab, fmt.Sprintf(`document.querySelector(%s).type`, quoted(css))) == "date" {
		Eval[bool](tab, fmt.Sprintf(`(document.querySelector(%s).value = %s, true)`, quoted(css), quoted(value)))
		return
	}
	tab.do("focus "+css, chromedp.Focus(chromedp.CSS(css)))
	Eval[bool](tab, fmt.Sprintf(`(document.querySelector(%s).select(), true)`, quoted(css)))
	if value == "" {
		tab.Press("\b")
		return
	}
	if _, err := chromedp.Call(tab.ctx, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
		tab.t.Fatalf("write into %s: %v", css, err)
	}
}

// Choose chooses what reads so in the select with the label.
func (tab *Tab) Choose(label, option string, within ...string) {
	tab.t.Helper()
	tab.find("select", "label", label, within)
	const script = `(name => {
  const e = document.querySelector("[data-meant]"), words = o => o.text.replace(/\s+/g, " ").trim();
  const o = [...e.options].find(o => words(o) === name) || [...e.options].find(o => words(o).includes(name));
  return o ? o.value : "\u0000" + [...e.options].map(words).join(" | ");
})(%s)`
	value := Eval[string](tab, fmt.Sprintf(script, quoted(option)))
	if others, none := strings.CutPrefix(value, "\x00"); none {
		tab.t.Fatalf("%s does not offer “%s” but %s", label, option, others)
	}
	tab.Put(meant, value)
}

// Tick ticks or clears the box, or takes the alternative, that reads so; within
// a group if its legend is given with Group.
func (tab *Tab) Tick(label string, within ...string) {
	tab.t.Helper()
	tab.point("box", "label", label, within)
}

// Group gives a selector of the group of fields whose legend reads so.
func (tab *Tab) Group(legend string) string {
	tab.t.Helper()
	tab.find("group", "legend", legend, nil)
	id := Eval[string](tab, `(e => { e.dataset.group = (window.groups = (window.groups || 0) + 1); return e.dataset.group; })(document.querySelector("[data-meant]"))`)
	return `[data-group="` + id + `"]`
}

// Value gives what stands in the field with the label.
func (tab *Tab) Value(label string, within ...string) string {
	tab.t.Helper()
	tab.find("field", "label", label, within)
	return Eval[string](tab, `document.querySelector("[data-meant]").value`)
}

// Attach chooses files in the field with the label.
func (tab *Tab) Attach(label string, paths ...string) {
	tab.t.Helper()
	tab.find("field", "label", label, nil)
	tab.AttachTo(meant, paths...)
}

// AttachTo is Attach for the field that a selector finds.
func (tab *Tab) AttachTo(css string, paths ...string) {
	tab.t.Helper()
	tab.do("attach", chromedp.SetUploadFiles(chromedp.CSS(css), paths))
}

// Said is what a person reads on the page, with single spaces: in main, or in
// what the selector finds.
func (tab *Tab) Said(within ...string) string {
	tab.t.Helper()
	css := "main"
	if len(within) > 0 {
		css = strings.Join(within, " ")
	}
	return Eval[string](tab, fmt.Sprintf(`[...document.querySelectorAll(%s)].map(e => e.innerText).join(" ").replace(/[\s\u00a0]+/g, " ").trim()`, quoted(css)))
}

// Sees fails the test if a text is not to be read on the page. What unfolds or
// is fetched takes a moment, and is waited for.
func (tab *Tab) Sees(texts ...string) {
	tab.t.Helper()
	var missing []string
	comesWithin(patience, func() bool { missing = tab.unread(texts); return len(missing) == 0 })
	for _, text := range missing {
		tab.t.Errorf("%s does not say “%s” but: %s", tab.Path(), text, shorten(tab.Said()))
	}
}

// unread gives those of the texts that the page does not say.
func (tab *Tab) unread(texts []string) []string {
	tab.t.Helper()
	said := strings.ToLower(tab.Said("body"))
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return strings.Contains(said, strings.ToLower(text)) })
}

// SeesNot fails the test if a text is to be read on the page.
func (tab *Tab) SeesNot(texts ...string) {
	tab.t.Helper()
	said := tab.Said("body")
	for _, text := range texts {
		if strings.Contains(strings.ToLower(said), strings.ToLower(text)) {
			tab.t.Errorf("%s says “%s”", tab.Path(), text)
		}
	}
}

// HasLink tells whether a link reads so.
func (tab *Tab) HasLink(name string, within ...string) bool {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf(lookup, `"a[href]"`, quoted(name), quoted(strings.Join(within, " ")))) == ""
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 1200 {
		return string(r[:1200]) + " …"
	}
	return s
}

// Status is the status that the page came with.
func (tab *Tab) Status() int {
	tab.t.Helper()
	return Eval[int](tab, `performance.getEntriesByType("navigation")[0].responseStatus`)
}

// Cookie sets a cookie for the site, as if it had been set before.
func (tab *Tab) Cookie(site, name, value string) {
	tab.t.Helper()
	p := network.SetCookieParams{Name: name, Value: value, URL: site}
	if _, err := chromedp.Call(tab.ctx, network.SetCookie, p); err != nil {
		tab.t.Fatalf("cookie %s: %v", name, err)
	}
}

// settle waits until the letters of the page are there.
func (tab *Tab) settle() {
	tab.t.Helper()
	ask(tab, "fonts", chromedp.Evaluate[bool](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise))
}

// Enter presses Enter where the focus is and waits for the page.
func (tab *Tab) Enter() {
	tab.t.Helper()
	before := tab.loads.Load()
	tab.Press(kb.Enter)
	tab.await("enter", before)
	tab.settle()
}

// Back goes back to the page before, as its button of the browser does.
func (tab *Tab) Back() {
	tab.t.Helper()
	from := tab.Path()
	Eval[bool](tab, `(history.back(), true)`)
	tab.Until("back leads from "+from, func() bool { return tab.Path() != from })
	tab.settle()
}

// Download gives what comes when the link that reads so is followed.
func (tab *Tab) Download(name string) []byte {
	tab.t.Helper()
	tab.find("link", "a[href]", name, nil)
	return []byte(Eval[string](tab, `fetch(document.querySelector("[data-meant]").href).then(r => r.ok ? r.text() : "status " + r.status)`))
}
