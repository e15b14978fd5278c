package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// imported is what it took to import some documents, or to run a command.
type imported struct {
	took time.Duration
	peak int64 // bytes, at most
}

// importAll runs the program's import of a folder, as somebody who fills an
// installation would.
func importAll(ctx context.Context, program, database, folder string) (imported, error) {
	return watched(exec.CommandContext(ctx, program, "--db", database, "import", folder))
}

// watched runs a command to its end, and says how long it took and the most that
// it held.
func watched(command *exec.Cmd) (imported, error) {
	var said strings.Builder
	command.Stdout, command.Stderr = &said, &said
	begun := time.Now()
	if err := command.Start(); err != nil {
		return imported{}, err
	}
	done := make(chan error, 1)
	go func() { done <- command.Wait() }()
	var peak int64
	for {
		select {
		case err := <-done:
			if err != nil {
				err = fmt.Errorf("%s: %w\n%s", strings.Join(command.Args, " "), err, said.String())
			}
			return imported{time.Since(begun), peak}, err
		case <-time.After(5 * time.Millisecond):
			// What the system says of a process that has ended counts the one that
			// started it too, so the process is asked while it lives.
			peak = max(peak, memory(command.Process.Pid, "VmHWM"))
		}
	}
}

// memory is a figure of a process in bytes: VmRSS is what it holds now, VmHWM
// the most it has held; 0 if it has ended.
func memory(pid int, name string) int64 {
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kilobytes, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}

// server is the program while it serves.
type server struct {
	url     string
	ready   time.Duration // from its start until it answers /healthz
	started time.Duration // and until it has given the start page
	command *exec.Cmd
	wait    chan error
}

// begin starts the program with the arguments and waits until it answers.
func begin(ctx context.Context, program string, args ...string) (*server, error) {
	s := &server{command: exec.CommandContext(ctx, program, append(args, "--addr", "127.0.0.1:0")...), wait: make(chan error, 1)}
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	if s.url, err = addressIn(out); err != nil {
		s.command.Process.Kill()
		return nil, errors.Join(err, s.command.Wait())
	}
	go func() {
		io.Copy(io.Discard, out) // what it says later
		s.wait <- s.command.Wait()
	}()
	if err := s.answers("/healthz"); err != nil {
		return nil, err
	}
	s.ready = time.Since(begun)
	if err := s.answers("/"); err != nil {
		return nil, err
	}
	s.started = time.Since(begun)
	return s, nil
}

// addressIn reads the address that the program prints when it listens.
func addressIn(out io.Reader) (string, error) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		for word := range strings.FieldsSeq(lines.Text()) {
			if strings.HasPrefix(word, "http://") {
				return strings.TrimRight(word, "/."), nil
			}
		}
	}
	return "", errors.Join(errors.New("the program does not say where it listens"), lines.Err())
}

func (s *server) answers(path string) error {
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(time.Millisecond) {
		res, err := http.Get(s.url + path)
		if err == nil {
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s does not answer: %w", path, err)
		}
	}
}

// holds is how many bytes of memory the server holds.
func (s *server) holds() int64 { return memory(s.command.Process.Pid, "VmRSS") }

// cpu is how much work the server has done.
func (s *server) cpu() time.Duration {
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.command.Process.Pid), "stat"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	var ticks int64
	for _, f := range fields[11:13] { // in user mode and in the kernel
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond // a tick is a hundredth of a second
}

// end stops the server as an operator would.
func (s *server) end() error {
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	select {
	case err := <-s.wait:
		return err
	case <-time.After(20 * time.Second):
		s.command.Process.Kill()
		return errors.Join(errors.New("the server does not stop"), <-s.wait)
	}
}
