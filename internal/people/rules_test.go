package people

import (
	"strings"
	"testing"
	"time"

	"samkarta/internal/access"
)

func TestPasswords(t *testing.T) {
	const email = "anna.larsson@gislaved.example"
	tests := map[string]string{
		"kortare":                          "people.password.short",
		"elva tecken":                      "people.password.short",
		"tolv tecken!":                     "",
		"ååååäääääööö":                     "",
		"fyra gröna grodor":                "",
		strings.Repeat("lång mening ", 17): "people.password.long",
		"password1234":                     "people.password.common",
		"Lösenord!2026":                    "people.password.common",
		"!!!qwertyuiop":                    "people.password.common",
		"lösenordlösenord":                 "people.password.common",
		"hejhejhejhejhej":                  "people.password.common",
		"aaaaaaaaaaaa":                     "people.password.common",
		"123456789012":                     "people.password.common",
		"987654321098":                     "people.password.common",
		"abcdefghijklm":                    "people.password.common",
		"anna.larsson1":                    "people.password.email",
		"Anna.Larsson@gislaved.example":    "people.password.email",
		"gislaved2026":                     "people.password.email",
		"anna.larsson cyklar hem":          "",
		"häst häst batteri":                "",
		"198505121234":                     "",
	}
	for password, want := range tests {
		got := ""
		if wrong := checkPassword("password", password, email); len(wrong) > 0 {
			got = wrong[0].Key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
	if len(common) != 200 {
		t.Errorf("there are %d common passwords", len(common))
	}
}

func TestPersons(t *testing.T) {
	tests := []struct{ name, email, want string }{
		{"Åsa Öberg", "asa@kommun.se", ""},
		{"", "asa@kommun.se", "people.name.needed"},
		{strings.Repeat("å", 101), "asa@kommun.se", "people.name.long"},
		{"Åsa", "", "people.email.bad"},
		{"Åsa", "asa", "people.email.bad"},
		{"Åsa", "asa@kommun", "people.email.bad"},
		{"Åsa", "asa@kommun.", "people.email.bad"},
		{"Åsa", "Åsa <asa@kommun.se>", "people.email.bad"},
		{"Åsa", "asa@kommun.se, bo@kommun.se", "people.email.bad"},
		{"Åsa", "a sa@kommun.se", "people.email.bad"},
		{"Åsa", strings.Repeat("a", 250) + "@kommun.se", "people.email.bad"},
	}
	for _, test := range tests {
		got := ""
		if wrong := (Person{test.name, test.email}).check(); len(wrong) > 0 {
			got = wrong[0].Key
		}
		if got != test.want {
			t.Errorf("%q %q: %q, want %q", test.name, test.email, got, test.want)
		}
	}
}

func TestEmailIsMadeNormal(t *testing.T) {
	for in, want := range map[string]string{
		"  Anna.Larsson@Kommun.SE ": "anna.larsson@kommun.se",
		"a\u030asa@kommun.se":       "åsa@kommun.se",
		"a\xffb@kommun.se":          "ab@kommun.se",
	} {
		if got := normalEmail(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestShapesOfRoles(t *testing.T) {
	tests := []struct {
		role access.Assignment
		want string
	}{
		{access.Assignment{Role: access.Administrator}, ""},
		{access.Assignment{Role: access.Administrator, Association: "a"}, "association"},
		{access.Assignment{Role: access.Administrator, Unit: "u"}, "unit"},
		{access.Assignment{Role: access.Developer, Association: "a"}, ""},
		{access.Assignment{Role: access.Developer}, "association"},
		{access.Assignment{Role: access.Editor, Association: "a", Unit: "u"}, ""},
		{access.Assignment{Role: access.Editor, Association: "a"}, "unit"},
		{access.Assignment{Role: access.Reader, Association: "a", Unit: "u"}, "unit"},
		{access.Assignment{Role: "chef", Association: "a"}, "role"},
		{access.Assignment{}, "role"},
	}
	for _, test := range tests {
		got := ""
		if wrong := checkShape(test.role); len(wrong) > 0 {
			got = wrong[0].Path
		}
		if got != test.want {
			t.Errorf("%+v: %q, want %q", test.role, got, test.want)
		}
	}
}

func TestWaiting(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	at := func(minutes ...int) (all []time.Time) {
		for _, m := range minutes {
			all = append(all, now.Add(-time.Duration(m)*time.Minute))
		}
		return all
	}
	for _, test := range []struct {
		earlier []time.Time
		most    int
		want    time.Duration
	}{
		{nil, 3, 0},
		{at(14, 10), 3, 0},
		{at(14, 10, 1), 3, time.Minute},
		{at(14, 10, 9, 1), 3, 5 * time.Minute},
	} {
		if got := waitFor(test.earlier, test.most, now); got != test.want {
			t.Errorf("%v: %v, want %v", test.earlier, got, test.want)
		}
	}
}

func TestAddressesAreCountedByNetwork(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7":           "192.0.2.7",
		"::ffff:192.0.2.7":    "192.0.2.7",
		"2001:db8:1:2:3:4::7": "2001:db8:1:2::/64",
		"fe80::1%eth0":        "fe80::/64",
		"unknown":             "unknown",
	} {
		if got := addressSubject(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		used, now time.Duration
		want      bool
	}{
		{0, 12*time.Hour - 1, false},
		{0, 12 * time.Hour, true},
		{30*24*time.Hour - 2, 30*24*time.Hour - 1, false},
		{30*24*time.Hour - 1, 30 * 24 * time.Hour, true},
	} {
		if got := isOver(began, began.Add(test.used), began.Add(test.now)); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// The hash that stands for no password must take the same work as a real one.
func TestHashOfNothingHasTheFormOfAHash(t *testing.T) {
	h := newHasher(Cost{MemoryKiB: 64, Passes: 1})
	real, err := h.hash(t.Context(), "något")
	if err != nil {
		t.Fatal(err)
	}
	form := func(hash string) string { return hash[:strings.LastIndex(hash[:strings.LastIndex(hash, "$")], "$")] }
	if len(real) != len(h.nobody) || form(real) != form(h.nobody) {
		t.Errorf("%s\n%s", real, h.nobody)
	}
	for _, hash := range []string{"", h.nobody} {
		if fits, err := h.fits(t.Context(), "något", hash); fits || err != nil {
			t.Errorf("%v, %v", fits, err)
		}
	}
	if fits, err := h.fits(t.Context(), "något", real); !fits || err != nil {
		t.Errorf("%v, %v", fits, err)
	}
}

func BenchmarkHash(b *testing.B) {
	h := newHasher(Cost{})
	for b.Loop() {
		if _, err := h.hash(b.Context(), "fyra gröna grodor"); err != nil {
			b.Fatal(err)
		}
	}
}
