package cli

import (
	"strings"
	"unicode/utf8"
)

// gap is the blanks between the columns of a table.
const gap = 2

// narrowest is how narrow a column with long texts may get.
const narrowest = 12

// tableOf lays rows out in columns, the first row being their heads. With a
// width long texts are wrapped within their columns so that the table fits; words
// are never broken, so that an id can be copied.
func tableOf(rows [][]string, width int) string {
	widths := widthsOf(rows, width)
	var b strings.Builder
	for _, row := range rows {
		lines := make([][]string, len(row))
		height := 1
		for i, cell := range row {
			lines[i] = wrap(cell, widths[i])
			height = max(height, len(lines[i]))
		}
		for n := range height {
			b.WriteString(lineOf(lines, widths, n) + "\n")
		}
	}
	return b.String()
}

// lineOf is one line of a row whose cells are wrapped.
func lineOf(cells [][]string, widths []int, n int) string {
	var b strings.Builder
	for i, lines := range cells {
		part := ""
		if n < len(lines) {
			part = lines[n]
		}
		b.WriteString(part + strings.Repeat(" ", widths[i]-min(len([]rune(part)), widths[i])+gap))
	}
	return strings.TrimRight(b.String(), " ")
}

// widthsOf gives the columns the room that they need, and takes it from the
// widest where there is too little.
func widthsOf(rows [][]string, width int) []int {
	widths, least := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
			for _, word := range strings.Fields(cell) {
				least[i] = max(least[i], utf8.RuneCountInString(word))
			}
		}
	}
	if width == 0 {
		return widths
	}
	total := gap * (len(widths) - 1)
	for i, w := range widths {
		total += w
		least[i] = min(max(least[i], narrowest), w)
	}
	for ; total > width; total-- {
		i := widest(widths, least)
		if i < 0 {
			break // it cannot be made narrower
		}
		widths[i]--
	}
	return widths
}

// widest gives the widest column that can be narrower; -1 if none can.
func widest(widths, least []int) int {
	at := -1
	for i, w := range widths {
		if w > least[i] && (at < 0 || w > widths[at]) {
			at = i
		}
	}
	return at
}

// wrap breaks a text into lines of a width, between words.
func wrap(s string, width int) []string {
	if utf8.RuneCountInString(s) <= width {
		return []string{s}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}
