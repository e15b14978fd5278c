package webtest

import (
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// middle is a script that brings something into view and gives where its middle is
// on the screen.
const middle = `(e => {
  e.scrollIntoView({block: "center", behavior: "instant"});
  const box = e.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})(document.querySelector(%s))`

// Drag presses the mouse in the middle of what the selector finds, moves it so
// far, and lets it go.
func (tab *Tab) Drag(css string, dx, dy float64) {
	tab.t.Helper()
	at := Eval[[]float64](tab, fmt.Sprintf(middle, quoted(css)))
	const steps = 8
	tab.mouse(input.DispatchMouseEventTypeMousePressed, at[0], at[1])
	for i := 1.0; i <= steps; i++ {
		tab.mouse(input.DispatchMouseEventTypeMouseMoved, at[0]+dx*i/steps, at[1]+dy*i/steps)
	}
	tab.mouse(input.DispatchMouseEventTypeMouseReleased, at[0]+dx, at[1]+dy)
}

// mouse does something with the left button of the mouse.
func (tab *Tab) mouse(what input.DispatchMouseEventType, x, y float64) {
	tab.t.Helper()
	p := input.DispatchMouseEventParams{Type: what, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1}
	if what != input.DispatchMouseEventTypeMouseReleased {
		p.Buttons = 1 // the left one is down
	}
	if _, err := chromedp.Call(tab.ctx, input.DispatchMouseEvent, p); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Touch makes the tab one of a screen that two fingers can touch. Pages that are
// opened afterwards know it.
func (tab *Tab) Touch() {
	tab.t.Helper()
	p := emulation.SetTouchEmulationEnabledParams{Enabled: true, MaxTouchPoints: 2}
	if _, err := chromedp.Call(tab.ctx, emulation.SetTouchEmulationEnabled, p); err != nil {
		tab.t.Fatalf("touch: %v", err)
	}
}

// Pinch puts two fingers on what the selector finds, so far from each other, and
// moves them apart or together before it lifts them.
func (tab *Tab) Pinch(css string, from, to float64) {
	tab.t.Helper()
	at := Eval[[]float64](tab, fmt.Sprintf(middle, quoted(css)))
	fingers := func(apart float64) []*input.TouchPoint {
		first, second := 1.0, 2.0
		return []*input.TouchPoint{{X: at[0] - apart/2, Y: at[1], ID: &first}, {X: at[0] + apart/2, Y: at[1], ID: &second}}
	}
	const steps = 8
	tab.touch(input.DispatchTouchEventTypeTouchStart, fingers(from))
	for i := 1.0; i <= steps; i++ {
		tab.touch(input.DispatchTouchEventTypeTouchMove, fingers(from+(to-from)*i/steps))
	}
	tab.touch(input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{})
}

// touch tells the page where fingers are.
func (tab *Tab) touch(what input.DispatchTouchEventType, fingers []*input.TouchPoint) {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: what, TouchPoints: fingers}); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}
