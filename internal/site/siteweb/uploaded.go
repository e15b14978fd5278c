package siteweb

import (
	"net/http"
	"slices"
	"strings"

	"samkarta/internal/exchange"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/page"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// uploadedPage is what became of documents that were sent in: what they would
// change, how far the job has come, or what it has changed.
type uploadedPage struct {
	web.Frame
	Head    web.Head
	Files   string
	Stats   []web.Stat
	Table   web.Table
	Lists   []listPreview
	Take    *web.Post
	Again   web.Link
	Running *running
	Wrong   string
	Faults  []fileFaults
	Came    []web.Link // the sources that came
}

// running is a job under way.
type running struct {
	Says    string
	Value   int // in percent; 0 is not known
	Refresh web.Link
	Stop    *web.Link // the page looks again by itself, and can be told not to
}

// listPreview is what becomes of the records of one list.
type listPreview struct {
	Title  string
	ID     string
	Groups []changeGroup
}

// changeGroup is the records of a list with the same outcome.
type changeGroup struct {
	Title string
	Open  bool
	Items []changeItem
	More  string // how many are not shown
}

// changeItem is what becomes of one record.
type changeItem struct {
	Title  string
	Href   string
	ID     string
	Fields []fieldItem
}

// fieldItem is a field that gets another value; "" is none.
type fieldItem struct{ Name, Old, New string }

func (p *Pages) uploaded(w http.ResponseWriter, r *http.Request) error {
	u, err := p.Uploads.Get(r.Context(), p.ActorOf(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	v, err := p.Now(r)
	if err != nil {
		return err
	}
	page := newUploadedPage(v, web.LangOf(r), u)
	if page.Running != nil && !r.URL.Query().Has("stanna") {
		// Works without a script, and a page without the header stands still.
		w.Header().Set("Refresh", "2")
		page.Running.Stop = &web.Link{Href: "?stanna=1", Text: web.LangOf(r).T("siteweb.import.stop")}
	}
	return p.Render(w, r, "uploaded", page)
}

func (p *Pages) take(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := p.Uploads.Take(r.Context(), p.ActorOf(r), id); err != nil {
		return err
	}
	return web.Redirect(w, r, UploadPath+"/"+id)
}

func newUploadedPage(v *record.View, l *text.Lang, u *upload.Upload) *uploadedPage {
	p := &uploadedPage{Files: strings.Join(u.Preview.Files, ", "), Again: web.Link{Href: UploadPath, Text: l.T("siteweb.import.again")}}
	p.Crumbs = []web.Link{{Href: UploadPath, Text: l.T("siteweb.import.title")}}
	p.NoIndex = true
	switch {
	case u.Job == nil:
		p.previewOf(v, l, u)
	case !u.Job.IsFinished():
		p.runningJob(l, u)
	case u.Job.State == jobs.Failed:
		p.Head.Title = l.T("siteweb.import.failed")
		p.fail(l, u)
	default:
		p.done(v, l, u)
	}
	p.Title = p.Head.Title
	return p
}

func (p *uploadedPage) previewOf(v *record.View, l *text.Lang, u *upload.Upload) {
	sum := u.Preview.Sum()
	p.Head = web.Head{Title: l.T("siteweb.import.tried"), Lead: l.T("siteweb.import.tried.text", l.Date(u.Until()))}
	p.Stats, p.Table = counts(l, sum), listTable(l, u.Preview.Lists)
	if sum.Total() == sum.Unchanged {
		p.Head.Lead = l.T("siteweb.import.nothing_new")
		return
	}
	p.Take = &web.Post{Action: UploadPath + "/" + u.ID, Text: l.T("siteweb.import.take"), Icon: "check", Variant: "primary"}
	for _, list := range u.Preview.Lists {
		if preview := newListPreview(v, l, list); len(preview.Groups) > 0 {
			p.Lists = append(p.Lists, preview)
		}
	}
}

func (p *uploadedPage) runningJob(l *text.Lang, u *upload.Upload) {
	p.Head = web.Head{Title: l.T("siteweb.import.running"), Lead: l.T("siteweb.import.running.text")}
	p.Running = &running{Says: l.T("siteweb.import.waiting"), Refresh: web.Link{Href: UploadPath + "/" + u.ID, Text: l.T("siteweb.import.look")}}
	if u.Job.State == jobs.Running {
		p.Running.Says = l.T("siteweb.import.under_way")
	}
	if u.Job.Total > 0 {
		p.Running.Value = 100 * u.Job.Progress / u.Job.Total
	}
}

func (p *uploadedPage) fail(l *text.Lang, u *upload.Upload) {
	p.Head.Lead = l.T("siteweb.import.failed.text")
	f := u.Job.Fault
	if f == nil {
		return
	}
	if len(f.Fields) == 0 {
		p.Wrong = l.T(f.Key, f.Args...)
		return
	}
	p.Faults = byFile(l, f.Fields[:min(len(f.Fields), mostFaults)])
}

func (p *uploadedPage) done(v *record.View, l *text.Lang, u *upload.Upload) {
	p.Head = web.Head{Title: l.T("siteweb.import.done"), Lead: l.T("siteweb.import.done.text", l.Date(u.Job.FinishedAt))}
	p.Stats, p.Table = counts(l, u.Taken.Sum()), listTable(l, u.Taken.Lists)
	p.Came = came(v, u.Preview)
}

// came leads to the sources of what was changed.
func came(v *record.View, preview upload.Preview) []web.Link {
	var links []web.Link
	for _, list := range preview.Lists {
		for _, c := range list.Changes {
			b, err := v.Get(list.Kind, c.ID)
			if err != nil {
				continue
			}
			source := v.SourceOf(b)
			if s, is := b.(*record.Source); is {
				source = s
			}
			if source != nil && !slices.ContainsFunc(links, func(l web.Link) bool { return l.Href == source.URL() }) {
				links = append(links, page.Link(v, source))
			}
		}
	}
	return links
}

func counts(l *text.Lang, c exchange.Counts) []web.Stat {
	stat := func(n int, outcome string) web.Stat {
		return web.Stat{Value: l.Number(float64(n)), Label: l.T("siteweb.outcome."+outcome, n)}
	}
	return []web.Stat{stat(c.Added, "added"), stat(c.Changed, "changed"), stat(c.Ended, "ended"), stat(c.Unchanged, "unchanged")}
}

func listTable(l *text.Lang, lists []upload.List) web.Table {
	t := web.Table{Caption: l.T("siteweb.import.by_list"), Quiet: true, Columns: []web.Column{{Text: l.T("siteweb.import.list")}}}
	for _, outcome := range []string{"added", "changed", "ended", "unchanged"} {
		t.Columns = append(t.Columns, web.Column{Text: l.T("siteweb.outcome.head." + outcome), Number: true})
	}
	for _, x := range lists {
		first := web.Cell{Text: l.T("finder.kinds." + x.Kind)}
		if x.Kept {
			first.Note = l.T("siteweb.import.kept")
		}
		cells := []web.Cell{first}
		for _, n := range []int{x.Counts.Added, x.Counts.Changed, x.Counts.Ended, x.Counts.Unchanged} {
			cells = append(cells, web.Cell{Text: l.Number(float64(n))})
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: cells})
	}
	return t
}

func newListPreview(v *record.View, l *text.Lang, list upload.List) listPreview {
	p := listPreview{Title: l.T("finder.kinds." + list.Kind), ID: "lista-" + list.Kind}
	totals := map[record.Outcome]int{record.Changed: list.Counts.Changed, record.Ended: list.Counts.Ended, record.Added: list.Counts.Added}
	for _, outcome := range []record.Outcome{record.Changed, record.Ended, record.Added} {
		if of := list.Of(outcome); len(of) > 0 {
			p.Groups = append(p.Groups, newChangeGroup(v, l, list.Kind, outcome, of, totals[outcome]))
		}
	}
	return p
}

func newChangeGroup(v *record.View, l *text.Lang, kind string, outcome record.Outcome, of []upload.Change, total int) changeGroup {
	g := changeGroup{Title: l.T("siteweb.outcome.list."+string(outcome), total), Open: outcome != record.Added && total <= 20}
	if n := total - len(of); n > 0 {
		g.More = l.T("siteweb.import.and_more", n)
	}
	show := values{v, l}
	for _, c := range of {
		item := changeItem{Title: c.Title, ID: c.ID}
		if b, err := v.Get(kind, c.ID); err == nil && b.HeadOf().Kind.Path != "" {
			item.Href = b.HeadOf().URL()
		}
		schema := v.Kinds().Named(kind).Schema
		for _, f := range c.Fields {
			field := schema.Field(f.Field)
			item.Fields = append(item.Fields, fieldItem{fieldName(l, kind, f.Field), show.of(field, f.Old), show.of(field, f.New)})
		}
		g.Items = append(g.Items, item)
	}
	return g
}

// fieldName is what a field of a kind is called; its name in the format where
// the kind has no page yet.
func fieldName(l *text.Lang, kind, field string) string {
	for _, key := range []string{"field." + kind + "." + field, "field." + field} {
		if l.Has(key) {
			return l.T(key)
		}
	}
	return field
}
