// Package web is the frame of the site: layout, partials, forms, errors and
// the doors of the program. It knows no word of the domain.
//
// # A page
//
// A page is a struct that embeds Frame, a template named as its file, and a
// handler. The body of forum.html is the content of the page "forum"; there is
// no {{define "content"}}. What a file defines besides are partials that all
// pages may use, so name them after the area ("forum-row"). Files whose body
// is empty hold partials only.
//
//	//go:embed *.html
//	var files embed.FS
//
//	type forumPage struct {
//		web.Frame
//		Head  web.Head
//		Facts web.Definitions
//		Table web.Table
//	}
//
//	func (h *handlers) show(w http.ResponseWriter, r *http.Request) error {
//		f, err := h.forums.Get(r.Context(), actor, r.PathValue("id"))
//		if err != nil {
//			return err // becomes a page by its fault kind
//		}
//		l := web.LangOf(r)
//		p := &forumPage{Head: web.Head{Title: f.Name, Kicker: l.T("forum.kicker")}}
//		p.Title = f.Name
//		p.Crumbs = []web.Link{{Href: "/forum", Text: l.T("forum.all")}}
//		return h.site.Render(w, r, http.StatusOK, "forum", p)
//	}
//
//	{{template "head" .Head}}
//	<section class="section"><h2>{{.T "forum.participants"}}</h2>
//	{{template "table" .Table}}</section>
//
//	site.Pages(files, "*.html")
//	site.Handle(mux, "GET /forum/{id}", h.show)
//
// Every page shows one {{template "head" .Head}}, for it holds the h1. The
// fields of Frame that a handler sets are Title, Description, Crumbs, Wide,
// Plain, NoIndex and Scripts; Options.Fill sets the menus, the user, the
// banner and the day shown; the site does the rest. A script of an area,
// forumweb/network.ts, is bundled by make assets as "network.js".
//
// # A form
//
// A form is made from an Input, which holds what is stored (GET) or what was
// typed (POST); fields are named as the faults of the area name them.
//
//	func forumForm(l *text.Lang, in *web.Input) *web.Form {
//		f := web.NewForm(l, in)
//		f.Submit, f.Cancel = l.T("forum.save"), "/forum"
//		f.Text("name", "forum.name").Require()
//		f.Area("purpose", "forum.purpose").Help("forum.purpose.hint")
//		f.Section("forum.who", "forum.who.note")
//		f.Select("level", "forum.level", web.OptionsOf(l, "forum.level.", "local", "regional"))
//		f.Number("age_min", "forum.age_min").Beside()
//		f.Number("age_max", "forum.age_max").Beside()
//		f.Date("started", "forum.started")
//		f.Checks("groups", "forum.groups", groups)
//		f.Rows("participants", "forum.participants", 1, func(row *web.Form) {
//			row.Select("actor", "forum.actor", actors).Require()
//			row.Text("function", "forum.function")
//		}).Adding("forum.participants.add").Naming("forum.participant")
//		f.Keep("version", in.Get("version"))
//		return f
//	}
//
//	func (h *handlers) create(w http.ResponseWriter, r *http.Request) error {
//		in, err := web.ParseInput(r)
//		if err != nil {
//			return err
//		}
//		if in.RowsEdited() { // "add a row" or "remove" was pressed
//			return h.form(w, r, http.StatusOK, in, nil)
//		}
//		f := readForum(in) // in.Need("name"), in.Int("age_min", 0, 120), in.Date("started") …
//		if err = in.Err(); err == nil {
//			err = h.forums.Create(r.Context(), actor, f)
//		}
//		if fault.Is(err, fault.Invalid) {
//			return h.form(w, r, http.StatusUnprocessableEntity, in, err)
//		}
//		if err != nil {
//			return err
//		}
//		return web.Redirect(w, r, "/forum/"+f.ID, web.Done("forum.created", f.Name))
//	}
//
//	func (h *handlers) form(w http.ResponseWriter, r *http.Request, status int, in *web.Input, err error) error {
//		p := &formPage{Form: forumForm(web.LangOf(r), in).Fail(err)}
//		return h.site.Render(w, r, status, "forum-form", p)
//	}
//
//	{{template "form" .Form}}
//
// Rows are read with in.Rows("participants"), in.RowFilled("participants", i)
// and in.Get(web.At("participants", i, "actor")): participants[0].actor, which
// is also the path of a fault about it. A fault of a field that the form does
// not have is told in the summary. A filter is a form with Filter set, made
// from QueryInput: it is sent with GET and shown in one line.
//
// # Partials and what they take
//
//	head          Head           the head of the page with its h1
//	form          *Form          all of a form; in parts: form-start, form-section, field, form-end
//	field         *Field         one field (form.Field("name"))
//	table         Table          rows as cards on narrow screens
//	cell          Cell           text, link, note, tags, links, freshness, button
//	definitions   Definitions    terms and what is said of them
//	card          Card           in <div class="grid">
//	stat          Stat           in <div class="stats">
//	tabs          Tabs           links over parts of a page
//	pagination    Pagination     NewPagination(r, 50, total); PageOf(p, all)
//	timeline      Timeline       what happened
//	versions      Versions       two people's versions of a record
//	alert         Alert          something to mind
//	empty         Empty          nothing to show, and what to do
//	details       Details        something to open
//	post          Post           a button that changes something
//	search        *Search        a search box; Big on a start page
//	tag           Tag            a short word
//	marker        Marker         the mark of a kind: shape a–f and a letter
//	freshness     Freshness      .Freshness value day, or NewFreshness
//	link          Link           with its note
//
// {{icon "mail"}} draws one of templates/icons: calendar, check, clock, down,
// download, edit, external, history, info, mail, menu, nodes, people, person,
// phone, place, plus, print, right, search, sort, trash, warning.
//
// No page or partial of an area may have one of these names, nor layout,
// header, footer, banner, crumbs, navlink, logo, scheme, problem or field-….
//
// # Classes for what stands in pages
//
//	section, section__head   a part of a page with its h2
//	prose                    running text, at most 68 characters a line
//	sheet                    a raised sheet around anything
//	grid, grid--small        cards beside each other
//	cols, cols--even         main and aside, two halves
//	flow, cluster, actions   below, beside each other, buttons under something
//	hero, ways, way          the start page: question, box, three ways on
//	stats, facts--narrow, quiet, lead, kicker, ds-list
//	table-wrap > ds-table.stack   a table written by hand: give every td a
//	                         data-label and the roles that the partial gives
//	matrix, heat-1 … heat-5  a matrix of links in a table-wrap
//
// # Doors
//
// Site.Wrap puts a mux behind the request log (pattern and status, never an
// address), the security headers, the cross-origin check, the limit of the
// body, the language (?lang=, cookie, Accept-Language, Swedish) and gzip;
// Site.Server does so and sets the time limits; Site.Routes adds the site's
// own: /assets/, /healthz, /utseende, and the page for what is not there.
//
// webtest.CheckTemplate holds a template against its struct; Browser.Check
// looks at a page with a real browser.
package web
