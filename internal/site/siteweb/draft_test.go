package siteweb_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http/httptest"
	"strings"
	"testing"

	"samkarta/internal/page/pagetest"
)

const drawnNodes = "Id;Namn;Typ;Part\n1;FUA;forum;\n2;Mötesplatsen Tryffeln;enhet;Aneby kommun\n3;Oklart;;\n"
const drawnEdges = "Source;Target;Roll\n2;1;chef\n3;1;\n"

// sendForm sends a form with files and fields to an address.
func (a *app) sendForm(path, who string, files map[string]file, fields ...string) *pagetest.Answer {
	a.T.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for field, f := range files {
		part, err := m.CreateFormFile(field, f.name)
		pagetest.Must(a.T, err)
		_, err = part.Write([]byte(f.content))
		pagetest.Must(a.T, err)
	}
	for i := 0; i+1 < len(fields); i += 2 {
		pagetest.Must(a.T, m.WriteField(fields[i], fields[i+1]))
	}
	pagetest.Must(a.T, m.Close())
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set(pagetest.Asker, who)
	return a.Send(r)
}

var drawn = map[string]file{"files": {"Ritat nätverk.csv", drawnNodes}, "edges": {"band.csv", drawnEdges}}

// A drawn network is shown as a draft that changes nothing, and goes on to the
// import, which is tried first as always.
func TestNetworkIsReadAsADraft(t *testing.T) {
	a := demo(t)
	a.Get("/importera", "developer").Is(200, "Läs in ett nätverk eller tjänster som utkast")
	a.Get("/importera/utkast", "developer").Is(200, "Inga namn på personer", "Det som filen inte säger")
	shown := a.sendForm("/importera/utkast", "developer", drawn, "association", hog, "date", "2019-05")
	shown.Is(200, "Utkast ur filen", "Mötesplatsen Tryffeln", "aneby/motesplatsen-tryffeln", "Oklart", "Det framgår inte om det är en part")
	if a.has("unit", "aneby/motesplatsen-tryffeln") {
		t.Fatal("a draft has changed the map")
	}
	document, name := shown.Value("input[name=document]", "value"), shown.Value("input[name=name]", "value")
	got := a.sendForm("/importera/utkast/fil", "developer", nil, "document", document, "name", name)
	if got.Is(200); !strings.Contains(got.Header.Get("Content-Disposition"), `"utkast-ritat-natverk.json"`) || got.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("%v", got.Header)
	}
	if !json.Valid([]byte(document)) {
		t.Errorf("no JSON: %s", document)
	}
	tried := a.sendForm("/importera/utkast/prova", "developer", nil, "document", document, "name", name).Is(303).Header.Get("Location")
	a.Get(tried, "developer").Is(200, "Det här skulle ändras", "Mötesplatsen Tryffeln")
	a.sendForm(tried, "developer", nil)
	a.work(tried, "developer").Is(200, "Inläst")
	if !a.has("unit", "aneby/motesplatsen-tryffeln") {
		t.Error("the import has not taken it in")
	}
	a.sendForm("/importera/utkast", "developer", drawn, "association", hog, "date", "2019-05").Is(200, "inget som kartan inte redan har").HasNot("button[formaction]")
}

func TestDraftSaysWhatIsWrong(t *testing.T) {
	a := demo(t)
	bad := map[string]file{"files": {"a.graphml", "<graphml>\n<graph>\n<node/></graph></graphml>"}}
	a.sendForm("/importera/utkast", "developer", bad, "association", hog, "date", "2019").Is(422, "a.graphml", "rad 3", "Noden saknar id")
	a.sendForm("/importera/utkast", "developer", drawn, "association", hog, "date", "i går", "municipality", "Storstad").Is(422, "i går", "Storstad").Has("#f-date[aria-invalid]").Has("#f-municipality[aria-invalid]")
	a.sendForm("/importera/utkast", "developer", nil, "association", hog, "date", "2019").Is(422, "Välj minst en fil")
	a.sendForm("/importera/utkast", "developer", drawn, "association", "finnveden", "date", "2019").Is(403)
}

func TestDraftsAreForThoseWhoMay(t *testing.T) {
	a := demo(t)
	a.Get("/importera/utkast", "reader").Is(403)
	for _, path := range []string{"/importera/utkast", "/importera/utkast/fil", "/importera/utkast/prova"} {
		a.sendForm(path, "reader", drawn, "document", "{}").Is(403)
	}
}
