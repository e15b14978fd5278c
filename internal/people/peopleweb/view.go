package peopleweb

import (
	"strings"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/party"
	"samkarta/internal/people"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

type formPage struct {
	web.Frame
	Head  web.Head
	Form  *web.Form
	Note  string
	Email string // for the browser's store of passwords
}

type mePage struct {
	web.Frame
	Head     web.Head
	Roles    web.Table
	Password *web.Form // nil for the accounts of a demonstration
	Email    string
	Sessions web.Table
	Others   *web.Post
}

type listPage struct {
	web.Frame
	Head  web.Head
	Form  *web.Form
	Table web.Table
	Pages web.Pagination
}

type showPage struct {
	web.Frame
	Head      web.Head
	Alert     *web.Alert
	Facts     web.Definitions
	Roles     web.Table
	Elsewhere bool
	Add       *web.Link
	Posts     []web.Post
}

type linkPage struct {
	web.Frame
	Head    web.Head
	URL     string
	Expires string
	Back    web.Link
}

// scene is what pages about roles need: the language and the names of things.
type scene struct {
	l     *text.Lang
	v     *record.View
	actor access.Actor
}

func (s scene) association(id string) string {
	return s.v.TitleOf(record.Key{Kind: "association", ID: id})
}

// inWords is a role with what it is for: Läsare, Norra förbundet.
func (s scene) inWords(a access.Assignment) string {
	words := s.l.T("people.role." + string(a.Role))
	if a.Unit != "" {
		words += ", " + party.ActorName(s.v, a.Unit)
	}
	if a.Association != "" {
		words += ", " + s.association(a.Association)
	}
	return words
}

// roles is the table of an account's roles, with a button to take away those
// that the actor may take.
func (s scene) roles(a people.Account, removable bool) web.Table {
	l := s.l
	t := web.Table{Caption: l.T("people.roles"), Quiet: true, Empty: web.Empty{Title: l.T("people.roles.none")},
		Columns: []web.Column{{Text: l.T("people.field.role")}, {Text: l.T("people.field.association")}, {Text: l.T("people.field.unit")}}}
	if removable {
		t.Columns = append(t.Columns, web.Column{Text: l.T("people.roles.remove"), Quiet: true})
	}
	for _, role := range a.Assignments {
		t.Rows = append(t.Rows, s.roleRow(a, role, removable))
	}
	return t
}

func (s scene) roleRow(a people.Account, role access.Assignment, removable bool) web.TableRow {
	where := web.Cell{Text: s.l.T("people.everywhere")}
	if role.Association != "" {
		where.Text = s.association(role.Association)
	}
	unit := web.Cell{Text: "–"}
	if role.Unit != "" {
		unit.Text = party.ActorName(s.v, role.Unit)
	}
	row := web.TableRow{Cells: []web.Cell{{Text: s.l.T("people.role." + string(role.Role))}, where, unit}}
	if removable && people.MayGrant(s.actor, role) {
		row.Cells = append(row.Cells, web.Cell{Post: s.removeRole(a, role)})
	} else if removable {
		row.Cells = append(row.Cells, web.Cell{})
	}
	return row
}

func (s scene) removeRole(a people.Account, role access.Assignment) *web.Post {
	return &web.Post{Action: "/konton/" + a.ID + "/roller/ta-bort", Text: s.l.T("people.roles.remove"),
		Title: s.inWords(role), Icon: "trash", Variant: "tertiary", Danger: true,
		Hidden: []web.Hidden{{Name: "role", Value: string(role.Role)}, {Name: "association", Value: role.Association}, {Name: "unit", Value: role.Unit}}}
}

// everywhere is the scope of an administrator, where others have associations.
const everywhere = "*"

// scopes are where the actor may give roles.
func (s scene) scopes() []web.Option {
	var all []web.Option
	if s.actor.IsAdministrator() {
		all = append(all, web.Option{Value: everywhere, Text: s.l.T("people.scope.everywhere")})
	}
	for _, a := range party.Associations.All(s.v) {
		if people.MayGrant(s.actor, access.Assignment{Role: access.Reader, Association: a.ID}) {
			all = append(all, web.Option{Value: a.ID, Text: a.Name})
		}
	}
	return all
}

// units are those an editor in the association can be for, by their parties.
func (s scene) units(association string) []web.Option {
	var all []web.Option
	for _, u := range party.Units.All(s.v) {
		if u.KeptBy == association || u.KeptBy == "" {
			all = append(all, web.Option{Value: u.ID, Text: u.Name, Group: s.v.TitleOf(record.Key{Kind: "party", ID: u.Party})})
		}
	}
	text.SortBy(all, func(o web.Option) string { return o.Group })
	return all
}

// tags say how an account stands.
func tags(l *text.Lang, a people.Account) []web.Tag {
	switch {
	case a.IsClosed():
		return []web.Tag{{Text: l.T("people.state.closed"), Color: "warning"}}
	case !a.HasPassword():
		return []web.Tag{{Text: l.T("people.state.invited"), Color: "info"}}
	}
	return nil
}

// day is a day, or a dash for none.
func day(l *text.Lang, t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return l.Date(t.Local())
}

// moment is a time of a day.
func moment(l *text.Lang, t time.Time) string {
	return l.T("people.moment", l.Date(t.Local()), t.Local().Format("15:04"))
}

// someRoles are the roles of an account in few words, for the list.
func (s scene) someRoles(a people.Account) string {
	const shown = 2
	var words []string
	for i, role := range a.Assignments {
		if i == shown {
			words = append(words, s.l.T("people.roles.more", len(a.Assignments)-shown))
			break
		}
		words = append(words, s.inWords(role))
	}
	if len(words) == 0 {
		return "–"
	}
	return strings.Join(words, "; ")
}
