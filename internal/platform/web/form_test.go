package web_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

func posted(t *testing.T, form url.Values) *web.Input {
	t.Helper()
	r := httptest.NewRequest("POST", "/", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	in, err := web.ParseInput(r)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestInputReadsWhatPeopleWrite(t *testing.T) {
	in := posted(t, url.Values{
		"text": {"  två\r\nrader "}, "many": {"a", " ", "b"}, "int": {"1 234"}, "number": {"12,5"},
		"year": {"2018"}, "month": {"2018-02"}, "day": {"2018-02-28"}, "level": {"local"},
	})
	if got := in.Get("text"); got != "två\nrader" {
		t.Errorf("%q", got)
	}
	if got := in.All("many"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q", got)
	}
	if n := in.Int("int", 0, 5000); n == nil || *n != 1234 {
		t.Error(n)
	}
	if n := in.Number("number"); n == nil || *n != 12.5 {
		t.Error(n)
	}
	for _, name := range []string{"year", "month", "day"} {
		if got := in.Date(name); got != in.Get(name) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if in.OneOf("level", "local", "regional") != "local" || in.Int("none", 0, 1) != nil || in.Date("none") != "" {
		t.Error("a field that is empty or right is read wrongly")
	}
	if err := in.Err(); err != nil {
		t.Error(err)
	}
}

func TestInputTellsAllFaultsAtOnce(t *testing.T) {
	in := posted(t, url.Values{
		"int": {"tolv"}, "range": {"200"}, "number": {"1,2,3"}, "inf": {"NaN"}, "day": {"1/3 2018"}, "nosuch": {"2018-02-30"}, "level": {"x"},
	})
	in.Need("name")
	in.Int("int", 0, 9)
	in.Int("range", 0, 120)
	in.Number("number")
	in.Number("inf")
	in.Date("day")
	in.Date("nosuch")
	in.OneOf("level", "local")
	var f *fault.Fault
	if !errors.As(in.Err(), &f) || f.Kind != fault.Invalid {
		t.Fatal(in.Err())
	}
	want := "name web.field.needed, int web.field.int, range web.field.range, number web.field.number, inf web.field.number, " +
		"day web.field.date, nosuch web.field.no_such_day, level web.field.choice"
	var got []string
	for _, field := range f.Fields {
		got = append(got, field.Path+" "+field.Key)
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
}

func TestRowsAreAddedAndTakenAway(t *testing.T) {
	rows := url.Values{
		"_rows.times": {"3"}, "times[0].day": {"må"}, "times[1].day": {"ti"}, "times[2].day": {""}, "name": {"Samråd"},
	}
	in := posted(t, rows)
	if in.RowsEdited() || in.Rows("times") != 3 || !in.RowFilled("times", 1) || in.RowFilled("times", 2) {
		t.Errorf("rows are counted wrongly: %d", in.Rows("times"))
	}
	in.Values.Set("_add", "times")
	if !in.RowsEdited() || in.Rows("times") != 4 {
		t.Errorf("after adding there are %d", in.Rows("times"))
	}
	in = posted(t, rows)
	in.Values.Set("_remove", "times[0]")
	if !in.RowsEdited() || in.Rows("times") != 2 || in.Get("times[0].day") != "ti" || in.Get("name") != "Samråd" {
		t.Errorf("after removing: %v", in.Values)
	}
	for _, odd := range []string{"times[9]", "times[-1]", "times", "times[x]", "]["} {
		in = posted(t, rows)
		in.Values.Set("_remove", odd)
		if !in.RowsEdited() || in.Rows("times") != 3 {
			t.Errorf("%s: %v", odd, in.Values)
		}
	}
	in = posted(t, url.Values{"_rows.times": {"99999999"}})
	if in.Rows("times") > 200 {
		t.Error("as many rows as anybody likes")
	}
}

func TestFaultsAreTiedToTheirFields(t *testing.T) {
	in := posted(t, url.Values{"name": {"<Öst>"}, "_rows.people": {"2"}, "people[1].actor": {"x"}})
	f := web.NewForm(text.Sv, in)
	f.Text("name", "web.name").Help("web.about").Require()
	f.Radios("level", "web.menu", web.OptionsOf(text.Sv, "web.scheme.", "light", "dark"))
	f.Rows("people", "web.more", 1, func(row *web.Form) { row.Text("actor", "web.home").Require() })
	f.Fail(&fault.Fault{Kind: fault.Invalid, Fields: []fault.Field{
		{Path: "name", Key: "web.field.needed"},
		{Path: "level", Key: "web.field.choice"},
		{Path: "people[1].actor.id", Key: "web.field.needed"},
		{Path: "elsewhere", Key: "web.field.range", Args: []any{1, 2}},
	}})
	page := render(t, f)
	for _, part := range []string{
		`<li><a class="ds-link" href="#f-name">Samkarta: Fyll i det här.</a></li>`,
		`<li><a class="ds-link" href="#f-level-0">Huvudmeny: Välj något av det som finns i listan.</a></li>`,
		`<li><a class="ds-link" href="#f-people-1-actor">Rad 2, Till startsidan: Fyll i det här.</a></li>`,
		`<li>Skriv ett tal från 1 till 2.</li>`,
		`value="&lt;Öst&gt;" aria-describedby="f-name-hint f-name-error" aria-invalid="true" aria-required="true"`,
		`<p class="ds-validation-message" id="f-name-error">Fyll i det här.</p>`,
		`<input type="hidden" name="_rows.people" value="2">`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page does not hold %s", part)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestAnErrorThatIsNoFaultChangesNoForm(t *testing.T) {
	f := web.NewForm(text.Sv, nil)
	f.Text("name", "web.name")
	if f.Fail(nil).HasFaults() || f.Fail(errors.New("x")).HasFaults() {
		t.Error("a fault is told that is none")
	}
	if !f.Fail(fault.New(fault.Conflict, "web.bad_form")).HasFaults() {
		t.Error("a fault without fields is not told")
	}
}

func TestChoicesAreKept(t *testing.T) {
	in := posted(t, url.Values{"one": {"dark"}, "many": {"light", "dark"}, "radio": {"light"}, "secret": {"lösen"}, "yes": {"1"}})
	f := web.NewForm(text.Sv, in)
	options := web.OptionsOf(text.Sv, "web.scheme.", "light", "dark")
	options[1].Group = "Grupp"
	f.Select("one", "web.name", options)
	f.Checks("many", "web.name", options)
	f.Radios("radio", "web.name", options)
	f.Check("yes", "web.name")
	f.Password("secret", "web.name")
	f.Keep("version", "7")
	page := render(t, f)
	for _, part := range []string{
		`<optgroup label="Grupp"><option value="dark" selected>`, `name="version" value="7"`,
		`type="checkbox" id="f-many-0" name="many" value="light" checked`, `id="f-many-1" name="many" value="dark" checked`,
		`type="radio" id="f-radio-0" name="radio" value="light" checked`, `id="f-yes" name="yes" value="1" checked`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page does not hold %s", part)
		}
	}
	if strings.Contains(page, "lösen") {
		t.Error("the password is shown again")
	}
	if t.Failed() {
		t.Log(page)
	}
}

func render(t *testing.T, f *web.Form) string {
	t.Helper()
	s, err := web.New(web.Options{Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.Template("form").Execute(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagination(t *testing.T) {
	show := func(path string, size, total int) string {
		p := web.NewPagination(httptest.NewRequest(http.MethodGet, path, nil), size, total)
		var all []string
		for _, i := range p.Items {
			switch {
			case i.Gap:
				all = append(all, "…")
			case i.Current:
				all = append(all, "["+text.Sv.Number(float64(i.Number))+"]")
			default:
				all = append(all, text.Sv.Number(float64(i.Number)))
			}
		}
		return strings.Join(all, " ") + " " + p.Says()
	}
	for path, want := range map[string]string{
		"/?page=1":       "[1] 2 … 13 Visar 1–20 av 245",
		"/?page=3":       "1 2 [3] 4 … 13 Visar 41–60 av 245",
		"/?page=4":       "1 2 3 [4] 5 … 13 Visar 61–80 av 245",
		"/?page=7":       "1 … 6 [7] 8 … 13 Visar 121–140 av 245",
		"/?page=10":      "1 … 9 [10] 11 12 13 Visar 181–200 av 245",
		"/?page=13":      "1 … 12 [13] Visar 241–245 av 245",
		"/?page=99":      "1 … 12 [13] Visar 241–245 av 245",
		"/?page=-1":      "[1] 2 … 13 Visar 1–20 av 245",
		"/?page=x&q=å+ä": "[1] 2 … 13 Visar 1–20 av 245",
	} {
		if got := show(path, 20, 245); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
	p := web.NewPagination(httptest.NewRequest(http.MethodGet, "/sok?q=%C3%A5&page=2", nil), 2, 5)
	if p.Prev != "/sok?page=1&q=%C3%A5" || p.Next != "/sok?page=3&q=%C3%A5" {
		t.Errorf("%s %s", p.Prev, p.Next)
	}
	if got := web.PageOf(p, []string{"a", "b", "c", "d", "e"}); !slices.Equal(got, []string{"c", "d"}) {
		t.Error(got)
	}
	if got := web.PageOf(web.NewPagination(httptest.NewRequest(http.MethodGet, "/", nil), 2, 0), []string{}); len(got) != 0 {
		t.Error(got)
	}
}
