package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"
)

// The cluster runs under a shell that waits for the end of its input, which
// comes when Cluster's caller stops it or when the calling process has ended,
// however it ended. The shell then stops the server and removes its folder.
const watchdog = `
trap '' INT TERM HUP
"$@" </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$SAMKARTA_CLUSTER"
`

// Cluster starts a private cluster that keeps nothing, and gives its address
// and what stops it. It stops by itself when the process ends.
func Cluster() (address string, stop func() error, err error) {
	bin, err := programs()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "samkarta-pg-")
	if err != nil {
		return "", nil, err
	}
	if stop, err = start(bin, dir); err == nil {
		q := url.Values{"host": {dir}, "port": {"5432"}, "user": {"postgres"}, "sslmode": {"disable"}}
		address = "postgres:///postgres?" + q.Encode()
		err = waitFor(address)
	}
	if err == nil {
		return address, stop, nil
	}
	log, _ := os.ReadFile(filepath.Join(dir, "log"))
	if stop != nil {
		err = errors.Join(err, stop())
	}
	return "", nil, errors.Join(fmt.Errorf("postgres does not start: %w\n%s", err, log), os.RemoveAll(dir))
}

// programs is the folder with the newest server programs on the machine.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	if len(found) > 0 {
		return filepath.Dir(found[0]), nil
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("the tests need PostgreSQL: apt-get install postgresql")
	}
	return filepath.Dir(initdb), nil
}

func version(initdb string) int {
	n, err := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb))))
	if err != nil {
		return 0
	}
	return n
}

// start makes the cluster in dir and starts it. It sorts as Swedish does, so
// that what relies on the order of bytes has to say so.
func start(bin, dir string) (stop func() error, err error) {
	as, err := owner(dir)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	initdb := command(as, filepath.Join(bin, "initdb"), "--pgdata", data, "--username", "postgres",
		"--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu",
		"--icu-locale", "sv", "--no-sync")
	initdb.Dir = dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	server := command(as, "sh", "-c", watchdog, "sh", filepath.Join(bin, "postgres"), "-D", data,
		"-k", dir, "-h", "", "-p", "5432", "-F", "-c", "synchronous_commit=off",
		"-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB",
		"-c", "autovacuum=off", "-c", "max_wal_size=4GB")
	return watch(server, dir)
}

// held keeps the inputs of the running clusters: one that nothing refers to
// would be closed when memory is collected, and stop its cluster.
var held sync.Map

func watch(server *exec.Cmd, dir string) (stop func() error, err error) {
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	server.Dir, server.Stdout, server.Stderr = dir, log, log
	server.Env = append(os.Environ(), "SAMKARTA_CLUSTER="+dir)
	in, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	held.Store(dir, in)
	return sync.OnceValue(func() error {
		held.Delete(dir)
		in.Close()
		server.Wait() // the server has been told to break off, which it reports as a failure
		return os.RemoveAll(dir)
	}), nil
}

// owner gives dir to the user that runs the server, which may not be root, and
// says how to run a program as that user.
func owner(dir string) (as []string, err error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("apt-get install postgresql: %w", err)
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	return []string{"runuser", "-u", "postgres", "--"}, errors.Join(err1, err2, os.Chown(dir, uid, gid))
}

func command(as []string, args ...string) *exec.Cmd {
	all := append(slices.Clone(as), args...)
	return exec.Command(all[0], all[1:]...)
}

func waitFor(address string) error {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(30 * time.Millisecond) {
		err := pool.PingContext(context.Background())
		if err == nil || time.Now().After(end) {
			return err
		}
	}
}
