package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"samkarta/internal/access"
	"samkarta/internal/app"
	"samkarta/internal/people"
	"samkarta/internal/platform/fault"
)

func (t *tool) user() *cobra.Command {
	c := t.command("user", "user", cobra.NoArgs, func(c *cobra.Command, _ []string) error { return c.Help() })
	c.AddCommand(t.userAdd(), t.userList(), t.userLink(), t.userClose())
	return c
}

// userAdd adds an account: an administrator with a password of his own when
// there is none yet, and otherwise one that gets a link to choose it by.
func (t *tool) userAdd() *cobra.Command {
	var person people.Person
	var role access.Assignment
	var named string
	c := t.command("add", "user.add", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		role.Role = access.Role(named)
		a, err := t.made(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		if role.Role == access.Administrator && t.hasPassword() {
			return t.addFirst(c, a, person)
		}
		invited, err := a.People.Invite(c.Context(), operator, person, role)
		if err != nil {
			return err
		}
		if invited.Link == nil {
			_, err = fmt.Fprintln(t.out, t.lang.T("cli.user.has_account"))
			return err
		}
		return t.printLink(*invited.Link)
	})
	f := t.chooser(c)
	f.text(&person.Email, "email")
	f.text(&person.Name, "name")
	f.text(&role.Association, "association")
	f.text(&role.Unit, "unit")
	c.Flags().StringVar(&named, "role", string(access.Reader), t.lang.T("cli.flag.role"))
	return c
}

// hasPassword tells whether a password can be had: typed at a terminal or piped in.
func (t *tool) hasPassword() bool {
	f, ok := t.in.(*os.File)
	if !ok {
		return true
	}
	info, err := f.Stat()
	return err == nil && (term.IsTerminal(int(f.Fd())) || info.Mode()&os.ModeCharDevice == 0)
}

func (t *tool) addFirst(c *cobra.Command, a *app.App, person people.Person) error {
	password, err := t.password()
	if err != nil {
		return err
	}
	id, err := a.People.AddFirst(c.Context(), operator, person, password)
	if err != nil {
		return err
	}
	if t.asJSON {
		return t.printJSON(t.out, map[string]string{"id": id})
	}
	_, err = fmt.Fprintln(t.out, t.lang.T("cli.user.added", person.Email))
	return err
}

// password reads a password without showing it; from a pipe, its first line.
func (t *tool) password() (string, error) {
	if f, ok := t.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(t.err, t.lang.T("cli.user.password")+" ")
		typed, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(t.err)
		return string(typed), err
	}
	var line strings.Builder
	one := make([]byte, 1)
	for line.Len() < 1024 {
		n, err := t.in.Read(one)
		if n == 0 && err != nil || n == 1 && one[0] == '\n' {
			break
		}
		line.Write(one[:n])
	}
	if line.Len() == 0 {
		return "", fault.New(fault.Invalid, "cli.user.no_password")
	}
	return strings.TrimSuffix(line.String(), "\r"), nil
}

func (t *tool) printLink(link people.Link) error {
	if t.asJSON {
		return t.printJSON(t.out, map[string]any{"path": "/valkommen/" + link.Token, "until": link.Expires})
	}
	_, err := fmt.Fprintln(t.out, t.lang.T("cli.user.handed", "/valkommen/"+link.Token, link.Expires))
	return err
}

func (t *tool) userList() *cobra.Command {
	return t.command("list", "user.list", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		accounts, err := a.People.List(c.Context(), operator, people.Filter{})
		if err != nil {
			return err
		}
		return t.print(t.accountRows(accounts))
	})
}

// accountAnswer is an account as JSON.
type accountAnswer struct {
	ID     string       `json:"id"`
	Email  string       `json:"email"`
	Name   string       `json:"name"`
	Roles  []roleAnswer `json:"roles"`
	Closed bool         `json:"closed"`
}

type roleAnswer struct {
	Role        access.Role `json:"role"`
	Association string      `json:"association,omitempty"`
	Unit        string      `json:"unit,omitempty"`
}

func (t *tool) accountRows(accounts []people.Account) answer {
	shown := []accountAnswer{}
	a := answer{empty: "cli.none", columns: []string{"cli.id", "cli.email", "cli.name", "cli.roles"}}
	for _, x := range accounts {
		one := accountAnswer{x.ID, x.Email, x.Name, []roleAnswer{}, x.IsClosed()}
		var words []string
		for _, r := range x.Assignments {
			one.Roles = append(one.Roles, roleAnswer(r))
			words = append(words, strings.TrimSpace(string(r.Role)+" "+r.Association+" "+r.Unit))
		}
		shown = append(shown, one)
		a.rows = append(a.rows, []string{x.ID, x.Email, x.Name, strings.Join(words, ", ")})
	}
	a.value = shown
	return a
}

func (t *tool) userLink() *cobra.Command {
	return t.command("link ID", "user.link", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		link, err := a.People.NewLink(c.Context(), operator, args[0])
		if err != nil {
			return err
		}
		return t.printLink(link)
	})
}

func (t *tool) userClose() *cobra.Command {
	return t.command("close ID", "user.close", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		if err := a.People.CloseAccount(c.Context(), operator, args[0]); err != nil {
			return err
		}
		if t.asJSON {
			return t.printJSON(t.out, map[string]string{"id": args[0]})
		}
		_, err = fmt.Fprintln(t.out, t.lang.T("cli.user.closed"))
		return err
	})
}
