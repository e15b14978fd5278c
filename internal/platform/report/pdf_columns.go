package report

import "strings"

// pdfSampled is how many rows say how wide the columns are.
const pdfSampled = 400

// need is how wide a column must be for its longest word, and how wide its
// longest cell is.
type need struct{ least, most float64 }

// share gives each column its width: what its share or its contents ask for.
// Where the longest words have no room, the letters are made smaller before
// words are broken.
func (t *pdfTable) share(b Table) {
	n := len(b.Columns)
	gutter := min(pdfGutter, pdfWidth/4/float64(n))
	room := pdfWidth - gutter*float64(n)
	needs := t.needs(b)
	for _, smaller := range []float64{1, 0.92, 0.85, 0.78} {
		t.cell, t.column = t.p.look.cell.scaled(smaller), t.p.look.column.scaled(smaller)
		if total(needs, func(x need) float64 { return x.least })*smaller <= room {
			break
		}
	}
	widths := spread(b.Columns, needs, room*t.p.look.cell.size/t.cell.size)
	x := pdfLeft
	for i, c := range b.Columns {
		width := widths[i] * t.cell.size / t.p.look.cell.size
		t.columns = append(t.columns, pdfColumn{c, x + gutter/2, width})
		x += width + gutter
	}
}

func (t pdfType) scaled(x float64) pdfType {
	t.size, t.lead = t.size*x, t.lead*x
	return t
}

func (t *pdfTable) needs(b Table) []need {
	return needsOf(b, func(s string, bold bool) float64 { return t.p.fonts[pdfCut{Bold: bold}].Width(s, t.cell.size) })
}

// needsOf measures what the columns of a table need.
func needsOf(b Table, width func(s string, bold bool) float64) []need {
	needs := make([]need, len(b.Columns))
	step := max(1, len(b.Rows)/pdfSampled)
	for at := 0; at < len(b.Rows); at += step {
		row := b.Rows[at]
		for i, cell := range row.Cells[:min(len(row.Cells), len(needs))] {
			needs[i].add(plain(cell.Text.String()), func(s string) float64 { return width(s, row.Sum) })
		}
	}
	for i, c := range b.Columns {
		if c.Kind != Words { // numbers and days stand on one line
			needs[i].least = min(needs[i].most, pdfWidth/5)
		}
		needs[i].add(plain(c.Title), func(s string) float64 { return width(s, true) })
		needs[i].least = min(needs[i].least, pdfWidth/3)
		needs[i].most = max(min(needs[i].most, 1.4*pdfWidth), needs[i].least)
	}
	return needs
}

// pdfLongest is how many letters of a cell are measured.
const pdfLongest = 400

func (n *need) add(s string, width func(string) float64) {
	if letters := []rune(s); len(letters) > pdfLongest {
		s = string(letters[:pdfLongest])
	}
	n.most = max(n.most, width(s)+1)
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '/' }) {
		n.least = max(n.least, width(word)+1)
	}
}

// spread shares the room: each column has what its longest word needs, and of
// what is left as much as its longest cell asks for.
func spread(columns []Column, needs []need, room float64) []float64 {
	widths := make([]float64, len(columns))
	shares, left := 0.0, room
	for i, c := range columns {
		if c.Share > 0 {
			shares += c.Share
		} else {
			left -= needs[i].least
		}
	}
	if shares > 0 {
		return spreadShares(columns, needs, room, shares)
	}
	if left < 0 { // not even the words have room: all give way alike
		least := total(needs, func(n need) float64 { return n.least })
		for i, n := range needs {
			widths[i] = room * n.least / least
		}
		return widths
	}
	wish := func(n need) float64 { return n.most - n.least }
	wishes, most := total(needs, wish), total(needs, func(n need) float64 { return n.most })
	for i, n := range needs {
		if left >= wishes { // all have what they ask for: the rest goes where much is said
			widths[i] = n.most + (left-wishes)*n.most/max(most, 1)
		} else {
			widths[i] = n.least + left*wish(n)/wishes
		}
	}
	return widths
}

// spreadShares gives the columns with a share theirs of what the others leave.
func spreadShares(columns []Column, needs []need, room, shares float64) []float64 {
	others := 0.0
	for i, c := range columns {
		if c.Share <= 0 {
			others += min(needs[i].most, pdfWidth/4)
		}
	}
	others = min(others, room/2)
	asked := 0.0
	for i, c := range columns {
		if c.Share <= 0 {
			asked += min(needs[i].most, pdfWidth/4)
		}
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		if c.Share > 0 {
			widths[i] = (room - others) * c.Share / shares
		} else {
			widths[i] = others * min(needs[i].most, pdfWidth/4) / max(asked, 1)
		}
	}
	return widths
}

func total(needs []need, of func(need) float64) float64 {
	sum := 0.0
	for _, n := range needs {
		sum += of(n)
	}
	return sum
}
