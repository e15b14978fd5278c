package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"samkarta/internal/access"
	"samkarta/internal/people"
	"samkarta/internal/platform/web/webtest"
	"samkarta/internal/record"
)

// What stands here brings about what a story starts from.

const association = "sodra-vatterbygden"

// invited is an account that has chosen no password yet.
type invited struct {
	id      string
	welcome string // the address of its link
}

func (h *house) invite(name string) invited {
	h.t.Helper()
	email := strings.ToLower(strings.Fields(name)[0]) + "@demo.example"
	got, err := h.app.People.Invite(h.t.Context(), access.System("e2e"), people.Person{Name: name, Email: email},
		access.Assignment{Role: access.Reader, Association: association})
	must(h.t, err)
	all, err := h.app.People.List(h.t.Context(), access.System("e2e"), people.Filter{Words: email})
	must(h.t, err)
	if len(all) != 1 {
		h.t.Fatalf("there are %d accounts of %s", len(all), email)
	}
	return invited{id: all[0].ID, welcome: "/valkommen/" + got.Link.Token}
}

// actor is the made-up account of a role.
func (h *house) actor(role access.Role) access.Actor {
	h.t.Helper()
	token, err := h.app.People.DemoSignIn(h.t.Context(), role)
	must(h.t, err)
	actor, err := h.app.People.ActorOf(h.t.Context(), token)
	must(h.t, err)
	return actor
}

// edit changes a record behind the back of whoever has its form open.
func (h *house) edit(kind, id string, tree record.Tree) {
	h.t.Helper()
	actor := h.actor(access.Developer)
	v, err := h.app.Records.View(h.t.Context(), actor, "")
	must(h.t, err)
	b, err := v.Get(kind, id)
	must(h.t, err)
	must(h.t, h.app.Records.Change(h.t.Context(), actor, b.HeadOf().Key(), record.Draft{Tree: tree, Version: b.HeadOf().Version}))
}

// clash lets somebody else change the forum whose form a tab shows, and then
// sends the form.
func (h *house) clash(tab *webtest.Tab) {
	n := h.clashes.Add(1)
	h.edit("forum", "habo/motesplats-habo-global-ledningsgrupp", record.Tree{"purpose": fmt.Sprintf("Leder mötesplatsen, version %d.", n)})
	tab.Replace("#f-purpose", "Det som jag vill att forumet ska vara till för.")
	send(tab)
}

// file writes a document and gives its path.
func (h *house) file(name, content string) string {
	h.t.Helper()
	path := filepath.Join(h.t.TempDir(), name)
	must(h.t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// faulty is a document with a fault of every sort that people make.
const faulty = `{
  "format": "samkarta/1",
  "source": {"id": "e2e-fel", "title": "Prov med fel", "date": "2019", "kind": "mapping"},
  "kept_by": "sodra-vatterbygden",
  "units": [
    {"id": "habo/fixenheten", "party": "habo", "name": "Fixenheten", "kind": "fixeri"},
    {"id": "habo/annan", "party": "habo", "name": "En annan enhet", "age_min": 30, "age_max": 20},
    {"id": "habo/tredje", "party": "finns-inte", "name": "En tredje enhet", "municipality": "9999"}
  ],
  "forums": [
    {"id": "habo/fixforum", "name": "Fixforum", "level": "strategiskt"},
    {"id": "habo/fixrad", "name": "Fixråd", "participants": [{"actor": "habo/saknas"}]}
  ]
}`

// fresh is a document that adds a unit and changes another.
const fresh = `{
  "format": "samkarta/1",
  "source": {"id": "e2e-2019", "title": "Kompletterande kartläggning i Habo", "publisher": "Södra Vätterbygden", "date": "2019-05-20", "language": "sv", "kind": "mapping"},
  "kept_by": "sodra-vatterbygden",
  "units": [
    {"id": "habo/fixenheten", "party": "habo", "name": "Fixenheten", "kind": "labour_market", "municipality": "0643", "mission": "Utför enkla uppdrag åt äldre och ger arbetsträning."},
    {"id": "habo/ungdomscoach", "party": "habo", "name": "Ungdomscoach/DUA/KAA", "kind": "youth", "municipality": "0643", "mission": "Motiverar unga att börja eller återuppta studier.", "age_max": 20, "target_groups": ["unga-kaa"]}
  ],
  "forums": [{"id": "habo/fixforum", "name": "Fixforum", "kind": "working_group", "level": "operational", "municipalities": ["0643"],
    "participants": [{"actor": "habo/fixenheten", "role": "manager"}, {"actor": "af"}], "frequency": {"times_min": 1, "times_max": 1, "per": "month", "text": "en gång i månaden"}, "status": "active"}]
}`
