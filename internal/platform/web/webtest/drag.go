package webtest

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Drag presses the mouse in the middle of what the selector finds, moves it so
// far, and lets it go.
func (tab *Tab) Drag(css string, dx, dy float64) {
	tab.t.Helper()
	at := Eval[[]float64](tab, fmt.Sprintf(`(e => {
  e.scrollIntoView({block: "center", behavior: "instant"});
  const box = e.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})(document.querySelector(%s))`, quoted(css)))
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
