package place

import "testing"

// BenchmarkRead is what the first question about a place costs: the register is
// read then, and not when the program starts.
func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if got := read(); len(got.all) != 290 {
			b.Fatal("not read")
		}
	}
}
