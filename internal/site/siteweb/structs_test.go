package siteweb

import "samkarta/internal/platform/web"

// PageStructs gives the templates of the package with their structs, for the
// test that they fit.
func PageStructs() map[string]web.Page {
	return map[string]web.Page{
		"start": &startPage{}, "found": &searchPage{}, "glossary": &glossaryPage{}, "prose": &prosePage{}, "handbook": &handbookPage{},
		"day": &dayPage{}, "export": &exportPage{}, "upload": &uploadPage{}, "uploaded": &uploadedPage{}, "draft-form": &draftFormPage{}, "draft": &draftPage{}, "sheet": &sheetPage{},
	}
}

// WithPictures is for the test of what becomes of pictures.
var WithPictures = withPictures
