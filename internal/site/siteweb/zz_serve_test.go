package siteweb_test

import ("bytes";"mime/multipart";
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/upload"
	"samkarta/internal/finder"
	"samkarta/internal/mapping/mappingweb"
	"samkarta/internal/page"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/jobs"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
	"samkarta/internal/site/siteweb"
	"testing"
	"time"
)

func TestZZServe(t *testing.T) {
	if os.Getenv("SW_SERVE") == "" {
		return
	}
	d := dbtest.SQLite(t, db.WithClock(func() time.Time { return today }))
	records := record.New(d, exchange.Kinds())
	f := finder.New(records)
	uploads := upload.New(d, records, func(_ context.Context, account string) (access.Actor, error) { return actors[account], nil })
	runner := jobs.New(d, jobs.Config{})
	uploads.Work(runner)
	go runner.Run(context.Background())
	files, _ := exchange.Files("../../demo/data")
	if os.Getenv("SW_EMPTY") == "" {
		_, err := exchange.Import(ctx, records, access.System("test"), files, exchange.Options{})
		must(t, err)
	}
	site, err := web.New(web.Options{Fill: func(r *http.Request, fr *web.Frame) {
		fr.Nav = []web.Link{{Href: "/vem", Text: "Vem?"}, {Href: "/var", Text: "Var?"}, {Href: "/vad", Text: "Vad?"}, {Href: "/en-vag-in", Text: "En väg in"}}
		fr.More = []web.Link{{Href: "/matris", Text: "Vem möter vem"}, {Href: "/kallor", Text: "Källor"}, {Href: "/ordlista", Text: "Ordlista"}}
		fr.Search = &web.Search{Action: "/sok", Label: "Sök på kartan", Placeholder: "Enhet, forum, förkortning …", Button: "Sök"}
		fr.SignIn = &web.Link{Href: "/logga-in", Text: "Logga in"}
		fr.Banner = &web.Banner{Text: "Demonstration på verkliga uppgifter från 2015–2019, som kartan stod den 1 juni 2019. Inget du ändrar sparas.", Label: "Prova som", Action: "/demo/roll", Name: "roll", Choices: []web.Choice{{Value: "a", Text: "Processutvecklare"}, {Value: "b", Text: "Handläggare"}, {Value: "d", Text: "Allmänheten", Current: true}}}
		fr.Footer = []web.Group{{Title: "Kartan", Links: []web.Link{{Href: "/kallor", Text: "Källor"}, {Href: "/ordlista", Text: "Ordlista"}}}, {Title: "Hjälp", Links: []web.Link{{Href: "/hjalp", Text: "Handbok"}, {Href: "/om", Text: "Om Samkarta"}, {Href: "/tillganglighet", Text: "Tillgänglighet"}}}}
	}, LargeBodies: map[string]int64{siteweb.UploadPath: siteweb.UploadLimit}})
	must(t, err)
	site.Pages(page.Files(), "*.html")
	site.Pages(siteweb.Files(), "*.html")
	site.Pages(mappingweb.Files(), "*.html")
	desk := &page.Desk{Site: site, Records: records, ActorOf: func(r *http.Request) access.Actor {
		if c, err := r.Cookie("som"); err == nil {
			return actors[c.Value]
		}
		return actors[r.URL.Query().Get("som")]
	}}
	mux := http.NewServeMux()
	h := site.Wrap(mux)
	(&siteweb.Pages{Desk: desk, Finder: f, Uploads: uploads}).Routes(mux)
	(&mappingweb.Pages{Desk: desk, Finder: f}).Routes(mux)
	site.Routes(mux)
	mux.HandleFunc("/zzbad", func(w http.ResponseWriter, r *http.Request) {
		data, _ := os.ReadFile("/tmp/bad.json")
		var b bytes.Buffer
		m := multipart.NewWriter(&b); f, _ := m.CreateFormFile("files", "kartlaggning-aneby.json"); f.Write(data); m.Close()
		q := httptest.NewRequest("POST", "/importera?lang=sv&som=developer", &b); q.Header.Set("Content-Type", m.FormDataContentType())
		rec := httptest.NewRecorder(); h.ServeHTTP(rec, q); w.Header().Set("Content-Type", "text/html"); w.Write(rec.Body.Bytes())
	})
	http.ListenAndServe("127.0.0.1:8977", h)
}
