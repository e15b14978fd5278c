package contact_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"samkarta/internal/contact"
)

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestCPU(t *testing.T) {
	testing.Benchmark(func(b *testing.B) {
		if b.N > 1 {
			return
		}
		v := country(b)
		run := func(name string, n int, f func()) {
			f()
			s := cpu()
			for range n {
				f()
			}
			fmt.Println(name, (cpu()-s)/time.Duration(n))
		}
		for _, q := range []contact.Question{{From: "k0604/0604-0", Into: "af"}, {From: "af", Into: "k0604"}, {From: "k0604/0604-0", Into: "psychiatry"},
			{From: "af", Into: "fk", Municipality: "0604"}, {From: "af", Into: "fk"}} {
			run(q.From+" "+q.Into+" "+q.Municipality, 40, func() { contact.WaysIn(v, q) })
		}
		run("matrix all", 20, func() {
			ends := []string{}
			for _, m := range contact.Meeters(v, nil)[:20] {
				ends = append(ends, m.ID)
			}
			contact.NewGrid(v, ends, ends, nil)
		})
		e := []string{"k0604", "af", "fk", "r06"}
		run("matrix kommun", 40, func() { contact.NewGrid(v, e, e, []string{"0604"}) })
		run("between", 40, func() { contact.Between(v, "k0604", "af", []string{"0604"}) })
	})
}
