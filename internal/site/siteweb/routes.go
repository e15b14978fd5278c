package siteweb

import (
	"embed"
	"io/fs"
	"net/http"
	"sync"

	"samkarta/internal/exchange/upload"
	"samkarta/internal/finder"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Settings are what whoever runs the installation says of it.
type Settings struct {
	Owner   string // who runs the installation: "Samordningsförbundet X"; "" is not said
	Contact string // a function's address for accessibility and other matters, never a person's
}

// UploadPath is where documents are sent in: the one address that takes more
// than the site otherwise does.
const UploadPath = "/importera"

// UploadLimit is how many bytes may be sent there at a time, with what a form
// puts around them.
const UploadLimit = upload.Largest + 1<<20

// Pages answers for the pages of the site itself.
type Pages struct {
	*page.Desk
	Finder   *finder.Finder
	Uploads  *upload.Service
	Settings Settings

	surveys surveys
	terms   sync.Map // the glossary as HTML, by language
}

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET /{$}", p.start)
	p.Show(mux, "GET /sok", p.search)
	p.Show(mux, "GET /ordlista", p.glossary)
	p.Show(mux, "GET /dag", p.day)

	p.Site.Handle(mux, "GET /om", p.text("om"))
	p.Site.Handle(mux, "GET /tillganglighet", p.text("tillganglighet"))
	p.Site.Handle(mux, "GET /hjalp", p.handbook)
	p.Site.Handle(mux, "GET /hjalp/{chapter}", p.chapter)
	p.Site.Handle(mux, "GET /hjalp/bild/{name}", p.picture)

	p.Site.Handle(mux, "GET "+UploadPath, p.uploadForm)
	p.Site.Handle(mux, "POST "+UploadPath, p.upload)
	p.Site.Handle(mux, "GET "+DraftPath, p.draftForm)
	p.Site.Handle(mux, "POST "+DraftPath, p.readDraft)
	p.Site.Handle(mux, "POST "+DraftFilePath, p.draftFile)
	p.Site.Handle(mux, "POST "+DraftTryPath, p.tryDraft)
	p.Site.Handle(mux, "GET "+SheetPath, p.sheetForm)
	p.Site.Handle(mux, "POST "+SheetPath, p.readSheet)
	p.Site.Handle(mux, "GET "+UploadPath+"/{id}", p.uploaded)
	p.Site.Handle(mux, "POST "+UploadPath+"/{id}", p.take)

	p.Show(mux, "GET /exportera", p.exportForm)
	p.Show(mux, "GET /exportera/samkarta.json", p.export)
}
