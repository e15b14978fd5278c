package siteweb

import (
	"net/http"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/drafts"
	"samkarta/internal/exchange/sheet"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// SheetPath is where the catalogue is read out of a spreadsheet.
const SheetPath = UploadPath + "/kalkylblad"

// SheetLimit is how many bytes may be sent there at a time.
const SheetLimit = sheet.Largest + 1<<20

// sheetPage is where a spreadsheet is chosen, and where what is wrong with it is
// shown.
type sheetPage struct {
	web.Frame
	Head   web.Head
	Form   *web.Form
	Count  string // how many faults there are in the sheet
	Faults []fileFaults
	Get    []web.Link // the catalogue as a sheet
}

func (p *Pages) sheetForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.mayDraft(r)
	if err != nil {
		return err
	}
	in := web.NewInput()
	if own := upload.Associations(v.Actor()); len(own) > 0 {
		in.Set("association", own[0])
	}
	return p.Site.Render(w, r, http.StatusOK, "sheet", newSheetPage(v, web.LangOf(r), in))
}

func newSheetPage(v *record.View, l *text.Lang, in *web.Input) *sheetPage {
	p := &sheetPage{Head: web.Head{Title: l.T("siteweb.sheet.title"), Lead: l.T("siteweb.sheet.lead")}}
	p.Title, p.NoIndex = p.Head.Title, true
	p.Crumbs = []web.Link{{Href: UploadPath, Text: l.T("siteweb.import.title")}}
	f := web.NewForm(l, in)
	f.Action, f.Submit = SheetPath, l.T("siteweb.import.try")
	f.File(draftNodes, "siteweb.sheet.file").Help("siteweb.sheet.file.hint").Require()
	if opts := keepers(v); len(opts) > 1 || v.Actor().IsAdministrator() {
		f.Select("association", "siteweb.sheet.association", opts).Help("siteweb.sheet.association.hint")
	} else {
		f.Keep("association", in.Get("association"))
	}
	p.Form = f
	for _, format := range sheet.Formats() {
		p.Get = append(p.Get, web.Link{Href: "/insatser." + format.Name, Text: l.T("siteweb.sheet.get." + format.Name)})
	}
	return p
}

// readSheet has what a spreadsheet changes tried as any document. A sheet that
// changes nothing is told of as such.
func (p *Pages) readSheet(w http.ResponseWriter, r *http.Request) error {
	v, in, err := p.draftInput(w, r)
	if err != nil {
		return err
	}
	defer r.MultipartForm.RemoveAll()
	l := web.LangOf(r)
	d, err := sheetDraft(v, l, r, in)
	if err == nil && d.IsEmpty() {
		err = fault.OfFields([]fault.Field{{Path: draftNodes, Key: "siteweb.sheet.nothing"}})
	}
	if fault.Is(err, fault.Invalid) {
		again := newSheetPage(v, l, in)
		again.fail(l, err)
		return p.Site.Render(w, r, web.Status(err), "sheet", again)
	}
	if err != nil {
		return err
	}
	return p.try(w, r, []upload.File{{Name: d.FileName(), Content: d.Document()}})
}

func sheetDraft(v *record.View, l *text.Lang, r *http.Request, in *web.Input) (*draft.Draft, error) {
	files, err := networkFiles(r.MultipartForm)
	if err != nil {
		return nil, err
	}
	if len(files) != 1 {
		return nil, fault.OfFields([]fault.Field{{Path: draftNodes, Key: "siteweb.sheet.none"}})
	}
	return drafts.Sheet(v, l, files[0], draft.Options{KeptBy: in.Get("association")})
}

// fail shows what is wrong: with the sheet by its cells, with the rest at the
// fields.
func (p *sheetPage) fail(l *text.Lang, err error) {
	form := draftFormPage{Form: p.Form}
	form.fail(l, err)
	p.Count, p.Faults = form.Count, form.Faults
}
