package web

import (
	"bytes"
	"fmt"
	"testing"
)

// What is kept of a mark must be what its partial draws, whatever its words.
func TestDrawnIsWhatThePartialDraws(t *testing.T) {
	var marks []any
	for _, shape := range []string{"a", "f"} {
		for _, title := range []string{"", "Kommun", `<b>"&'`} {
			marks = append(marks, Marker{Shape: shape, Letter: "K", Title: title})
		}
	}
	for _, level := range []string{"fresh", "ageing", "old", "never"} {
		for _, value := range []float64{1, 0.99, 0.74, 0.5, 0.26, 0.001, 0} {
			marks = append(marks, Freshness{Value: value, Level: level, Text: "maj 2019", Word: "<färsk>"})
		}
	}
	for _, m := range marks {
		for range 2 { // drawn, and kept
			got, want := drawnAs(t, m)
			if got != want {
				t.Errorf("%+v:\n%s\nwant\n%s", m, got, want)
			}
		}
	}
}

func drawnAs(t *testing.T, mark any) (got, want string) {
	by := markers
	switch m := mark.(type) {
	case Marker:
		got = string(m.HTML())
	case Freshness:
		by, got = meters, string(m.HTML())
	}
	var out bytes.Buffer
	if err := by.partial().Execute(&out, mark); err != nil {
		t.Fatal(err)
	}
	return got, out.String()
}

func TestDrawingsDoNotGrowForEver(t *testing.T) {
	d := NewDrawings(templates, "templates/parts.html", "marker")
	for i := range 3 * mostDrawn {
		d.HTML(Marker{Letter: fmt.Sprint(i)})
	}
	if len(d.kept) > mostDrawn {
		t.Errorf("%d drawings are kept, want at most %d", len(d.kept), mostDrawn)
	}
}
