package siteweb

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/party"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// uploadPage is where documents are sent in, and where all that is wrong with
// them is shown.
type uploadPage struct {
	web.Frame
	Head   web.Head
	Yours  []yours // whose documents the actor may send in; none is anybody's
	Most   string  // how much may be sent
	Wrong  string  // what is wrong with what was sent as a whole
	Faults []fileFaults
	Count  string // how many faults there are
	More   string // how many of them are not shown
}

// fileFaults is what is wrong with one file.
type fileFaults struct {
	File string
	Rows []faultRow
}

// faultRow is one thing wrong: where, and what with what is allowed.
type faultRow struct{ Path, Said string }

func mayImport(actor access.Actor) bool { return upload.MayImport(actor) == nil }

func (p *Pages) uploadForm(w http.ResponseWriter, r *http.Request) error {
	page, err := p.newUploadPage(r)
	if err != nil {
		return err
	}
	return p.Render(w, r, "upload", page)
}

func (p *Pages) newUploadPage(r *http.Request) (*uploadPage, error) {
	actor, l := p.ActorOf(r), web.LangOf(r)
	if err := upload.MayImport(actor); err != nil {
		return nil, err
	}
	v, err := p.Now(r)
	if err != nil {
		return nil, err
	}
	page := &uploadPage{Head: web.Head{Title: l.T("siteweb.import.title"), Lead: l.T("siteweb.import.lead")},
		Most: l.T("siteweb.import.most", upload.Largest>>20)}
	page.Title, page.NoIndex = page.Head.Title, true
	if !actor.IsAdministrator() {
		page.Yours = yoursOf(v, upload.Associations(actor))
	}
	return page, nil
}

// yours is an association whose documents somebody may send in, and its id, which
// their kept_by has.
type yours struct{ Name, ID string }

func yoursOf(v *record.View, ids []string) []yours {
	all := make([]yours, len(ids))
	for i, id := range ids {
		all[i] = yours{id, id}
		if a := party.Associations.Find(v, id); a != nil {
			all[i].Name = a.Name
		}
	}
	return all
}

// upload tries what was sent. The limits of time are lifted only for those who
// may send something.
func (p *Pages) upload(w http.ResponseWriter, r *http.Request) error {
	if err := upload.MayImport(p.ActorOf(r)); err != nil {
		return err
	}
	limits := http.NewResponseController(w)
	// A server that sets no limits, such as a test's, needs none lifted.
	_, _ = limits.SetReadDeadline(time.Now().Add(slow)), limits.SetWriteDeadline(time.Now().Add(slow))
	files, err := filesIn(r)
	if err != nil {
		return err
	}
	return p.try(w, r, files)
}

// try has documents tried, and shows what they would change or what is wrong.
func (p *Pages) try(w http.ResponseWriter, r *http.Request, files []upload.File) error {
	page, err := p.newUploadPage(r)
	if err != nil {
		return err
	}
	u, err := p.Uploads.Try(r.Context(), p.ActorOf(r), files)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Forbidden) {
		page.fail(web.LangOf(r), err)
		return p.Site.Render(w, r, web.Status(err), "upload", page)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, UploadPath+"/"+u.ID)
}

// filesIn reads the files of the form, in the order in which they were chosen.
func filesIn(r *http.Request) ([]upload.File, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	var files []upload.File
	for {
		part, err := parts.NextPart()
		if err == io.EOF { // unwrapped: one within another error is a form cut short
			return files, nil
		}
		if err != nil {
			return nil, badUpload(err)
		}
		if part.FileName() == "" { // a field left empty
			continue
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return nil, badUpload(err)
		}
		files = append(files, upload.File{Name: part.FileName(), Content: content})
	}
}

func badUpload(err error) error {
	if web.Status(err) == http.StatusRequestEntityTooLarge {
		return err
	}
	return fault.Wrap(err, fault.Invalid, "web.bad_form")
}

// mostFaults is how many faults are shown: whoever has more has the same one
// many times.
const mostFaults = 300

// fail shows what is wrong with what was sent, file by file.
func (p *uploadPage) fail(l *text.Lang, err error) {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return
	}
	if len(f.Fields) == 0 {
		p.Wrong = l.T(f.Key, f.Args...)
		return
	}
	if own := f.Fields[0]; own.File == "" { // about the form, not about a document
		p.Wrong = l.T(own.Key, own.Args...)
		return
	}
	p.Count = l.T("siteweb.import.faults", len(f.Fields))
	if n := len(f.Fields) - mostFaults; n > 0 {
		p.More = l.T("siteweb.import.more_faults", n)
	}
	p.Faults = byFile(l, f.Fields[:min(len(f.Fields), mostFaults)])
}

func byFile(l *text.Lang, fields []fault.Field) []fileFaults {
	var all []fileFaults
	for _, f := range fields {
		i := slices.IndexFunc(all, func(x fileFaults) bool { return x.File == f.File })
		if i < 0 {
			i = len(all)
			all = append(all, fileFaults{File: f.File})
		}
		all[i].Rows = append(all[i].Rows, faultRow{cmp.Or(f.Path, l.T("siteweb.import.whole")), l.T(f.Key, f.Args...)})
	}
	return all
}
