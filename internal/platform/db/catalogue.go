package db

// table is one table of the schema with its columns in order, the bookkeeping
// of migrations left out.
type table struct {
	name    string
	columns []column
}

type column struct{ name, kind string }

// catalogue reads the schema as the database has it.
func catalogue(tx *Tx) ([]table, error) {
	names, err := All(tx, Value[string], tx.engine.tables())
	if err != nil {
		return nil, err
	}
	var all []table
	for _, name := range names {
		if name == versionTable {
			continue
		}
		columns, err := All(tx, scanColumn, tx.engine.columns(), name)
		if err != nil {
			return nil, err
		}
		all = append(all, table{name, columns})
	}
	return all, nil
}

func scanColumn(r Row) (c column, err error) {
	err = r.Scan(&c.name, &c.kind)
	return c, err
}

func (t table) columnNames() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

// schemaVersion is the version of the schema in this transaction's snapshot.
func schemaVersion(tx *Tx) (int64, error) {
	return One(tx, Value[int64], `SELECT max(version_id) FROM `+versionTable)
}
