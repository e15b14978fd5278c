package contact

import (
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// Grid is a matrix of who meets whom, and of how those of the rows find those of
// the columns. A row or a column is an actor with all that is within it, or a
// kind of party with all parties of it.
type Grid struct {
	Rows, Columns []string
	Cells         [][]Cell // by row and column
}

// Cell is one place of the matrix: what Between finds, counted.
type Cell struct {
	Forums int    // in which both sit
	Ease   string // how the row finds the column, a word of "ease"; "" is unknown
	Told   int    // relations and paths from the row to the column
}

// NewGrid makes the matrix. Municipalities limit what counts to what is for any
// of them; none is everywhere. All forums, relations and paths are gone through
// once, whatever the size of the matrix.
func NewGrid(v *record.View, rows, columns, municipalities []string) *Grid {
	g := &Grid{Rows: rows, Columns: columns, Cells: make([][]Cell, len(rows))}
	for i := range g.Cells {
		g.Cells[i] = make([]Cell, len(columns))
	}
	m := &marking{v: v, scope: municipalities, rows: newGroups(v, rows), columns: newGroups(v, columns), grid: g}
	m.forums()
	m.told()
	return g
}

// marking is the going through for one matrix.
type marking struct {
	v             *record.View
	scope         []string
	rows, columns groups
	grid          *Grid
}

func (m *marking) forums() {
	rows, columns := newSeated(m.rows), newSeated(m.columns)
	for _, f := range forum.Forums.All(m.v) {
		if !isHeld(f) || !anyOf(m.scope, f.Municipalities) {
			continue
		}
		rows.take(m.v, f)
		columns.take(m.v, f)
		if len(rows.in) == 0 || len(columns.in) == 0 || !anyOf(m.scope, f.Serves(m.v)) {
			continue
		}
		for _, i := range rows.in {
			for _, j := range columns.in {
				if m.grid.Rows[i] != m.grid.Columns[j] || len(rows.parties[i]) > 1 {
					m.grid.Cells[i][j].Forums++
				}
			}
		}
	}
}

// isHeld tells whether people meet in a forum, or may do.
func isHeld(f *forum.Forum) bool {
	return f.KnownStatus() == "active" || f.KnownStatus() == "unclear"
}

// told puts into each cell how the row finds the column.
func (m *marking) told() {
	eases := map[[2]int][]string{}
	put := func(from, to, municipality, ease string) {
		if municipality != "" && !anyOf(m.scope, []string{municipality}) {
			return
		}
		rows, columns := m.rows.of(m.v, from), m.columns.of(m.v, to)
		if len(rows) == 0 || len(columns) == 0 || !inScope(m.v, m.scope, from, to, municipality) {
			return
		}
		for _, i := range rows {
			for _, j := range columns {
				m.grid.Cells[i][j].Told++
				eases[[2]int{i, j}] = append(eases[[2]int{i, j}], ease)
			}
		}
	}
	for _, r := range Relations.All(m.v) {
		put(r.From, r.To, r.Municipality, r.Ease)
	}
	for _, p := range Paths.All(m.v) {
		put(p.From, p.Into, p.Municipality, p.felt())
	}
	for at, words := range eases {
		m.grid.Cells[at[0]][at[1]].Ease = Summary(words)
	}
}

// felt is how easy a path is found to be; that there is none is hard.
func (p *Path) felt() string {
	if p.Ease == "" && p.Missing() {
		return "hard"
	}
	return p.Ease
}

// inScope tells whether what is told from one end to another is about the
// municipalities: it says so, or else neither end is somewhere else.
func inScope(v *record.View, scope []string, from, to, municipality string) bool {
	if municipality != "" {
		return anyOf(scope, []string{municipality})
	}
	return len(scope) == 0 || anyOf(scope, party.PlacesOf(v, from)) && anyOf(scope, party.PlacesOf(v, to))
}

// anyOf tells whether one of the places is in the scope; no scope is everywhere,
// and no place may be anywhere.
func anyOf(scope, places []string) bool {
	return len(scope) == 0 || len(places) == 0 ||
		slices.ContainsFunc(places, func(code string) bool { return slices.Contains(scope, code) })
}

// Summary makes one word of how several find it: the more careful one where all
// find it easy or all find it hard, mixed where they differ, "" where nobody has
// said.
func Summary(eases []string) string {
	has := func(word string) bool { return slices.Contains(eases, word) }
	easy, hard := has("easy") || has("fairly_easy"), has("hard") || has("fairly_hard")
	switch {
	case has("mixed"), easy && hard:
		return "mixed"
	}
	for _, word := range []string{"hard", "fairly_hard", "fairly_easy", "easy"} {
		if has(word) {
			return word
		}
	}
	return ""
}

// groups are the rows or the columns, to be found by who belongs to them.
type groups struct {
	within map[string][]int // by actor and by kind of party
	kinds  bool             // some of them are kinds
	size   int
}

func newGroups(v *record.View, ends []string) groups {
	g := groups{within: map[string][]int{}, size: len(ends)}
	for i, end := range ends {
		ids := []string{end}
		if g.kinds = g.kinds || IsKind(end); !IsKind(end) {
			ids = party.Within(v, end)
		}
		for _, id := range ids {
			g.within[id] = append(g.within[id], i)
		}
	}
	return g
}

// of gives the groups that an end belongs to: by itself, or else by the kind of
// its party.
func (g groups) of(v *record.View, id string) []int {
	if in, ok := g.within[id]; ok || !g.kinds {
		return in
	}
	a, _ := party.FindActor(v, id)
	return g.within[a.Type()]
}

// seated is who of the groups sits in a forum. It is used over and over, for
// there may be thousands of forums.
type seated struct {
	groups  groups
	in      []int      // the groups that sit there
	parties [][]string // by group, those of its parties that do
}

func newSeated(g groups) *seated { return &seated{groups: g, parties: make([][]string, g.size)} }

func (s *seated) take(v *record.View, f *forum.Forum) {
	for _, i := range s.in {
		s.parties[i] = s.parties[i][:0]
	}
	s.in = s.in[:0]
	for _, p := range f.Participants {
		for _, i := range s.groups.of(v, p.Actor) {
			if len(s.parties[i]) == 0 {
				s.in = append(s.in, i)
			}
			if id := party.PartyOf(v, p.Actor); !slices.Contains(s.parties[i], id) {
				s.parties[i] = append(s.parties[i], id)
			}
		}
	}
}
