package db

import (
	"strconv"
	"strings"
)

// inserter inserts rows of a table, many with each statement.
type inserter struct {
	table backupTable
	args  []any
	rows  int
}

// rowsPerInsert keeps the placeholders of any table well below the engines'
// bounds, and the statement's rows few enough to hold in memory.
const rowsPerInsert = 50

func (i *inserter) add(tx *Tx, values []any) error {
	if len(values) != len(i.table.Columns) {
		return cut(nil)
	}
	i.args = append(i.args, values...)
	i.rows++
	if i.rows < rowsPerInsert {
		return nil
	}
	return i.flush(tx)
}

func (i *inserter) flush(tx *Tx) error {
	if i.rows == 0 {
		return nil
	}
	_, err := tx.Exec(i.statement(), i.args...)
	i.args, i.rows = i.args[:0], 0
	return err
}

func (i *inserter) statement() string {
	rows := make([]string, i.rows)
	for n := range rows {
		rows[n] = places(n*len(i.table.Columns)+1, len(i.table.Columns))
	}
	return `INSERT INTO ` + quoted(i.table.Table) + ` (` + quotedList(i.table.Columns) + `) VALUES ` +
		strings.Join(rows, ", ")
}

// places are count placeholders from $first on, as one row.
func places(first, count int) string {
	all := make([]string, count)
	for i := range all {
		all[i] = "$" + strconv.Itoa(first+i)
	}
	return "(" + strings.Join(all, ",") + ")"
}
