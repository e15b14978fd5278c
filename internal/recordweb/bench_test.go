package recordweb_test

import "testing"

func BenchmarkForumForm(b *testing.B)  { bench(b, "developer", "/andra/forum/aneby/fua") }
func BenchmarkNewForum(b *testing.B)   { bench(b, "developer", "/ny/forum?municipality=0604") }
func BenchmarkNewAsAdmin(b *testing.B) { bench(b, "admin", "/ny/statement") }
func BenchmarkToConfirm(b *testing.B)  { bench(b, "admin", "/bekrafta") }
func BenchmarkChanges(b *testing.B)    { bench(b, "public", "/andringar") }
func BenchmarkHistory(b *testing.B)    { bench(b, "public", "/historik/forum/aneby/fua") }

func bench(b *testing.B, who, path string) {
	a := newApp(b)
	a.get(who, path)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		a.serveOnce(who, path)
	}
}
