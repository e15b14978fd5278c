package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"samkarta/internal/platform/picture"
)

func sample() *picture.Picture {
	return &picture.Picture{Width: 200, Height: 100, Lang: "sv", Title: "Räksmörgås & <ål>", About: "En \"bild\"",
		Shapes: []picture.Shape{
			{Layer: "lines", Outline: picture.Line(picture.Point{X: 0, Y: 10}, picture.Point{X: 200, Y: 10}), Line: "#ff0000", Width: 4},
			{Layer: "lines", Outline: picture.Line(picture.Point{X: 0, Y: 90}, picture.Point{X: 200, Y: 90}), Line: "#ff0000", Width: 4},
			{Layer: "lines", Outline: picture.Line(picture.Point{X: 200, Y: 90}, picture.Point{X: 0, Y: 90}), Line: "#ff0000", Width: 4},
			{Layer: "nodes", Title: "Åmål", Outline: picture.Circle(picture.Point{X: 50, Y: 50}, 20), Fill: "#0d5c63", Line: "#000000", Width: 2},
			{Layer: "nodes", Outline: picture.Polygon(picture.Point{X: 130, Y: 30}, picture.Point{X: 170, Y: 30}, picture.Point{X: 150, Y: 70}), Fill: "#00ff00", Dash: []float64{2, 2}},
		},
		Texts: []picture.Text{{At: picture.Point{X: 100, Y: 60}, Middle: true, Size: 20, Colour: "#000000", Halo: "#ffffff", Text: "ÅÄÖ"}},
	}
}

func TestSVGStandsOnItsOwn(t *testing.T) {
	var b bytes.Buffer
	must(t, sample().WriteSVG(&b))
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else {
			must(t, err)
		}
	}
	for _, want := range []string{`xmlns="http://www.w3.org/2000/svg"`, `<title id="title">Räksmörgås &amp; &lt;ål&gt;</title>`, `<desc id="desc">En &#34;bild&#34;</desc>`,
		`width="200" height="100" viewBox="0 0 200 100"`, `<circle cx="50" cy="50" r="20" fill="#0d5c63" stroke="#000000" stroke-width="2"><title>Åmål</title></circle>`,
		`<path d="M0 10L200 10" fill="none" stroke="#ff0000" stroke-width="4"/>`, `text-anchor="middle"`, ">ÅÄÖ</text>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nlacks %s", b.String(), want)
		}
	}
	for _, not := range []string{"class=", "<style", "<script", "href"} {
		if strings.Contains(b.String(), not) {
			t.Errorf("has %s", not)
		}
	}
}

func draw(t *testing.T, p *picture.Picture, scale float64) image.Image {
	t.Helper()
	var b bytes.Buffer
	must(t, p.WritePNG(&b, scale))
	img, err := png.Decode(&b)
	must(t, err)
	return img
}

func TestPNGShowsTheSame(t *testing.T) {
	img := draw(t, sample(), 2)
	if got := img.Bounds().Size(); got != image.Pt(400, 200) {
		t.Fatalf("the image is %v", got)
	}
	for at, want := range map[image.Point]color.RGBA{
		{X: 2, Y: 2}: {255, 255, 255, 255}, {X: 200, Y: 20}: {255, 0, 0, 255}, {X: 100, Y: 100}: {13, 92, 99, 255}, {X: 300, Y: 80}: {0, 255, 0, 255},
		{X: 100, Y: 60}:  {0, 0, 0, 255},   // the edge of the circle
		{X: 200, Y: 180}: {255, 0, 0, 255}, // two lines over each other
	} {
		if got := color.RGBAModel.Convert(img.At(at.X, at.Y)); got != want {
			t.Errorf("%v is %v, not %v", at, got, want)
		}
	}
}

// Each letter is drawn: å is an a with more over it, and none is an empty box.
func TestLettersOfSwedish(t *testing.T) {
	ink := func(s string) int {
		img, n := draw(t, &picture.Picture{Width: 40, Height: 40, Texts: []picture.Text{{At: picture.Point{X: 5, Y: 30}, Size: 24, Colour: "#000000", Text: s}}}, 2), 0
		for y := range 80 {
			for x := range 80 {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
					n++
				}
			}
		}
		return n
	}
	seen := map[int]string{}
	for _, pair := range []string{"aå", "aä", "oö", "AÅ", "AÄ", "OÖ", "eé"} {
		plain, full := []rune(pair)[0], []rune(pair)[1]
		if a, b := ink(string(plain)), ink(string(full)); a == 0 || b <= a {
			t.Errorf("%s: %d and %d", pair, a, b)
		}
		seen[ink(string(full))] += string(full)
	}
	if len(seen) < 5 {
		t.Errorf("letters look the same: %v", seen)
	}
}

func TestLargeImagesAreScaledDown(t *testing.T) {
	if size := draw(t, &picture.Picture{Width: 10_000, Height: 10_000}, 2).Bounds().Size(); size.X*size.Y > 17<<20 {
		t.Errorf("%v", size)
	}
}

func TestWidth(t *testing.T) {
	short, long := picture.Width("il", 12, false), picture.Width("MÅMÅ", 12, false)
	if short <= 0 || long < 3*short || picture.Width("il", 24, false) != 2*short {
		t.Errorf("%v, %v", short, long)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
