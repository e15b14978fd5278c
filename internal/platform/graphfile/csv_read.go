package graphfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// sheet is a table that is read, with the names of its columns.
type sheet struct {
	wrong
	comma rune
	heads []string
	rows  [][]string
	lines []int
}

// The names that the columns of what every program knows may have, as Gephi,
// pandas and people here write them; see plainName.
var (
	idHeads     = []string{"id", "nodeid", "nod"}
	labelHeads  = []string{"label", "name", "namn", "etikett", "benämning"}
	sourceHeads = []string{"source", "from", "från", "källa"}
	targetHeads = []string{"target", "to", "into", "till", "mål"}
	weightHeads = []string{"weight", "vikt"}
	kindHeads   = []string{"kind", "slag", "relation", "relationship"}
	typeHeads   = []string{"type", "typ"}
)

// readSheet reads a table with commas, semicolons or tabs between its cells.
func readSheet(name string, data []byte) *sheet {
	s := &sheet{wrong: wrong{file: name}}
	data = s.textOf(data)
	if len(s.faults) > 0 {
		return s
	}
	skipped := s.separator(data)
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = s.comma, -1
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			s.at(syntax.StartLine, "graphfile.not_csv")
			break
		}
		line, _ := r.FieldPos(0)
		if skipped {
			skipped = false
			continue
		}
		s.take(row, line)
	}
	return s
}

// separator finds what stands between the cells. It tells whether the first line says nothing
// else, as Excel has it.
func (s *sheet) separator(data []byte) (only bool) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	line := strings.TrimSpace(string(first))
	if sep, is := strings.CutPrefix(line, "sep="); is && len(sep) == 1 && strings.Contains(",;\t", sep) {
		s.comma = rune(sep[0])
		return true
	}
	most := -1
	for _, comma := range ",;\t" {
		if n := knownHeads(line, string(comma)); n > most {
			s.comma, most = comma, n
		}
	}
	return false
}

// knownHeads tells how well a sign separates the heads of a table: how many of
// them are known, or else how many there are.
func knownHeads(line, comma string) int {
	heads, known := strings.Split(line, comma), 0
	for _, head := range heads {
		for _, names := range [][]string{idHeads, labelHeads, sourceHeads, targetHeads, weightHeads, kindHeads, typeHeads} {
			if slices.Contains(names, plainName(strings.Trim(head, `" `))) {
				known++
			}
		}
	}
	return known*mostColumns + len(heads)
}

func (s *sheet) take(row []string, line int) {
	for i := range row { // a table is written with one sort of line ends
		row[i] = strings.ReplaceAll(row[i], "\r", "\n")
	}
	if !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
		return
	}
	switch {
	case s.heads == nil:
		s.head(row, line)
	case len(row) != len(s.heads):
		s.at(line, "graphfile.other_width", len(row), len(s.heads))
	case len(s.rows) >= mostEdges:
		s.tooMany(line, mostEdges, "row")
	default:
		s.rows = append(s.rows, row)
		s.lines = append(s.lines, line)
	}
}

func (s *sheet) head(row []string, line int) {
	if len(row) > mostColumns {
		s.at(line, "graphfile.too_many", mostColumns, "column")
	}
	seen := map[string]bool{}
	for i, name := range row {
		row[i] = UnsafeCell(strings.TrimSpace(name))
		lower := strings.ToLower(row[i])
		if lower != "" && seen[lower] {
			s.at(line, "graphfile.column_twice", row[i])
		}
		seen[lower] = true
	}
	s.heads = row
}

// find gives the column with one of the names; -1 if there is none.
func (s *sheet) find(names ...string) int {
	for _, name := range names {
		if i := slices.IndexFunc(s.heads, func(head string) bool { return plainName(head) == name }); i >= 0 {
			return i
		}
	}
	return -1
}

// cell is what stands in a column of a row; "" where there is no such column.
func (s *sheet) cell(row, column int) string {
	if column < 0 {
		return ""
	}
	return strings.TrimSpace(UnsafeCell(s.rows[row][column]))
}

// number reads a cell that is to be a number; nil is not said. Where semicolons
// stand between the cells a comma is that of the decimals.
func (s *sheet) number(row, column int) *float64 {
	said := s.cell(row, column)
	if said == "" {
		return nil
	}
	if s.comma != ',' {
		said = strings.Replace(said, ",", ".", 1)
	}
	n, ok := asNumber(said)
	if !ok {
		s.at(s.lines[row], "graphfile.not_number", s.cell(row, column), s.heads[column])
		return nil
	}
	return &n
}

// rest gives what stands in the columns that are not taken already. A column
// without a name is one that numbers the rows.
func (s *sheet) rest(row int, taken []int) []Attribute {
	var all []Attribute
	for i, head := range s.heads {
		value := s.cell(row, i)
		if head == "" || value == "" || slices.Contains(taken, i) {
			continue
		}
		if len(value) > longestValue {
			s.at(s.lines[row], "graphfile.value_too_long", longestValue>>10)
			continue
		}
		all = append(all, Attribute{head, value})
	}
	return all
}

func (s *sheet) isEdges() bool { return s.find(sourceHeads...) >= 0 && s.find(targetHeads...) >= 0 }

func (s *sheet) nodes() []Node {
	id, label, colour := s.find(idHeads...), s.find(labelHeads...), s.all(isColour, s.find("colour", "color", "färg"))
	x, y, size := s.all(isNumber, s.find("x")), s.all(isNumber, s.find("y")), s.all(isNumber, s.find("size"))
	if id < 0 && label < 0 {
		s.at(1, "graphfile.no_columns", strings.Join(s.heads, ", "))
		return nil
	}
	var all []Node
	seen := map[string]bool{}
	for i := range s.rows {
		n := Node{ID: s.cell(i, id), Label: s.cell(i, label), Size: s.number(i, size), Line: s.lines[i]}
		if n.ID == "" {
			n.ID = n.Label
		}
		if left, top := s.number(i, x), s.number(i, y); left != nil && top != nil {
			n.At = &Point{*left, *top}
		}
		if c, ok := ColourOf(s.cell(i, colour)); ok {
			n.Colour = &c
		}
		n.Attributes = s.rest(i, []int{id, label, x, y, size, colour})
		if s.isNew(n, seen) {
			all = append(all, n)
		}
	}
	return all
}

func (s *sheet) isNew(n Node, seen map[string]bool) bool {
	switch {
	case n.ID == "":
		s.at(n.Line, "graphfile.node_without_id")
	case seen[n.ID]:
		s.at(n.Line, "graphfile.node_twice", n.ID)
	default:
		seen[n.ID] = true
		return true
	}
	return false
}

func isColour(said string) bool { _, ok := ColourOf(said); return ok }

func isNumber(said string) bool { _, ok := asNumber(strings.Replace(said, ",", ".", 1)); return ok }

// all gives a column if all that stands in it is of a sort; -1 if it says
// something else, so that it is an attribute as any other.
func (s *sheet) all(is func(string) bool, column int) int {
	for i := range s.rows {
		if said := s.cell(i, column); said != "" && !is(said) {
			return -1
		}
	}
	return column
}

func (s *sheet) edges() []Edge {
	from, to, id, weight := s.find(sourceHeads...), s.find(targetHeads...), s.find("id", "edgeid"), s.find(weightHeads...)
	label, kind, direction := s.find("label", "edgelabel", "etikett"), s.find(kindHeads...), s.find(typeHeads...)
	says := s.saysDirections(direction)
	if !says && kind < 0 {
		kind, direction = direction, -1
	}
	var all []Edge
	for i := range s.rows {
		e := Edge{From: s.cell(i, from), To: s.cell(i, to), ID: s.cell(i, id), Label: s.cell(i, label), Kind: s.cell(i, kind),
			Weight: s.number(i, weight), Line: s.lines[i]}
		e.Directed = says && strings.EqualFold(s.cell(i, direction), "directed")
		e.Attributes = s.rest(i, []int{from, to, id, weight, label, kind, direction})
		if value := s.cell(i, direction); !says && value != "" {
			e.Attributes = append(e.Attributes, Attribute{"edge type", value})
		}
		for _, column := range []int{from, to} {
			if s.cell(i, column) == "" {
				s.at(e.Line, "graphfile.edge_without_end", s.heads[column])
			}
		}
		all = append(all, e)
	}
	return all
}

// saysDirections tells whether a column says, as Gephi's does, which edges have
// a direction; a column of the same name may say what the edges stand for.
func (s *sheet) saysDirections(column int) bool {
	said := false
	for i := range s.rows {
		switch strings.ToLower(s.cell(i, column)) {
		case "":
		case "directed", "undirected", "mutual":
			said = true
		default:
			return false
		}
	}
	return said
}
