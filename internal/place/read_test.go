package place

import "testing"

// The register is read at the first question, and that must not be felt. What it
// takes follows the memory it asks for, which no busy machine changes.
func TestReadingIsCheap(t *testing.T) {
	if got := testing.AllocsPerRun(10, func() { read() }); got > 40 {
		t.Errorf("reading takes %v allocations, want at most 40", got)
	}
}

// BenchmarkRead is what the first question about a place costs.
func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if got := read(); len(got.all) != 290 {
			b.Fatal("not read")
		}
	}
}
