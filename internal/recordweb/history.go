package recordweb

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// historyPage shows every version of a record.
type historyPage struct {
	web.Frame
	Head     web.Head
	Versions []version
}

// version is one version: when it was written, by whom, and what it changed.
type version struct {
	When    string
	Stamp   string
	Title   string
	Source  *web.Link // the document it was read from
	Who     string
	Changes []changed
	AsOf    *web.Link
}

// changed is one field that a version changed, in words. Of a list it is said
// what came and what went.
type changed struct {
	Label     string
	Old, New  string
	Came, Was []string
	IsList    bool
}

// history shows the versions of a record, the newest first.
func (p *Pages) history(w http.ResponseWriter, r *http.Request, v *record.View) error {
	t, err := p.taskOn(w, r, v)
	if err != nil {
		return err
	}
	versions, err := p.Records.History(r.Context(), v.Actor(), t.key())
	if err != nil {
		return err
	}
	title := page.Short(v.Title(t.body), 80)
	h := &historyPage{Head: web.Head{Kicker: t.l.T("page.history"), Title: title, Lead: t.l.T("recordweb.history.lead")}}
	h.Title, h.NoIndex = t.l.T("recordweb.history.title", title), true
	h.Crumbs = []web.Link{{Href: t.home(), Text: title}}
	who := t.authors(versions)
	for i, x := range versions {
		stoodOvernight := i > 0 && day(versions[i-1].At) != day(x.At)
		h.Versions = append(h.Versions, t.versionOf(x, who(x.Author), stoodOvernight))
	}
	return p.Render(w, r, "record-history", h)
}

func day(at time.Time) string { return at.Format(time.DateOnly) }

// versionOf shows a version. The page can be looked at as it stood then, if the
// version was the last of its day and is not what stands there now.
func (t *task) versionOf(x record.Version, who string, stoodOvernight bool) version {
	v := version{When: t.l.Date(x.At), Stamp: day(x.At), Title: t.l.T("recordweb.action." + x.Action), Who: who}
	if src := t.v.SourceOf(x.Body); src != nil && x.Action == "imported" {
		v.Source = &web.Link{Href: src.URL(), Text: src.Title}
	}
	if stoodOvernight {
		v.AsOf = &web.Link{Href: t.home() + "?dag=" + v.Stamp, Text: t.l.T("recordweb.history.as_of", v.When)}
	}
	for _, c := range x.Changes {
		if shown := t.changedField(c); shown != nil && !isKeptUp(c, x) {
			v.Changes = append(v.Changes, *shown)
		}
	}
	return v
}

// isKeptUp tells whether a change was made by the program, to keep saying the
// same while the record got another source: which source the pages of its
// evidence belong to, and the date that the old source had given it.
func isKeptUp(c record.FieldChange, x record.Version) bool {
	if !slices.ContainsFunc(x.Changes, func(o record.FieldChange) bool { return o.Field == "source" }) {
		return false
	}
	return c.Field == "evidence" || c.Field == "confirmed" && x.Body.HeadOf().Confirmed != record.Day(x.At)
}

// changedField says one change in words; nil if it changed nothing that words
// tell.
func (t *task) changedField(c record.FieldChange) *changed {
	shown := &changed{Label: page.FieldLabel(t.l, t.kind.Name, c.Field)}
	if f := t.kind.Schema.Field(c.Field); f != nil && f.Type == record.List {
		was, is := t.items(c.Field, c.Old), t.items(c.Field, c.New)
		shown.IsList = true
		shown.Was, shown.Came = without(was, is), without(is, was)
		if shown.Was == nil && shown.Came == nil {
			return nil
		}
		return shown
	}
	shown.Old, shown.New = t.words(c.Field, c.Old), t.words(c.Field, c.New)
	if shown.Old == shown.New {
		return nil
	}
	return shown
}

func (t *task) items(field string, value any) []string {
	return page.ItemTexts(t.v, t.l, t.kind, field, value)
}

// without gives the items of a list that another does not have.
func without(list, other []string) []string {
	var rest []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

// authors gives what to call the authors of versions. Persons are named only
// where the program says that the one who looks may know them.
func (t *task) authors(versions []record.Version) func(author string) string {
	var ids []string
	for _, v := range versions {
		ids = add(ids, v.Author)
	}
	var names map[string]string
	if t.Names != nil {
		names = t.Names(t.r.Context(), t.v.Actor(), ids)
	}
	return func(author string) string {
		switch {
		case names[author] != "":
			return names[author]
		case strings.HasPrefix(author, "system/"):
			return t.l.T("recordweb.author.system")
		}
		return t.l.T("recordweb.author.someone")
	}
}
