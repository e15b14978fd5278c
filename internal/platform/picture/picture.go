package picture

// Picture is shapes on a sheet, the first undermost.
type Picture struct {
	Width, Height float64
	Lang          string // of its texts
	Title         string
	About         string // for those who do not see it
	Shapes        []Shape
	Texts         []Text // over all shapes
}

// Shape is an outline with how it is drawn.
type Shape struct {
	Title   string
	Layer   string // shapes of a layer that stand after each other are one group of the SVG
	Outline Outline
	Fill    string // "#0d5c63"; "" is none
	Line    string
	Width   float64 // of the line
	Dash    []float64
}

// Outline is a circle or a line from point to point.
type Outline struct {
	Circle bool
	Middle Point
	Radius float64
	Points []Point
	Closed bool
}

// Point is a place on the sheet; y grows downwards.
type Point struct{ X, Y float64 }

// Circle is the outline of a circle.
func Circle(middle Point, radius float64) Outline {
	return Outline{Circle: true, Middle: middle, Radius: radius}
}

// Line is a line from one point to another.
func Line(a, b Point) Outline { return Outline{Points: []Point{a, b}} }

// Polygon is the outline of what has these corners.
func Polygon(corners ...Point) Outline { return Outline{Points: corners, Closed: true} }

// Text is one line of text.
type Text struct {
	At     Point // where its base line begins, or has its middle
	Middle bool
	Size   float64
	Bold   bool
	Colour string
	Halo   string // a colour around the letters, so that they are read over lines; "" is none
	Text   string
}
