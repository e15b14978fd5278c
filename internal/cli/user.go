package cli

import (
	"io"
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
	return t.family("user", t.userAdd(), t.userList(), t.userLink(), t.userClose(), t.userReopen())
}

// userAdd adds an account: an administrator with a password of his own if one
// can be had, and otherwise one that gets a link to choose it by.
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
		if role == (access.Assignment{Role: access.Administrator}) && t.hasPassword() {
			return t.addFirst(c, a, person)
		}
		invited, err := a.People.Invite(c.Context(), operator, person, role)
		if err != nil {
			return asFlags(err)
		}
		if invited.Link == nil {
			return t.say(userAnswer{ID: invited.Account}, "cli.user.has_account")
		}
		return t.sayLink(invited.Account, *invited.Link)
	})
	c.Flags().StringVar(&person.Email, "email", "", "")
	c.Flags().StringVar(&person.Name, "name", "", "")
	c.Flags().StringVar(&role.Association, "association", "", "")
	c.Flags().StringVar(&role.Unit, "unit", "", "")
	c.Flags().StringVar(&named, "role", string(access.Reader), "")
	return c
}

// userAnswer names an account as JSON; path leads to where its password is
// chosen, "" if there is no need.
type userAnswer struct {
	ID    string `json:"id"`
	Path  string `json:"path"`
	Until string `json:"until"`
}

// hasPassword tells whether a password can be had: typed at a terminal or piped in.
func (t *tool) hasPassword() bool {
	f, ok := t.in.(*os.File)
	if !ok {
		return t.in != nil
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
		return asFlags(err)
	}
	return t.say(userAnswer{ID: id}, "cli.user.added", person.Email)
}

// longestPassword is where a line that is piped in is taken to be no password.
const longestPassword = 1024

// password reads a password without showing it; from a pipe, its first line.
func (t *tool) password() (string, error) {
	if f, ok := t.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		io.WriteString(t.err, t.lang.T("cli.user.password")+" ")
		typed, err := term.ReadPassword(int(f.Fd()))
		io.WriteString(t.err, "\n")
		return string(typed), err
	}
	data, err := io.ReadAll(io.LimitReader(t.in, longestPassword))
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "cli.user.no_password")
	}
	line, _, _ := strings.Cut(string(data), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", fault.New(fault.Invalid, "cli.user.no_password")
	}
	return line, nil
}

func (t *tool) sayLink(account string, link people.Link) error {
	path := "/valkommen/" + link.Token
	return t.say(userAnswer{account, path, link.Expires.Format("2006-01-02T15:04:05Z07:00")}, "cli.user.handed", path, link.Expires)
}

func (t *tool) userList() *cobra.Command {
	var f people.Filter
	c := t.command("list", "user.list", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		accounts, err := a.People.List(c.Context(), operator, f)
		if err != nil {
			return err
		}
		return t.print(t.accountRows(accounts))
	})
	c.Flags().StringVar(&f.Association, "association", "", "")
	c.Flags().BoolVar(&f.Closed, "closed", false, "")
	return c
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
	Association string      `json:"association"`
	Unit        string      `json:"unit"`
}

func (t *tool) accountRows(accounts []people.Account) answer {
	shown := []accountAnswer{}
	a := answer{empty: "cli.none", columns: []string{"cli.id", "cli.email", "cli.name", "cli.roles", "cli.account"}}
	for _, x := range accounts {
		one := accountAnswer{x.ID, x.Email, x.Name, []roleAnswer{}, x.IsClosed()}
		var words []string
		for _, r := range x.Assignments {
			one.Roles = append(one.Roles, roleAnswer(r))
			words = append(words, joined([]string{t.lang.T("people.role." + string(r.Role)), r.Association, r.Unit}, " "))
		}
		state := "cli.account.open"
		if x.IsClosed() {
			state = "cli.account.closed"
		}
		shown = append(shown, one)
		a.rows = append(a.rows, []string{x.ID, x.Email, x.Name, strings.Join(words, ", "), t.lang.T(state)})
	}
	a.value = shown
	return a
}

func (t *tool) userLink() *cobra.Command {
	return t.forAccount("link", func(c *cobra.Command, a *app.App, id string) error {
		link, err := a.People.NewLink(c.Context(), operator, id)
		if err != nil {
			return err
		}
		return t.sayLink(id, link)
	})
}

func (t *tool) userClose() *cobra.Command {
	return t.forAccount("close", func(c *cobra.Command, a *app.App, id string) error {
		if err := a.People.CloseAccount(c.Context(), operator, id); err != nil {
			return err
		}
		return t.say(userAnswer{ID: id}, "cli.user.closed")
	})
}

func (t *tool) userReopen() *cobra.Command {
	return t.forAccount("reopen", func(c *cobra.Command, a *app.App, id string) error {
		if err := a.People.Reopen(c.Context(), operator, id); err != nil {
			return err
		}
		return t.say(userAnswer{ID: id}, "cli.user.reopened")
	})
}

// forAccount makes a command that does something to one account, named by its
// id or its e-mail.
func (t *tool) forAccount(name string, do func(c *cobra.Command, a *app.App, id string) error) *cobra.Command {
	return t.command(name+" ID|EMAIL", "user."+name, cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		a, err := t.existing(c.Context())
		if err != nil {
			return err
		}
		defer a.Close()
		accounts, err := a.People.List(c.Context(), operator, people.Filter{Closed: true})
		if err != nil {
			return err
		}
		for _, x := range accounts {
			if x.ID == args[0] || strings.EqualFold(x.Email, args[0]) {
				return do(c, a, x.ID)
			}
		}
		return fault.New(fault.NotFound, "people.not_found")
	})
}
