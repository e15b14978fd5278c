package cli

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var rows = [][]string{
	{"ID", "NAMN", "VAD SOM SÄGS"},
	{"aneby/ame", "Arbetsmarknadsenheten", "Åtta ögon såg en lång text som inte får plats på en rad i ett smalt fönster."},
	{"fk", "", "Kort."},
}

func TestTableWithoutATerminalIsNotCut(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(tableOf(rows, 0), "\n"), "\n")
	if len(lines) != len(rows) || lines[2] != "fk                                Kort." {
		t.Errorf("%q", lines)
	}
}

func TestTableFitsItsTerminal(t *testing.T) {
	for width := 60; width < 140; width++ {
		out := tableOf(rows, width)
		for line := range strings.Lines(out) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("width %d: a line of %d: %q", width, n, line)
			}
			if line != strings.TrimRight(line, " \n")+"\n" {
				t.Errorf("width %d: blanks at the end of %q", width, line)
			}
		}
		if got := sortedWords(out); !slices.Equal(got, sortedWords(tableOf(rows, 0))) {
			t.Errorf("width %d: the words are %v", width, got)
		}
	}
}

// Words are never broken, so that an id can be copied, even if the table does
// not fit then.
func TestTableBreaksNoWord(t *testing.T) {
	out := tableOf(rows, 10)
	for _, word := range []string{"aneby/ame", "Arbetsmarknadsenheten"} {
		if !strings.Contains(out, word) {
			t.Errorf("%s is broken:\n%s", word, out)
		}
	}
}

func sortedWords(s string) []string {
	all := strings.Fields(s)
	slices.Sort(all)
	return all
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  []string
	}{
		{"", 5, []string{""}},
		{"kort", 5, []string{"kort"}},
		{"två ord till", 7, []string{"två ord", "till"}},
		{"jättelångtord här", 5, []string{"jättelångtord", "här"}},
		{"å ä ö", 5, []string{"å ä ö"}},
	} {
		if got := wrap(c.in, c.width); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}
