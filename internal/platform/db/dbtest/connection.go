package dbtest

import (
	"context"
	"database/sql"
	"os"
	"sync"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named pgx
)

// connection is one connection to the cluster itself. After an error it does
// nothing more.
type connection struct {
	cluster string
	conn    *sql.Conn
	err     error
}

// inCluster runs f with a connection to the cluster, which is started if the
// environment names none. It then runs until the test process ends.
func inCluster(f func(*connection) error) error {
	cluster, err := address()
	if err != nil {
		return err
	}
	pool, err := sql.Open("pgx", cluster)
	if err != nil {
		return err
	}
	defer pool.Close()
	conn, err := pool.Conn(context.Background())
	if err != nil {
		return err
	}
	defer conn.Close()
	return f(&connection{cluster: cluster, conn: conn})
}

var address = sync.OnceValues(func() (string, error) {
	if cluster := os.Getenv(Variable); cluster != "" {
		return cluster, nil
	}
	cluster, _, err := Cluster()
	return cluster, err
})

func (c *connection) run(statement string) {
	if c.err == nil {
		_, c.err = c.conn.ExecContext(context.Background(), statement)
	}
}

func (c *connection) has(query string, args ...any) bool {
	if c.err != nil {
		return false
	}
	rows, err := c.conn.QueryContext(context.Background(), query, args...)
	if err != nil {
		c.err = err
		return false
	}
	defer rows.Close()
	return rows.Next()
}

func (c *connection) address(database string) string {
	address, err := withDatabase(c.cluster, database)
	if err != nil {
		c.err = err
	}
	return address
}
