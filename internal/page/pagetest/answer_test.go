package pagetest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
)

// teller keeps what a test is failed with.
type teller struct {
	testing.TB
	said []string
}

func (t *teller) Helper() {}

func (t *teller) Errorf(format string, args ...any) {
	t.said = append(t.said, fmt.Sprintf(format, args...))
}

func (t *teller) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	panic(t)
}

// toldOf gives what a page with the words in it fails a test with.
func toldOf(t *testing.T, body string, check func(*pagetest.Answer)) (said string) {
	t.Helper()
	told := &teller{TB: t}
	defer func() {
		if stopped := recover(); stopped != nil && stopped != told {
			panic(stopped)
		}
		said = strings.Join(told.said, "\n")
	}()
	res := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("<main>" + body + "</main>"))}
	check(pagetest.Read(told, "GET /x", res))
	return said
}

const whole = `<h1>Vem</h1><h2 id="å">Hur</h2><a href="#%C3%A5">dit</a>
	<table><caption>Alla</caption><tr><td>AF <b>och</b> FK</td></tr></table>
	<form method="post"><input name="namn" value="AF"><input type="checkbox" name="ja" value="1"></form>`

func TestChecksPass(t *testing.T) {
	said := toldOf(t, whole, func(a *pagetest.Answer) {
		a.Is(200, "AF och FK").Whole().Has("td", "och").HasNot("td", "Aneby").HasNot("ul").Says("h1", "Vem").Count(1, "tr")
		if got := a.Form(); len(got) != 1 || got.Get("namn") != "AF" {
			t.Errorf("the form says %v", got)
		}
		if pagetest.Words(a.Row("FK")) != "AF och FK" || a.Value("input", "name") != "namn" || len(a.Values("input", "value")) != 2 {
			t.Error("what stands on the page is not found")
		}
	})
	if said != "" {
		t.Error(said)
	}
}

// A check that lets everything pass would make all tests of the pages worthless.
func TestChecksFail(t *testing.T) {
	for name, c := range map[string]struct {
		body  string
		check func(*pagetest.Answer)
		want  string
	}{
		"text missing": {"⟦x.y⟧", func(*pagetest.Answer) {}, "a text is missing"},
		"status":       {whole, func(a *pagetest.Answer) { a.Is(404) }, "the status is 200, not 404"},
		"words":        {whole, func(a *pagetest.Answer) { a.Is(200, "Aneby") }, `does not say "Aneby"`},
		"redirect":     {whole, func(a *pagetest.Answer) { a.LeadsTo("/") }, "not 303"},
		"nothing":      {whole, func(a *pagetest.Answer) { a.Has("ul") }, "there is no ul"},
		"other words":  {whole, func(a *pagetest.Answer) { a.Has("td", "Aneby") }, `no td says "Aneby"`},
		"first":        {"<p>ett</p><p>två</p>", func(a *pagetest.Answer) { a.Says("p", "två") }, `p says "ett", not "två"`},
		"unwanted":     {whole, func(a *pagetest.Answer) { a.HasNot("td", "FK") }, `td says "FK"`},
		"anything":     {whole, func(a *pagetest.Answer) { a.HasNot("td") }, "there is td"},
		"one":          {whole, func(a *pagetest.Answer) { a.One("ul") }, "there is no ul"},
		"row":          {whole, func(a *pagetest.Answer) { a.Row("Aneby") }, `no row says "Aneby"`},
		"count":        {whole, func(a *pagetest.Answer) { a.Count(2, "tr") }, "1 of tr, not 2"},
		"no heading":   {"", func(a *pagetest.Answer) { a.Whole() }, "0 of h1, not 1"},
		"a level":      {"<h1>a</h1><h3>b</h3>", func(a *pagetest.Answer) { a.Whole() }, `h3 "b" comes right after an h1`},
		"no caption":   {"<h1>a</h1><table><tr><td>x</td></tr></table>", func(a *pagetest.Answer) { a.Whole() }, "neither a caption"},
		"id twice":     {"<h1 id=a>a</h1><p id=a>", func(a *pagetest.Answer) { a.Whole() }, "two elements have the id a"},
		"leads off":    {"<h1>a</h1><a href=#b>b</a>", func(a *pagetest.Answer) { a.Whole() }, "nothing has the id that #b"},
		"no label":     {"<h1>a</h1><p aria-labelledby=b>b</p>", func(a *pagetest.Answer) { a.Whole() }, "nothing has the id b"},
	} {
		if said := toldOf(t, c.body, c.check); !strings.Contains(said, c.want) {
			t.Errorf("%s: the test is failed with %q, not %q", name, said, c.want)
		}
	}
}
