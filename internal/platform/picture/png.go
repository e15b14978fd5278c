package picture

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// mostPixels is how large an image may be: what a screen can still show, and
// little enough to be made in memory.
const mostPixels = 16 << 20

// WritePNG writes the picture as an image, so many points for each unit, or
// fewer where the image would be too large.
func (p *Picture) WritePNG(w io.Writer, scale float64) error {
	scale = min(scale, math.Sqrt(mostPixels/(max(p.Width, 1)*max(p.Height, 1))))
	width, height := max(1, int(p.Width*scale)), max(1, int(p.Height*scale))
	c := &canvas{image.NewRGBA(image.Rect(0, 0, width, height)), scale, map[face]font.Face{}}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	for i := 0; i < len(p.Shapes); {
		i += c.shapes(p.Shapes[i:])
	}
	for _, t := range p.Texts {
		if err := c.text(t); err != nil {
			return err
		}
	}
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	return enc.Encode(w, c.img)
}

// canvas is an image that is drawn.
type canvas struct {
	img   *image.RGBA
	scale float64
	faces map[face]font.Face
}

type face struct {
	size float64
	bold bool
}

// rgb reads a colour as an SVG has it; what is none is black.
func rgb(hex string) image.Image {
	n, err := strconv.ParseUint(hex[min(1, len(hex)):], 16, 32)
	if err != nil {
		n = 0
	}
	return image.NewUniform(color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255})
}

// shapes draws the first shape, and with it those after it that are lines of the
// same look: a network has thousands. It tells how many it drew.
func (c *canvas) shapes(all []Shape) int {
	s := all[0]
	if s.Fill != "" {
		c.fill(s.Fill, [][]Point{s.Outline.corners(c.scale)})
	}
	if s.Line == "" {
		return 1
	}
	n := 1
	for s.Fill == "" && n < len(all) && all[n].looksLike(s) {
		n++
	}
	var strokes [][]Point
	for _, one := range all[:n] {
		strokes = append(strokes, c.stroke(one)...)
	}
	c.fill(s.Line, strokes)
	return n
}

func (s Shape) looksLike(other Shape) bool {
	return s.Fill == other.Fill && s.Line == other.Line && s.Width == other.Width && slices.Equal(s.Dash, other.Dash)
}

// steps is how many corners stand for a circle.
const steps = 48

// corners gives the corners of an outline on the canvas.
func (o Outline) corners(scale float64) []Point {
	if !o.Circle {
		all := make([]Point, len(o.Points))
		for i, p := range o.Points {
			all[i] = Point{p.X * scale, p.Y * scale}
		}
		return all
	}
	all := make([]Point, steps)
	for i := range all {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / steps)
		all[i] = Point{(o.Middle.X + o.Radius*cos) * scale, (o.Middle.Y + o.Radius*sin) * scale}
	}
	return all
}

// stroke gives what the line of a shape covers: a small area for each piece. All
// turn the same way, so that where two lie over each other both cover.
func (c *canvas) stroke(s Shape) [][]Point {
	corners := s.Outline.corners(c.scale)
	if s.Outline.Circle || s.Outline.Closed {
		corners = append(corners, corners[0])
	}
	half := max(s.Width*c.scale/2, 0.35)
	var all [][]Point
	dash := &dashing{pattern: s.Dash, scale: c.scale}
	if dash.isTooFine() {
		dash.pattern = nil
	}
	for i := 1; i < len(corners); i++ {
		for _, piece := range dash.along(corners[i-1], corners[i]) {
			all = append(all, bar(piece[0], piece[1], half))
		}
		if len(dash.pattern) == 0 && len(corners) > 2 {
			all = append(all, joint(corners[i], half))
		}
	}
	return all
}

// bar is the area of a straight piece of a line.
func bar(a, b Point, half float64) []Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return nil
	}
	x, y := dy/length*half, -dx/length*half
	return []Point{{a.X + x, a.Y + y}, {b.X + x, b.Y + y}, {b.X - x, b.Y - y}, {a.X - x, a.Y - y}}
}

// joint fills the corner between two pieces.
func joint(at Point, half float64) []Point {
	all := make([]Point, 8)
	for i := range all {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 8)
		all[i] = Point{at.X + half*cos, at.Y + half*sin}
	}
	return all
}

// dashing cuts lines into dashes, which go on round the corners.
type dashing struct {
	pattern []float64
	scale   float64
	nth     int     // the piece of the pattern that is under way
	done    float64 // how much of it
}

// isTooFine tells whether the dashes would be so short that nobody saw them.
func (d *dashing) isTooFine() bool {
	whole := 0.0
	for _, piece := range d.pattern {
		whole += piece * d.scale
	}
	return whole < 2
}

func (d *dashing) along(a, b Point) [][2]Point {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if len(d.pattern) == 0 || length == 0 {
		return [][2]Point{{a, b}}
	}
	at := func(x float64) Point {
		part := min(x/length, 1)
		return Point{a.X + (b.X-a.X)*part, a.Y + (b.Y-a.Y)*part}
	}
	var all [][2]Point
	for x := 0.0; x < length; {
		whole := max(d.pattern[d.nth%len(d.pattern)]*d.scale, 0.5)
		step := min(whole-d.done, length-x)
		if d.nth%2 == 0 {
			all = append(all, [2]Point{at(x), at(x + step)})
		}
		x += step
		if d.done += step; d.done >= whole {
			d.nth, d.done = d.nth+1, 0
		}
	}
	return all
}

// fill fills areas with a colour. Only the part of the image that they lie in is
// gone through.
func (c *canvas) fill(colour string, areas [][]Point) {
	box := c.around(areas)
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, area := range areas {
		for i, p := range area {
			x, y := float32(p.X-float64(box.Min.X)), float32(p.Y-float64(box.Min.Y))
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		if len(area) > 0 {
			r.ClosePath()
		}
	}
	r.Draw(c.img, box, rgb(colour), image.Point{})
}

// around is the part of the image that areas lie in.
func (c *canvas) around(areas [][]Point) image.Rectangle {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, area := range areas {
		for _, p := range area {
			low = Point{min(low.X, p.X), min(low.Y, p.Y)}
			high = Point{max(high.X, p.X), max(high.Y, p.Y)}
		}
	}
	if low.X > high.X {
		return image.Rectangle{}
	}
	box := image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X))+1, int(math.Ceil(high.Y))+1)
	return box.Intersect(c.img.Bounds())
}

// letters are the fonts of images, which are part of the program: a server has
// none.
var letters = sync.OnceValues(func() ([2]*opentype.Font, error) {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return [2]*opentype.Font{}, err
	}
	bold, err := opentype.Parse(gobold.TTF)
	return [2]*opentype.Font{regular, bold}, err
})

func (c *canvas) face(size float64, bold bool) (font.Face, error) {
	key := face{size, bold}
	if f := c.faces[key]; f != nil {
		return f, nil
	}
	fonts, err := letters()
	if err != nil {
		return nil, err
	}
	of := fonts[0]
	if bold {
		of = fonts[1]
	}
	f, err := opentype.NewFace(of, &opentype.FaceOptions{Size: size * c.scale, DPI: 72, Hinting: font.HintingNone})
	c.faces[key] = f
	return f, err
}

// leastLetters is how many points letters have at the least: smaller ones, of a
// picture that had to be scaled down, nobody can read.
const leastLetters = 4

// text writes a line of text, and before it its halo: the same letters a little
// to all sides.
func (c *canvas) text(t Text) error {
	if t.Size*c.scale < leastLetters {
		return nil
	}
	f, err := c.face(t.Size, t.Bold)
	if err != nil {
		return err
	}
	at := Point{t.At.X * c.scale, t.At.Y * c.scale}
	if t.Middle {
		at.X -= float64(font.MeasureString(f, t.Text)) / 64 / 2
	}
	write := func(colour string, dx, dy float64) {
		d := font.Drawer{Dst: c.img, Src: rgb(colour), Face: f, Dot: fixed.Point26_6{X: fixed.Int26_6((at.X + dx) * 64), Y: fixed.Int26_6((at.Y + dy) * 64)}}
		d.DrawString(t.Text)
	}
	if t.Halo != "" {
		for i := range 8 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / 8)
			write(t.Halo, cos*t.Size*c.scale/8, sin*t.Size*c.scale/8)
		}
	}
	write(t.Colour, 0, 0)
	return nil
}

// measure is a face that texts are measured with; a face is for one at a time.
var measure struct {
	sync.Mutex
	faces map[face]font.Face
}

// Width measures how wide a text is, as an image writes it.
func Width(text string, size float64, bold bool) float64 {
	measure.Lock()
	defer measure.Unlock()
	if measure.faces == nil {
		measure.faces = map[face]font.Face{}
	}
	c := canvas{scale: 1, faces: measure.faces}
	f, err := c.face(measured, bold)
	if err != nil {
		return 0
	}
	return float64(font.MeasureString(f, text)) / 64 * size / measured
}

// measured is the size at which texts are measured.
const measured = 100
