package cli

import (
	"strings"
	"testing"
)

func TestUsers(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		do(t, "import", file(t, "prov.json", small), "--db", db)
		first := try(t, "korrekt häst batteri\n", "user", "add", "--role", "administrator", "--email", "adam@example.se", "--name", "Adam Ett", "--db", db)
		if first.code != 0 || first.out != "Kontot adam@example.se finns nu.\n" {
			t.Fatalf("the first: %+v", first)
		}
		link := asJSON[map[string]any](t, "user", "add", "--role", "developer", "--association", "provforbundet", "--email", "petra@example.se", "--name", "Petra Två", "--db", db)
		if path, _ := link["path"].(string); !strings.HasPrefix(path, "/valkommen/") || link["until"] == "" || link["id"] == "" {
			t.Errorf("the invitation: %v", link)
		}
		type account struct {
			ID, Email string
			Closed    bool
			Roles     []struct{ Role, Association, Unit string }
		}
		all := asJSON[[]account](t, "user", "list", "--db", db)
		if len(all) != 2 || all[0].Email != "adam@example.se" || all[1].Roles[0].Role != "developer" || all[1].Roles[0].Association != "provforbundet" {
			t.Fatalf("the accounts: %+v", all)
		}
		if out := do(t, "user", "list", "--association", "provforbundet", "--db", db); strings.Contains(out, "adam@") || !strings.Contains(out, "Processutvecklare provforbundet") {
			t.Errorf("those of the association:\n%s", out)
		}
		again := asJSON[map[string]any](t, "user", "link", "petra@example.se", "--db", db)
		if again["id"] != link["id"] || again["path"] == link["path"] {
			t.Errorf("a new link: %v", again)
		}
		do(t, "user", "close", all[1].ID, "--db", db)
		if left := asJSON[[]account](t, "user", "list", "--db", db); len(left) != 1 {
			t.Errorf("after the closing: %+v", left)
		}
		if left := asJSON[[]account](t, "user", "list", "--closed", "--db", db); len(left) != 2 || !left[1].Closed {
			t.Errorf("with the closed: %+v", left)
		}
		do(t, "user", "reopen", "PETRA@example.se", "--db", db)
		if left := asJSON[[]account](t, "user", "list", "--db", db); len(left) != 2 {
			t.Errorf("after the reopening: %+v", left)
		}
		for _, c := range []struct {
			in    string
			code  int
			words []string
			args  []string
		}{
			{"", 2, []string{"Inget lösenord"}, []string{"add", "--role", "administrator", "--email", "b@example.se", "--name", "B"}},
			{"kort\n", 2, []string{"--password"}, []string{"add", "--role", "administrator", "--email", "b@example.se", "--name", "B"}},
			{"", 2, []string{"--role"}, []string{"add", "--role", "boss", "--email", "b@example.se", "--name", "B"}},
			{"", 2, []string{"--email", "--name", "--association"}, []string{"add", "--role", "reader"}},
			{"", 2, []string{"--association"}, []string{"add", "--role", "reader", "--association", "nowhere", "--email", "b@example.se", "--name", "B"}},
			{"", 3, nil, []string{"close", "nobody@example.se"}},
			{"", 6, nil, []string{"close", "adam@example.se"}},
			{"", 2, []string{"samkarta user link"}, []string{"link"}},
			{"", 2, []string{"lnk", "Menas"}, []string{"lnk"}},
		} {
			got := try(t, c.in, append(append([]string{"user"}, c.args...), "--db", db)...)
			if got.code != c.code {
				t.Errorf("samkarta user %v: exit %d, want %d: %s", c.args, got.code, c.code, got.err)
			}
			for _, w := range c.words {
				if !strings.Contains(got.err, w) {
					t.Errorf("samkarta user %v does not say %q: %s", c.args, w, got.err)
				}
			}
		}
	})
}
