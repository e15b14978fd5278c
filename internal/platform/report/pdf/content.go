package pdf

// Content is what is drawn, in the order in which it is drawn.
type Content struct {
	b      []byte
	colour Colour // that shapes and texts are filled with
	set    bool
}

func (c *Content) op(name string, operands ...float64) {
	for _, x := range operands {
		c.b = append(num(c.b, x), ' ')
	}
	c.b = append(append(c.b, name...), '\n')
}

func (c *Content) fill(colour Colour) {
	if c.set && c.colour == colour {
		return
	}
	c.colour, c.set = colour, true
	c.op("rg", colour[:]...)
}

// Text draws a text whose base line begins at a point.
func (c *Content) Text(x, y float64, s string, f *Font, size float64, colour Colour) {
	c.fill(colour)
	c.letters(x, y, s, f, size)
}

// Halo draws the room around the letters of a text, so that they are read over
// lines.
func (c *Content) Halo(x, y float64, s string, f *Font, size float64, colour Colour) {
	c.op("RG", colour[:]...)
	c.op("w", size/4)
	c.op("j", 1)
	c.b = append(c.b, "1 Tr\n"...)
	c.letters(x, y, s, f, size)
	c.b = append(c.b, "0 Tr\n"...)
}

const hexDigits = "0123456789ABCDEF"

// letters shows the letters, those of each font together, with the kerning
// between them.
func (c *Content) letters(x, y float64, s string, f *Font, size float64) {
	if s == "" {
		return
	}
	c.b = append(c.b, "BT\n"...)
	c.op("Td", x, Height-y)
	var before Char
	for _, r := range s {
		char := f.Char(r)
		switch kern := char.Kern(before); {
		case char.font != before.font:
			if before.font != nil {
				c.b = append(c.b, ">]TJ\n"...)
			}
			c.b = append(append(append(c.b, '/'), char.font.name...), ' ')
			c.op("Tf", size)
			c.b = append(c.b, "[<"...)
		case kern != 0:
			c.b = append(num(append(c.b, '>'), -kern), '<')
		}
		c.b = append(c.b, hexDigits[char.id>>12], hexDigits[char.id>>8&15], hexDigits[char.id>>4&15], hexDigits[char.id&15])
		before = char
	}
	c.b = append(c.b, ">]TJ\nET\n"...)
}

// Box fills a rectangle.
func (c *Content) Box(x, y, width, height float64, colour Colour) {
	c.fill(colour)
	c.op("re", x, Height-y-height, width, height)
	c.op("f")
}

// Line draws a straight line.
func (c *Content) Line(x1, y1, x2, y2, width float64, colour Colour) {
	c.op("RG", colour[:]...)
	c.op("w", width)
	c.op("m", x1, Height-y1)
	c.op("l", x2, Height-y2)
	c.op("S")
}

// Dots draws a line of round dots, as from a word of the contents to its page.
func (c *Content) Dots(x1, x2, y float64, colour Colour) {
	c.b = append(c.b, "q 1 J [0 4] 0 d "...)
	c.Line(x2, y, x1, y, 0.8, colour)
	c.b = append(c.b, "Q\n"...)
}

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Stroke is how a line is drawn; a width of 0 is no line.
type Stroke struct {
	Colour Colour
	Width  float64
	Dash   []float64
}

// Polygon draws lines from point to point, and fills what is between them.
func (c *Content) Polygon(points []Point, closed bool, fill *Colour, s Stroke) {
	if len(points) == 0 {
		return
	}
	c.begin(fill, s)
	for i, p := range points {
		c.op([]string{"m", "l"}[min(i, 1)], p.X, Height-p.Y)
	}
	c.end(closed, fill, s)
}

// Circle draws a circle.
func (c *Content) Circle(middle Point, radius float64, fill *Colour, s Stroke) {
	c.begin(fill, s)
	x, y, r := middle.X, Height-middle.Y, radius
	k := r * 0.5523 // what makes four bent lines a circle
	c.op("m", x+r, y)
	c.op("c", x+r, y+k, x+k, y+r, x, y+r)
	c.op("c", x-k, y+r, x-r, y+k, x-r, y)
	c.op("c", x-r, y-k, x-k, y-r, x, y-r)
	c.op("c", x+k, y-r, x+r, y-k, x+r, y)
	c.end(true, fill, s)
}

func (c *Content) begin(fill *Colour, s Stroke) {
	if fill != nil {
		c.fill(*fill)
	}
	if s.Width <= 0 {
		return
	}
	c.op("RG", s.Colour[:]...)
	c.op("w", s.Width)
	c.op("j", 1)
	c.b = append(c.b, '[')
	total := 0.0
	for _, d := range s.Dash {
		total += max(d, 0)
	}
	if total > 0.1 { // finer ones would not be seen, and none at all is no dash
		for _, d := range s.Dash {
			c.b = append(num(c.b, max(d, 0)), ' ')
		}
	}
	c.b = append(c.b, "] 0 d\n"...)
}

func (c *Content) end(closed bool, fill *Colour, s Stroke) {
	name := "n"
	switch {
	case fill != nil && s.Width > 0:
		name = "B"
	case fill != nil:
		name = "f"
	case s.Width > 0:
		name = "S"
	}
	if closed {
		c.op("h")
	}
	c.op(name)
	if s.Width > 0 && len(s.Dash) > 0 {
		c.b = append(c.b, "[] 0 d\n"...)
	}
}

// Inside draws what f draws, but only what lies in a rectangle of it.
func (c *Content) Inside(x, y, width, height float64, f func()) {
	c.b = append(c.b, "q\n"...)
	c.op("re", x, Height-y-height, width, height)
	c.b = append(c.b, "W n\n"...)
	f()
	c.b = append(c.b, "Q\n"...)
	c.set = false
}

// Image draws an image.
func (c *Content) Image(i *Image, x, y, width, height float64) {
	c.b = append(c.b, "q "...)
	c.op("cm", width, 0, 0, height, x, Height-y-height)
	c.b = append(append(append(c.b, '/'), i.name...), " Do Q\n"...)
}
