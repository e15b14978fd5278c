package contactweb_test

import (
	"net/http/httptest"
	"syscall"
	"testing"
)

func cpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return float64(u.Utime.Sec+u.Stime.Sec)*1000 + float64(u.Utime.Usec+u.Stime.Usec)/1000
}

func TestCPU(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/en-vag-in", "/en-vag-in?fran=fk&till=af&kommun=0604", "/en-vag-in?fran=af&till=aneby", "/en-vag-in?till=af", "/vagar", "/relationer",
		"/matris", "/matris?forbund=alla", "/matris?forbund=alla&fler=1", "/matris?forbund=alla&slag=1", "/matris/cell?a=af&b=fk&forbund=alla"} {
		run := func(n int) {
			for range n {
				w := httptest.NewRecorder()
				s.handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			}
		}
		run(20)
		a := cpu()
		run(150)
		t.Logf("%-50s %.2f ms", path, (cpu()-a)/150)
	}
}
