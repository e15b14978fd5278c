package contact_test
import ("testing";"samkarta/internal/contact";"time";"fmt")
func TestProf(t *testing.T) {
	b := &testing.B{}
	_ = b
	res := testing.Benchmark(func(b *testing.B) {
		v := country(b)
		for _, q := range []contact.Question{{From: "af", Into: "fk", Municipality: "0604"}, {From: "af", Into: "k0604"}} {
			s := time.Now()
			for range 50 { contact.WaysIn(v, q) }
			fmt.Println(q, time.Since(s)/50)
		}
	})
	_ = res
}
