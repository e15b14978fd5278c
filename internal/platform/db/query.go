package db

import (
	"database/sql"
	"database/sql/driver"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"samkarta/internal/platform/fault"
)

// Row is one row of a result.
type Row interface{ Scan(dest ...any) error }

// Exec runs a statement and tells how many rows it touched.
func (tx *Tx) Exec(query string, args ...any) (int64, error) {
	if tx.reading {
		return 0, errReadOnly
	}
	args, err := tx.ready(args)
	if err != nil {
		return 0, err
	}
	result, err := tx.sql.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, tx.fail(err)
	}
	return result.RowsAffected()
}

// Each runs a query and calls f with each row, which is read from the database
// as it is walked. f may not use the transaction.
func Each(tx *Tx, f func(Row) error, query string, args ...any) error {
	return tx.walk(query, args, func(rows *sql.Rows) error {
		for rows.Next() {
			if err := f(rows); err != nil {
				return err
			}
		}
		return nil
	})
}

// All runs a query and gives every row as scan makes it.
func All[T any](tx *Tx, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	err := Each(tx, func(r Row) error {
		one, err := scan(r)
		all = append(all, one)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

// One runs a query and gives its first row as scan makes it; ErrNone if there
// is no row.
func One[T any](tx *Tx, scan func(Row) (T, error), query string, args ...any) (one T, err error) {
	found := false
	err = tx.walk(query, args, func(rows *sql.Rows) error {
		if found = rows.Next(); !found {
			return nil
		}
		one, err = scan(rows)
		return err
	})
	if err == nil && !found {
		err = ErrNone
	}
	return one, err
}

// Value is a scan for One and All of a single column.
func Value[T any](r Row) (v T, err error) {
	err = r.Scan(&v)
	return v, err
}

func (tx *Tx) walk(query string, args []any, f func(*sql.Rows) error) error {
	args, err := tx.ready(args)
	if err != nil {
		return err
	}
	rows, err := tx.sql.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return tx.fail(err)
	}
	tx.walking = true
	defer func() { tx.walking = false }()
	defer rows.Close()
	if err := f(rows); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return tx.fail(err)
	}
	if err := rows.Close(); err != nil {
		return tx.fail(err)
	}
	return nil
}

// ready makes the arguments ready for a statement, if the transaction is.
func (tx *Tx) ready(args []any) ([]any, error) {
	if tx.err != nil {
		return nil, tx.err
	}
	if tx.walking {
		return nil, errWalking
	}
	plain := make([]any, len(args))
	for i, a := range args {
		var err error
		if plain[i], err = argument(a); err != nil {
			return nil, err
		}
	}
	return plain, nil
}

func (tx *Tx) fail(err error) error {
	tx.err = tx.engine.translate(err)
	return tx.err
}

// argument is a value as both engines store it.
func argument(a any) (any, error) {
	switch v := a.(type) {
	case nil, int64, float64, []byte:
		return v, nil
	case string:
		return textArgument(v)
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case int:
		return int64(v), nil
	case time.Time:
		return Time(v), nil
	case driver.Valuer:
		inner, err := v.Value()
		if err != nil {
			return nil, err
		}
		return argument(inner)
	}
	return underlying(reflect.ValueOf(a))
}

// underlying is the plain value of a named type or behind a pointer.
func underlying(v reflect.Value) (any, error) {
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil():
		return nil, nil
	case v.Kind() == reflect.Pointer:
		return argument(v.Elem().Interface())
	case v.Kind() == reflect.String:
		return textArgument(v.String())
	case v.Kind() == reflect.Bool:
		return argument(v.Bool())
	case v.CanInt():
		return v.Int(), nil
	case v.CanUint():
		return int64(v.Uint()), nil
	case v.CanFloat():
		return v.Float(), nil
	}
	return v.Interface(), nil
}

// textArgument refuses what one of the engines could not give back unchanged.
func textArgument(s string) (any, error) {
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		return nil, fault.New(fault.Invalid, "db.text")
	}
	return s, nil
}

// In makes the inside of an IN (…): placeholders from $first on, and the
// values as their arguments. No values make a list that nothing is in.
func In(first int, values []string) (placeholders string, args []any) {
	if len(values) == 0 {
		return "SELECT '' WHERE 1 = 0", nil
	}
	var b strings.Builder
	args = make([]any, len(values))
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
		args[i] = v
	}
	return b.String(), args
}

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Prefix is the pattern of what begins with s, for LIKE $1 ESCAPE '\'.
func Prefix(s string) string { return likeSigns.Replace(s) + "%" }

// Contains is the pattern of what has s in it, for LIKE $1 ESCAPE '\'.
func Contains(s string) string { return "%" + Prefix(s) }
