package main

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"samkarta/internal/insats"
	"samkarta/internal/record"
)

// The catalogue in a database, laid out for this one question as well as can be:
// words as bits, a row for each group and municipality (0 for those that are
// bound to none), and all that is asked for in the index itself.
const sqlSchema = `
CREATE TABLE insats (id integer PRIMARY KEY);
CREATE TABLE criteria (
  town integer NOT NULL, insats integer NOT NULL, age_from smallint NOT NULL, age_to smallint NOT NULL, judged boolean NOT NULL, aged boolean NOT NULL,
  incomes_any integer NOT NULL, incomes_none integer NOT NULL, decisions_any integer NOT NULL, referral_any integer NOT NULL,
  conditions_any integer NOT NULL, conditions_none integer NOT NULL, statuses_any integer NOT NULL, statuses_all integer NOT NULL, enrolled_any integer NOT NULL)`

const sqlIndex = `CREATE INDEX ON criteria (town) INCLUDE (insats, age_from, age_to, judged, aged, incomes_any, incomes_none, decisions_any,
  referral_any, conditions_any, conditions_none, statuses_any, statuses_all, enrolled_any)`

// sqlPossible gives what may fit with 2 where it does. A list that is not known is
// -1, so that it has a bit of any; each is followed by 1 if it is not known.
const sqlPossible = `SELECT insats, max(CASE WHEN judged OR incomes_any | incomes_none <> 0 AND $4::int = 1 OR decisions_any <> 0 AND $6::int = 1
    OR referral_any <> 0 AND $8::int = 1 OR conditions_any | conditions_none <> 0 AND $10::int = 1
    OR statuses_any | statuses_all <> 0 AND $12::int = 1 OR enrolled_any <> 0 AND $14::int = 1 THEN 1 ELSE 2 END) AS value
  FROM criteria WHERE town IN (0, $1::int) AND $2::int BETWEEN age_from AND age_to
    AND (incomes_any = 0 OR incomes_any & $3::int <> 0) AND ($4::int = 1 OR incomes_none & $3::int = 0)
    AND (decisions_any = 0 OR decisions_any & $5::int <> 0) AND (referral_any = 0 OR referral_any & $7::int <> 0)
    AND (conditions_any = 0 OR conditions_any & $9::int <> 0) AND ($10::int = 1 OR conditions_none & $9::int = 0)
    AND (statuses_any = 0 OR statuses_any & $11::int <> 0) AND statuses_all & ~$11::int = 0
    AND (enrolled_any = 0 OR enrolled_any & $13::int <> 0)
  GROUP BY insats`

const (
	sqlSets = `SELECT coalesce(p.value, 0), count(*), array_agg(i.id) FROM insats i LEFT JOIN (` + sqlPossible + `) p ON p.insats = i.id GROUP BY 1`
	sqlFew  = `SELECT p.value, count(*), array_agg(p.insats) FROM (` + sqlPossible + `) p GROUP BY 1`
)

// inSQL measures the same question asked of the database, and checks that it gives
// the same answers.
func (m *matched) inSQL(ctx context.Context, cluster string, made made, all []*insats.Insats, x *insats.Index) error {
	address, err := onCluster(ctx, cluster, "bench_insatser")
	if err != nil {
		return err
	}
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	if err := fillSQL(ctx, pool, all); err != nil {
		return err
	}
	var persons []insats.Person
	for range sqlPersons {
		persons = append(persons, made.person())
	}
	if m.sql, err = askSQL(ctx, pool, sqlSets, persons, x, true); err != nil {
		return err
	}
	m.sqlShort, err = askSQL(ctx, pool, sqlFew, persons, x, false)
	return err
}

func fillSQL(ctx context.Context, pool *sql.DB, all []*insats.Insats) error {
	for _, statement := range strings.Split(sqlSchema, ";") {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	var rows []string
	insert := func(table string, least int) error {
		if len(rows) < least || len(rows) == 0 {
			return nil
		}
		_, err := pool.ExecContext(ctx, "INSERT INTO "+table+" VALUES "+strings.Join(rows, ","))
		rows = rows[:0]
		return err
	}
	for i, one := range all {
		for _, g := range one.Groups() {
			rows = append(rows, sqlRows(i, g)...)
		}
		if err := insert("criteria", 2000); err != nil {
			return err
		}
	}
	if err := insert("criteria", 1); err != nil {
		return err
	}
	for _, statement := range []string{fmt.Sprintf("INSERT INTO insats SELECT generate_series(0, %d)", len(all)-1), sqlIndex, "VACUUM ANALYZE"} {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// sqlRows are the rows of a group.
func sqlRows(i int, g insats.Criteria) []string {
	towns := slices.Clone(g.Municipalities)
	if len(towns) == 0 {
		towns = []string{"0"}
	}
	slices.Sort(towns)
	from, to := 0, 127
	if g.AgeMin != nil {
		from = *g.AgeMin
	}
	if g.AgeMax != nil {
		to = *g.AgeMax
	}
	aged := g.AgeMin != nil || g.AgeMax != nil
	judged := g.Other != "" || g.Residence != "" || g.AgeNote != "" && !aged
	referral := g.ReferralAny
	if slices.Contains(referral, "any_party") {
		referral = slices.DeleteFunc(slices.Clone(record.Vocabulary("referral")), func(w string) bool { return w == "self" && !slices.Contains(g.ReferralAny, w) })
	}
	var rows []string
	for _, town := range slices.Compact(towns) {
		rows = append(rows, fmt.Sprintf("(%s,%d,%d,%d,%t,%t,%d,%d,%d,%d,%d,%d,%d,%d,%d)", strings.TrimLeft(town, "0")+map[bool]string{true: "0"}[town == "0"],
			i, from, to, judged, aged,
			bitsIn("income", g.IncomesAny), bitsIn("income", g.IncomesNone), bitsIn("decision", g.DecisionsAny), bitsIn("referral", referral),
			bitsIn("condition", g.ConditionsAny), bitsIn("condition", g.ConditionsNone), bitsIn("person_status", g.StatusesAny),
			bitsIn("person_status", g.StatusesAll), bitsIn("", g.EnrolledAny)))
	}
	return rows
}

// bitsIn gives words as bits; those of no vocabulary are enrolments.
func bitsIn(vocabulary string, words []string) int {
	known, set := record.Vocabulary(vocabulary), 0
	if vocabulary == "" {
		known = enrolledAt
	}
	for _, w := range words {
		set |= 1 << slices.Index(known, w)
	}
	return set
}

// sqlPerson are the arguments that tell of a person.
func sqlPerson(p insats.Person) []any {
	args := []any{strings.TrimLeft(p.Municipality, "0"), *p.Age}
	incomes := p.Incomes
	if incomes != nil && len(incomes) == 0 {
		incomes = []string{"none"}
	}
	for _, list := range []struct {
		vocabulary string
		words      []string
	}{{"income", incomes}, {"decision", p.Decisions}, {"referral", p.Referral}, {"condition", p.Conditions}, {"person_status", p.Statuses}, {"", p.Enrolled}} {
		if list.words == nil {
			args = append(args, -1, 1)
		} else {
			args = append(args, bitsIn(list.vocabulary, list.words), 0)
		}
	}
	return args
}

func askSQL(ctx context.Context, pool *sql.DB, query string, persons []insats.Person, x *insats.Index, whole bool) (spread, error) {
	statement, err := pool.PrepareContext(ctx, query)
	if err != nil {
		return spread{}, err
	}
	defer statement.Close()
	var took []time.Duration
	for _, p := range persons {
		args := sqlPerson(p)
		begun := time.Now()
		counts, err := setsOf(ctx, statement, args)
		took = append(took, time.Since(begun))
		if err != nil {
			return spread{}, err
		}
		a := x.Answer(p)
		if counts[2] != a.YesCount || counts[1] != a.DependsCount || whole && counts[0] != a.NoCount {
			return spread{}, fmt.Errorf("the database counts %v, the index %d, %d and %d: %+v", counts, a.NoCount, a.DependsCount, a.YesCount, p)
		}
	}
	return spreadOfTimes(took), nil
}

// setsOf asks and reads the sets as the driver gives them.
func setsOf(ctx context.Context, statement *sql.Stmt, args []any) (counts [3]int, err error) {
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		return counts, err
	}
	defer rows.Close()
	for rows.Next() {
		var value, n int
		var ids sql.RawBytes
		if err := rows.Scan(&value, &n, &ids); err != nil {
			return counts, err
		}
		counts[value] = n
	}
	return counts, rows.Err()
}
