package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// The names of the fields and buttons that repeated rows need to work without
// scripts. A row whose fields are all empty is told from one that is not there
// by the number that is posted with the list.
const (
	rowsField = "_rows."
	addRow    = "_add"
	removeRow = "_remove"
	maxRows   = 200
)

// Rows gives how many rows a list has.
func (in *Input) Rows(list string) int {
	n, _ := strconv.Atoi(in.Values.Get(rowsField + list))
	for name := range in.Values {
		if i, _, ok := rowOf(name, list); ok && i >= n {
			n = i + 1
		}
	}
	return min(max(n, 0), maxRows)
}

// SetRows says how many rows a list has, also when they are empty.
func (in *Input) SetRows(list string, n int) { in.Set(rowsField+list, strconv.Itoa(n)) }

// RowFilled tells whether anything stands in a row of a list.
func (in *Input) RowFilled(list string, i int) bool {
	for name := range in.Values {
		if j, _, ok := rowOf(name, list); ok && i == j && in.Get(name) != "" {
			return true
		}
	}
	return false
}

// RowsEdited does what the buttons "add a row" and "remove" ask for. It tells
// whether one of them was pressed: the form is then to be shown again, with
// nothing saved.
func (in *Input) RowsEdited() bool {
	if list := in.Get(addRow); list != "" {
		in.Values.Del(addRow)
		in.SetRows(list, min(in.Rows(list)+1, maxRows))
		in.Values.Set("_focus", At(list, in.Rows(list)-1, ""))
		return true
	}
	if button := in.Get(removeRow); button != "" {
		in.Values.Del(removeRow)
		if list, i, ok := parseRow(button); ok {
			in.remove(list, i)
		}
		return true
	}
	return false
}

// remove takes a row away; the rows after it move up.
func (in *Input) remove(list string, gone int) {
	n := in.Rows(list)
	if gone < 0 || gone >= n {
		return
	}
	moved := url.Values{}
	for name, values := range in.Values {
		i, field, ok := rowOf(name, list)
		switch {
		case !ok || i < gone:
			moved[name] = values
		case i > gone:
			moved[fmt.Sprintf("%s[%d]%s", list, i-1, field)] = values
		}
	}
	in.Values = moved
	in.SetRows(list, n-1)
	in.Values.Set("_focus", addRow+"."+list)
}

// rowOf takes times[2].day apart if it is a field of the list: 2 and ".day".
func rowOf(name, list string) (i int, field string, ok bool) {
	rest, ok := strings.CutPrefix(name, list+"[")
	if !ok {
		return 0, "", false
	}
	number, field, ok := strings.Cut(rest, "]")
	i, err := strconv.Atoi(number)
	return i, field, ok && err == nil && i >= 0 && i < maxRows
}

// parseRow takes times[2] apart: times and 2.
func parseRow(s string) (list string, i int, ok bool) {
	at := strings.LastIndexByte(s, '[')
	if at < 0 || !strings.HasSuffix(s, "]") {
		return "", 0, false
	}
	i, err := strconv.Atoi(s[at+1 : len(s)-1])
	return s[:at], i, err == nil
}
