package insight

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"samkarta/internal/platform/picture"
)

// The measures of a picture that stands on its own: the room around it, the
// smallest and the largest node, the letters, how wide it is at the least, and
// how far it may be drawn out sideways, for names need width.
const (
	sheetMargin   = 28.0
	sheetWidth    = 1120.0
	sheetShape    = 1120.0 / 720
	smallestNode  = 7.0
	largestNode   = 22.0
	letterSize    = 12.0
	titleSize     = 20.0
	mostWider     = 1.8
	longestName   = 28
	legendSpacing = 22.0
)

// The colours of a picture on white paper.
const (
	paper = "#ffffff"
	ink   = "#14292b"
	quiet = "#56625f"
)

// mark is how the actors of a kind of party are drawn: by a shape, a letter and
// a colour, the same as on the pages.
type mark struct {
	corners        []picture.Point // in a circle of radius one; nil is the circle
	letter, colour string
}

var marks = map[string]mark{
	"municipality":       {nil, "K", "#0d5c63"},
	"employment_service": {points(-.9, -.9, .9, -.9, .9, .9, -.9, .9), "A", "#3d4c9c"},
	"social_insurance":   {points(0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0), "F", "#8a3b12"},
	"region":             {points(-.55, -.95, .55, -.95, 1.1, 0, .55, .95, -.55, .95, -1.1, 0), "R", "#7b2a63"},
	"association":        {points(0, -1.1, 1.05, -.3, .65, 1, -.65, 1, -1.05, -.3), "S", "#2f6230"},
	"other":              {points(-.5, -.9, .5, -.9, .9, -.5, .9, .5, .5, .9, -.5, .9, -.9, .5, -.9, -.5), "Ö", "#56625f"},
}

func points(xy ...float64) []picture.Point {
	all := make([]picture.Point, len(xy)/2)
	for i := range all {
		all[i] = picture.Point{X: xy[2*i], Y: xy[2*i+1]}
	}
	return all
}

// kindOfMark is the kind of party whose mark a kind has.
func kindOfMark(partyKind string) string {
	if _, has := marks[partyKind]; has {
		return partyKind
	}
	return "other"
}

// The colours of what is no actor, and of the ties.
const (
	personColour = "#eda07d"
	personLine   = "#a34312"
	forumColour  = "#c9a227" // in files, where a node cannot be a ring
)

// fileColour is the colour of a node in the files of other programs.
func fileColour(n Node) string {
	switch n.Kind {
	case NodeForum:
		return forumColour
	case NodePerson:
		return personColour
	}
	return marks[kindOfMark(n.PartyKind)].colour
}

// tieLines is how each kind of tie is drawn.
var tieLines = map[string]picture.Shape{
	TieSeat:       {Line: "#9fb0b0", Width: 1.1},
	TiePath:       {Line: "#c2561f", Width: 1.1, Dash: []float64{5, 3}},
	TieAgreement:  {Line: "#3d4c9c", Width: 2},
	TieColocation: {Line: "#2f6230", Width: 2, Dash: []float64{2, 3}},
	TieRelation:   {Line: "#b9a3c9", Width: .8, Dash: []float64{8, 2}},
}

// sheet is a picture that is drawn. In a report it is as wide as the text there,
// and what there is no room to name has a number.
type sheet struct {
	*networkFile
	p        *picture.Picture
	point    []picture.Point
	inReport bool
	numbers  bool     // what there is no room to name gets a number
	numbered []string // by number, from 1
}

// picture draws the network with its title and what the marks stand for. All of
// it is drawn, however large it is, and as many names as there is room for.
func (f *networkFile) picture() *picture.Picture {
	s := f.sheet()
	s.spread()
	s.draw()
	s.heading()
	return s.p
}

func (f *networkFile) sheet() *sheet {
	return &sheet{networkFile: f, p: &picture.Picture{Lang: f.l.Code, Title: f.title(), About: f.about()}}
}

// draw draws all that stands on the sheet but what is over it.
func (s *sheet) draw() {
	s.ties()
	for i, n := range s.g.Nodes {
		s.node(n, s.point[i], s.radius(i), s.sizes[i] < 0)
	}
	s.names()
	s.legend()
}

func (f *networkFile) radius(i int) float64 {
	return smallestNode + (largestNode-smallestNode)*math.Sqrt(max(0, f.sizes[i]))
}

// spread sets out the nodes over a sheet that is as large as they need.
func (s *sheet) spread() {
	box := Box{Width: sheetWidth, Height: 2 * EdgeLength}
	if len(s.g.Nodes) > 0 {
		box = s.at.Box(s.g)
	}
	wider := max(1, min(mostWider, box.Height*sheetShape/box.Width))
	scale := max(1, min(1.6, sheetWidth/(box.Width*wider)))
	top := sheetMargin + 3*titleSize
	s.p.Width = max(sheetWidth, box.Width*wider*scale) + 2*sheetMargin
	s.p.Height = box.Height*scale + top
	left := (s.p.Width - box.Width*wider*scale) / 2
	for _, n := range s.g.Nodes {
		p := s.at[n.Key()]
		s.point = append(s.point, picture.Point{X: left + (p.X-box.X)*wider*scale, Y: top + (p.Y-box.Y)*scale})
	}
}

// ties draws each pair once for each kind of tie, kind by kind.
func (s *sheet) ties() {
	type line struct{ from, to int }
	for _, kind := range Ties() {
		seen := map[line]bool{}
		for _, e := range s.g.Edges {
			l := line{min(e.From, e.To), max(e.From, e.To)}
			if e.Kind != kind || seen[l] {
				continue
			}
			seen[l] = true
			drawn := tieLines[kind]
			drawn.Layer, drawn.Outline = kind, picture.Line(s.point[l.from], s.point[l.to])
			s.p.Shapes = append(s.p.Shapes, drawn)
		}
	}
}

// node draws a node by what it is: the mark of its kind of party, a ring for a
// forum, a triangle for a person. A line of dashes is round one whose size is
// not known.
func (s *sheet) node(n Node, at picture.Point, r float64, unknown bool) {
	shape := picture.Shape{Layer: "nodes", Title: s.nameOf(n), Line: paper, Width: 1}
	letter := ""
	switch n.Kind {
	case NodeForum:
		shape.Outline, shape.Fill, shape.Line, shape.Width = picture.Circle(at, r*.9), paper, ink, max(1.6, r*.2)
	case NodePerson:
		shape.Outline, shape.Fill, shape.Line = corners(points(0, -1, 1, .8, -1, .8), at, r), personColour, personLine
	default:
		m := marks[kindOfMark(n.PartyKind)]
		shape.Fill, letter = m.colour, m.letter
		if shape.Outline = picture.Circle(at, r); m.corners != nil {
			shape.Outline = corners(m.corners, at, r)
		}
		if n.Kind == NodeUnit {
			letter = strings.ToLower(letter)
		}
	}
	if unknown && n.Kind == NodeForum {
		shape.Dash = []float64{2.5, 2}
	}
	s.p.Shapes = append(s.p.Shapes, shape)
	if letter != "" {
		s.p.Texts = append(s.p.Texts, picture.Text{At: picture.Point{X: at.X, Y: at.Y + .4*r}, Middle: true, Size: math.Round(11.5*r) / 10, Bold: true, Colour: paper, Text: letter})
	}
}

func corners(of []picture.Point, at picture.Point, r float64) picture.Outline {
	moved := make([]picture.Point, len(of))
	for i, p := range of {
		moved[i] = picture.Point{X: at.X + p.X*r, Y: at.Y + p.Y*r}
	}
	return picture.Polygon(moved...)
}

// space is the room that a name or a node takes, around its middle.
type space struct{ x, y, width, height float64 }

func (a space) meets(b space) bool {
	return math.Abs(a.x-b.x) < (a.width+b.width)/2 && math.Abs(a.y-b.y) < (a.height+b.height)/2
}

// The squares of a grid: no name and no node is larger.
const gridWidth, gridHeight = 320.0, 64.0

// grid finds what stands near: a map of the country has tens of thousands of
// nodes.
type grid map[[2]int][]space

func (g grid) add(a space) {
	at := [2]int{int(math.Floor(a.x / gridWidth)), int(math.Floor(a.y / gridHeight))}
	g[at] = append(g[at], a)
}

// meets tells whether something lies over a space, but what is exactly there.
func (g grid) meets(a, own space) bool {
	x, y := int(math.Floor(a.x/gridWidth)), int(math.Floor(a.y/gridHeight))
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if slices.ContainsFunc(g[[2]int{x + dx, y + dy}], func(b space) bool { return b != own && a.meets(b) }) {
				return true
			}
		}
	}
	return false
}

// names writes the names that there is room for, those of the largest first:
// under their nodes, or else over them or at their sides.
func (s *sheet) names() {
	order, nodes, placed := make([]int, len(s.g.Nodes)), make([]space, len(s.g.Nodes)), grid{}
	taken := grid{}
	for i, p := range s.point {
		r := s.radius(i) * 1.4
		order[i], nodes[i] = i, space{p.X, p.Y, r, r}
		taken.add(nodes[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.sizes[b], s.sizes[a]) })
	put := func(i int, name string) bool {
		free := func(at space) bool {
			return at.x-at.width/2 > 4 && at.x+at.width/2 < s.p.Width-4 && at.y > s.top() && !placed.meets(at, space{}) && !taken.meets(at, nodes[i])
		}
		at, ok := roomFor(s.point[i], s.radius(i), s.width(name), free)
		if ok {
			placed.add(at)
			s.write(picture.Text{At: picture.Point{X: at.x, Y: at.y + .35*letterSize}, Middle: true, Size: letterSize, Colour: ink, Halo: paper, Text: name})
		}
		return ok
	}
	for _, i := range order {
		n := s.g.Nodes[i]
		if n.Kind != NodePerson && !put(i, shortened(cmp.Or(n.Short, n.Name, n.ID))) && s.numbers && put(i, strconv.Itoa(len(s.numbered)+1)) {
			s.numbered = append(s.numbered, s.nameOf(n))
		}
	}
}

// reserve is how much wider letters may be in a report than they are measured:
// who reads it may have another font.
const reserve = 1.13

// width is the room that a name takes.
func (s *sheet) width(name string) float64 {
	width := picture.Width(name, letterSize, false)
	if s.inReport {
		width *= reserve
	}
	return width
}

// top is over where no name stands, for there is a heading or the edge.
func (s *sheet) top() float64 {
	if s.inReport {
		return letterSize
	}
	return 0
}

func (s *sheet) write(t picture.Text) { s.p.Texts = append(s.p.Texts, t) }

func roomFor(p picture.Point, r, width float64, free func(space) bool) (space, bool) {
	const height, gap = 1.2 * letterSize, .7 * letterSize
	for _, at := range []space{{p.X, p.Y + r + gap, width, height}, {p.X, p.Y - r - gap, width, height},
		{p.X + r + 4 + width/2, p.Y, width, height}, {p.X - r - 4 - width/2, p.Y, width, height}} {
		if free(at) {
			return at, true
		}
	}
	return space{}, false
}

// shortened cuts a long name, at a word where one ends late enough.
func shortened(name string) string {
	if utf8.RuneCountInString(name) <= longestName {
		return name
	}
	cut := string([]rune(name)[:longestName-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,-–") + "…"
}

func (s *sheet) heading() {
	s.write(picture.Text{At: picture.Point{X: sheetMargin, Y: sheetMargin + titleSize}, Size: titleSize, Bold: true, Colour: ink, Text: s.p.Title})
	s.write(picture.Text{At: picture.Point{X: sheetMargin, Y: sheetMargin + 2.1*titleSize}, Size: letterSize + 1, Colour: quiet, Text: s.p.About})
}

// legend says under the picture what the marks and the lines in it stand for.
func (s *sheet) legend() {
	x, y := sheetMargin, s.p.Height+sheetMargin/2
	put := func(room float64, words string, draw func(picture.Point)) {
		width := room + 8 + s.width(words) + 22
		if x+width > s.p.Width-sheetMargin/2 && x > sheetMargin {
			x, y = sheetMargin, y+legendSpacing
		}
		draw(picture.Point{X: x + room/2, Y: y})
		s.write(picture.Text{At: picture.Point{X: x + room + 8, Y: y + .35*letterSize}, Size: letterSize, Colour: ink, Text: words})
		x += width
	}
	for _, n := range s.kindsOfNode() {
		put(16, s.t("mark."+cmp.Or(n.PartyKind, n.Kind)), func(at picture.Point) {
			s.node(n, at, 8, false)
			last := &s.p.Shapes[len(s.p.Shapes)-1]
			last.Layer, last.Title = "legend", ""
		})
	}
	for _, kind := range s.kindsOfTie() {
		put(28, s.l.T("insight.tie."+kind), func(at picture.Point) {
			drawn := tieLines[kind]
			drawn.Layer, drawn.Outline = "legend", picture.Line(picture.Point{X: at.X - 14, Y: at.Y}, picture.Point{X: at.X + 14, Y: at.Y})
			s.p.Shapes = append(s.p.Shapes, drawn)
		})
	}
	s.p.Height = y + sheetMargin
}

// kindsOfNode gives one node of each sort that is drawn, to show in the legend.
func (s *sheet) kindsOfNode() []Node {
	has := map[string]bool{}
	for _, n := range s.g.Nodes {
		has[n.Kind] = true
		if n.Kind == NodeParty || n.Kind == NodeUnit {
			has[kindOfMark(n.PartyKind)] = true
		}
	}
	var all []Node
	for _, kind := range []string{"municipality", "employment_service", "social_insurance", "region", "association", "other"} {
		if has[kind] {
			all = append(all, Node{Kind: NodeParty, PartyKind: kind})
		}
	}
	for _, kind := range []string{NodeForum, NodePerson} {
		if has[kind] {
			all = append(all, Node{Kind: kind})
		}
	}
	return all
}

func (s *sheet) kindsOfTie() []string {
	return slices.DeleteFunc(Ties(), func(kind string) bool {
		return !slices.ContainsFunc(s.g.Edges, func(e Edge) bool { return e.Kind == kind })
	})
}
