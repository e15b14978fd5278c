package siteweb

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/drafts"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/graphfile"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The addresses where a network that somebody has drawn is read as a draft, where
// the draft's document is downloaded, and where it is sent to the import.
const (
	DraftPath     = UploadPath + "/utkast"
	DraftFilePath = DraftPath + "/fil"
	DraftTryPath  = DraftPath + "/prova"
)

// DraftLimit is how many bytes may be sent to each of them at a time.
const DraftLimit = 2*graphfile.Largest + 1<<20

// draftFormPage is where the files of a network are chosen, with what they do not
// say, and where what is wrong with them is shown.
type draftFormPage struct {
	web.Frame
	Head   web.Head
	Form   *web.Form
	Count  string // how many faults there are in the files
	Faults []fileFaults
}

// The fields of the form; the others are called as draft.Options names them in
// its faults.
const (
	draftNodes = "files"
	draftEdges = "edges"
)

func (p *Pages) draftForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.mayDraft(r)
	if err != nil {
		return err
	}
	in := web.NewInput()
	in.Set("date", string(record.Day(v.Today())))
	if own := upload.Associations(v.Actor()); len(own) > 0 {
		in.Set("association", own[0])
	}
	return p.Site.Render(w, r, http.StatusOK, "draft-form", newDraftForm(v, web.LangOf(r), in))
}

// mayDraft gives the map to those who may import.
func (p *Pages) mayDraft(r *http.Request) (*record.View, error) {
	if err := upload.MayImport(p.ActorOf(r)); err != nil {
		return nil, err
	}
	return p.Now(r)
}

func newDraftForm(v *record.View, l *text.Lang, in *web.Input) *draftFormPage {
	p := &draftFormPage{Head: web.Head{Title: l.T("siteweb.draft.title"), Lead: l.T("siteweb.draft.lead")}}
	p.Title, p.NoIndex = p.Head.Title, true
	p.Crumbs = []web.Link{{Href: UploadPath, Text: l.T("siteweb.import.title")}}
	f := web.NewForm(l, in)
	f.Action, f.Submit = DraftPath, l.T("siteweb.draft.read")
	f.File(draftNodes, "siteweb.draft.files").Help("siteweb.draft.files.hint").Require()
	f.File(draftEdges, "siteweb.draft.edges").Help("siteweb.draft.edges.hint")
	f.Section("siteweb.draft.source", "")
	f.Text("title", "siteweb.draft.name").Help("siteweb.draft.name.hint")
	f.Text("publisher", "siteweb.draft.publisher")
	f.Date("date", "siteweb.draft.date").Require()
	if opts := keepers(v); len(opts) > 1 || v.Actor().IsAdministrator() {
		f.Select("association", "siteweb.draft.association", opts)
	} else {
		f.Keep("association", in.Get("association"))
	}
	f.Section("siteweb.draft.unsaid", "siteweb.draft.unsaid.note")
	f.Select("node", "siteweb.draft.node", web.OptionsOf(l, "siteweb.draft.node.", draft.Nodes...)).Help("siteweb.draft.left_out")
	f.Select("tie", "siteweb.draft.tie", web.OptionsOf(l, "siteweb.draft.tie.", draft.Ties...)).Help("siteweb.draft.left_out")
	f.Select("party", "siteweb.draft.party", partyOptions(v, l)).Help("siteweb.draft.left_out")
	f.Text("municipality", "siteweb.draft.municipality").Help("siteweb.draft.municipality.hint")
	p.Form = f
	return p
}

// keepers are the associations that a draft may be for.
func keepers(v *record.View) []web.Option {
	var opts []web.Option
	for _, a := range party.Associations.All(v) {
		if v.Actor().IsAdministrator() || slices.Contains(upload.Associations(v.Actor()), a.ID) {
			opts = append(opts, web.Option{Value: a.ID, Text: a.Name})
		}
	}
	return opts
}

// readDraft shows what a network would be on the map. Nothing is kept: the draft
// goes back to whoever sent it, and from there to the import.
func (p *Pages) readDraft(w http.ResponseWriter, r *http.Request) error {
	v, in, err := p.draftInput(w, r)
	if err != nil {
		return err
	}
	defer r.MultipartForm.RemoveAll()
	l := web.LangOf(r)
	d, err := draftOf(v, l, r.MultipartForm, in)
	if fault.Is(err, fault.Invalid) {
		again := newDraftForm(v, l, in)
		again.fail(l, err)
		return p.Site.Render(w, r, web.Status(err), "draft-form", again)
	}
	if err != nil {
		return err
	}
	return p.Site.Render(w, r, http.StatusOK, "draft", newDraftPage(v, l, d))
}

// draftInput gives what somebody who may import has sent, with the map.
func (p *Pages) draftInput(w http.ResponseWriter, r *http.Request) (*record.View, *web.Input, error) {
	v, err := p.mayDraft(r)
	if err != nil {
		return nil, nil, err
	}
	in, err := p.parseDraft(w, r)
	return v, in, err
}

// parseDraft reads a form with files. The limits of time are lifted only for
// those who may send something.
func (p *Pages) parseDraft(w http.ResponseWriter, r *http.Request) (*web.Input, error) {
	limits := http.NewResponseController(w)
	// A server that sets no limits, such as a test's, needs none lifted.
	_, _ = limits.SetReadDeadline(time.Now().Add(slow)), limits.SetWriteDeadline(time.Now().Add(slow))
	in, err := web.ParseInput(r)
	if err == nil && r.MultipartForm == nil {
		err = fault.New(fault.Invalid, "web.bad_form")
	}
	return in, err
}

func draftOf(v *record.View, l *text.Lang, form *multipart.Form, in *web.Input) (*draft.Draft, error) {
	files, err := networkFiles(form)
	if err != nil {
		return nil, err
	}
	o := draft.Options{KeptBy: in.Get("association"), Title: in.Get("title"), Publisher: in.Get("publisher"), Date: record.Date(in.Get("date")),
		Node: in.Get("node"), Tie: in.Get("tie"), Party: in.Get("party"), Municipality: in.Get("municipality")}
	if m, ok := place.ByName(o.Municipality); ok {
		o.Municipality = m.Code
	}
	return drafts.Read(v, l, files, o)
}

func networkFiles(form *multipart.Form) ([]graphfile.File, error) {
	var files []graphfile.File
	for _, field := range []string{draftNodes, draftEdges} {
		for _, head := range form.File[field] {
			f, err := head.Open()
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(f)
			f.Close()
			if err != nil {
				return nil, err
			}
			files = append(files, graphfile.File{Name: head.Filename, Data: data})
		}
	}
	return files, nil
}

// fail shows what is wrong: with the files by their lines, with the rest at the
// fields.
func (p *draftFormPage) fail(l *text.Lang, err error) {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return
	}
	own, ofFiles := *f, []fault.Field{}
	own.Fields = nil
	for _, field := range f.Fields {
		if field.File == "" {
			own.Fields = append(own.Fields, field)
			continue
		}
		if _, err := strconv.Atoi(field.Path); err == nil {
			field.Path = l.T("siteweb.draft.line", field.Path)
		}
		ofFiles = append(ofFiles, field)
	}
	if len(own.Fields) > 0 || len(ofFiles) == 0 {
		p.Form.Fail(&own)
	}
	if len(ofFiles) > 0 {
		p.Count, p.Faults = l.T("siteweb.import.faults", len(ofFiles)), byFile(l, ofFiles)
	}
}

// draftPage is what a network would be on the map.
type draftPage struct {
	web.Frame
	Head     web.Head
	Stats    []web.Stat
	Left     *web.Table
	MoreLeft string
	Made     *web.Table
	MoreMade string
	Document string // sent on to the import, or back as a file
	Name     string
	Try      string // where it is sent on; "" if it says nothing new
	Get      string
	Again    web.Link
}

// mostListed is how many rows a table of a draft has; the document has all.
const mostListed = 500

func newDraftPage(v *record.View, l *text.Lang, d *draft.Draft) *draftPage {
	p := &draftPage{Head: web.Head{Title: l.T("siteweb.draft.read_title"), Lead: l.T("siteweb.draft.read_lead")},
		Get: DraftFilePath, Name: d.FileName(), Document: string(d.Document()), Again: web.Link{Href: DraftPath, Text: l.T("siteweb.draft.again")}}
	p.Title, p.NoIndex = p.Head.Title, true
	p.Crumbs = []web.Link{{Href: UploadPath, Text: l.T("siteweb.import.title")}, {Href: DraftPath, Text: l.T("siteweb.draft.title")}}
	if p.Try = DraftTryPath; d.IsEmpty() {
		p.Try, p.Head.Lead = "", l.T("siteweb.draft.nothing")
	}
	stat := func(n int, key string) {
		p.Stats = append(p.Stats, web.Stat{Value: l.Number(float64(n)), Label: l.T(key, n)})
	}
	if n := d.Count(insats.Insatser.Name, draft.New); n > 0 {
		stat(n, "siteweb.draft.stat.insatser")
	}
	stat(d.Count(draft.AsForum, draft.New), "siteweb.draft.stat.forums")
	stat(d.Count(draft.AsUnit, draft.New)+d.Count(draft.AsParty, draft.New), "siteweb.draft.stat.actors")
	stat(d.Seats, "siteweb.draft.stat.seats")
	stat(d.Ties, "siteweb.draft.stat.ties")
	stat(d.CountAll(draft.Known)+d.CountAll(draft.Grown), "siteweb.draft.stat.known")
	stat(len(d.Left), "siteweb.draft.stat.left")
	p.Left, p.MoreLeft = leftTable(l, d.Left)
	p.Made, p.MoreMade = madeTable(v, l, d.Made)
	return p
}

func leftTable(l *text.Lang, all []draft.Left) (*web.Table, string) {
	if len(all) == 0 {
		return nil, ""
	}
	t := &web.Table{Caption: l.T("siteweb.draft.left"), Quiet: true, Columns: []web.Column{{Text: l.T("siteweb.draft.what")}, {Text: l.T("siteweb.draft.row"), Number: true}, {Text: l.T("siteweb.draft.why")}}}
	for _, x := range all[:min(len(all), mostListed)] {
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{{Text: x.Name, Note: l.T("siteweb.draft.is." + x.What)}, {Text: l.Number(float64(x.Line))}, {Text: l.T(x.Key, x.Args...)}}})
	}
	return t, moreThan(l, len(all))
}

func moreThan(l *text.Lang, n int) string {
	if n <= mostListed {
		return ""
	}
	return l.T("siteweb.import.and_more", n-mostListed)
}

func madeTable(v *record.View, l *text.Lang, all []draft.Made) (*web.Table, string) {
	if len(all) == 0 {
		return nil, ""
	}
	t := &web.Table{Caption: l.T("siteweb.draft.made"), Quiet: true}
	for _, key := range []string{"siteweb.draft.becomes", "siteweb.draft.kind", "siteweb.draft.outcome", "siteweb.draft.in_file"} {
		t.Columns = append(t.Columns, web.Column{Text: l.T(key)})
	}
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b draft.Made) int { return rank(a.Outcome) - rank(b.Outcome) })
	for _, x := range order[:min(len(order), mostListed)] {
		first := web.Cell{Text: x.Name, Note: x.ID}
		if b, err := v.Get(x.Kind, x.ID); err == nil {
			first.Href = b.HeadOf().URL()
		}
		t.Rows = append(t.Rows, web.TableRow{Cells: []web.Cell{first, {Text: page.UpperFirst(page.KindName(l, x.Kind))}, {Text: l.T("siteweb.draft.outcome." + string(x.Outcome))}, {Text: x.From}}})
	}
	return t, moreThan(l, len(all))
}

// rank puts what is new first, for that is what is to be looked through.
func rank(o draft.Outcome) int {
	return slices.Index([]draft.Outcome{draft.New, draft.Grown, draft.Known}, o)
}

// draftFile gives a draft back as a file to keep.
func (p *Pages) draftFile(w http.ResponseWriter, r *http.Request) error {
	file, err := p.sentDraft(w, r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+file.Name+`"`)
	h.Set("Cache-Control", "no-store")
	_, err = w.Write(file.Content)
	return err
}

// tryDraft sends a draft to the import, which tries it first as any document.
func (p *Pages) tryDraft(w http.ResponseWriter, r *http.Request) error {
	file, err := p.sentDraft(w, r)
	if err != nil {
		return err
	}
	return p.try(w, r, []upload.File{file})
}

// sentDraft reads the document that the page of a draft sends on.
func (p *Pages) sentDraft(w http.ResponseWriter, r *http.Request) (upload.File, error) {
	if err := upload.MayImport(p.ActorOf(r)); err != nil {
		return upload.File{}, err
	}
	in, err := p.parseDraft(w, r)
	if err != nil {
		return upload.File{}, err
	}
	defer r.MultipartForm.RemoveAll()
	name := in.Get("name")
	if !draftName(name) {
		name = "utkast.json"
	}
	return upload.File{Name: name, Content: []byte(in.Values.Get("document"))}, nil
}

// draftName tells whether a name is such as drafts have: of an id's signs only.
func draftName(name string) bool {
	return len(name) < 100 && strings.HasSuffix(name, ".json") && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	})
}
