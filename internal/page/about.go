package page

import (
	"embed"
	"io/fs"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

//go:embed *.html
var files embed.FS

// Files are the partials of this package, for the site to take up.
func Files() fs.FS { return files }

// About is how a record stands: who says it, when it was last confirmed, and
// what the one who looks can do with it. {{template "about" .About}} puts it
// last on the record's page.
type About struct {
	Title   string
	Facts   web.Definitions
	Fresh   web.Freshness
	Ended   *web.Alert // it holds no more, or not yet
	Confirm *web.Post
	Links   []web.Link // change, end, history
}

// NewAbout gathers how a record stands.
func NewAbout(v *record.View, l *text.Lang, b record.Body) About {
	h := b.HeadOf()
	a := About{Title: l.T("page.about"), Fresh: *Fresh(v, l, b), Facts: standing(v, l, b), Ended: ended(v, l, h)}
	at := h.Kind.Name + "/" + h.ID
	if v.MayChange(b) {
		a.Confirm = &web.Post{Action: "/bekrafta/" + at, Text: l.T("page.confirm"), Icon: "check", Variant: "secondary"}
		a.Links = append(a.Links, web.Link{Href: "/andra/" + at, Text: l.T("page.change"), Icon: "edit"})
		if h.ValidTo == "" {
			a.Links = append(a.Links, web.Link{Href: "/avsluta/" + at, Text: l.T("page.end"), Icon: "clock"})
		}
	}
	a.Links = append(a.Links, web.Link{Href: "/historik/" + at, Text: l.T("page.history"), Icon: "history"})
	return a
}

func standing(v *record.View, l *text.Lang, b record.Body) web.Definitions {
	h := b.HeadOf()
	var facts web.Definitions
	if src := v.SourceOf(b); src != nil {
		facts = append(facts, web.Definition{Term: l.T("page.source"), Cells: []web.Cell{{
			Text: src.Title, Href: src.URL(), Note: strings.Join(notEmpty(src.Publisher, DateText(l, src.Date)), ", ")}}})
	}
	if cells := evidence(v, l, h); len(cells) > 0 {
		facts = append(facts, web.Definition{Term: l.T("page.evidence"), Cells: cells})
	}
	facts = append(facts, web.Definition{Term: l.T("page.kept_by"), Cells: []web.Cell{keeper(v, l, h.KeptBy)}})
	if h.ValidFrom != "" || h.ValidTo != "" {
		facts = append(facts, web.Say(l.T("page.holds"), Holds(l, h)))
	}
	if h.Note != "" {
		facts = append(facts, web.Say(l.T("page.note"), h.Note))
	}
	return facts
}

func notEmpty(all ...string) []string {
	var kept []string
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func keeper(v *record.View, l *text.Lang, id string) web.Cell {
	if id == "" {
		return web.Cell{Text: l.T("page.common")}
	}
	if a := party.Associations.Find(v, id); a != nil {
		return web.Cell{Text: a.Name, Href: a.URL()}
	}
	return web.Cell{Text: id}
}

// evidence says on which pages of which documents a record was found.
func evidence(v *record.View, l *text.Lang, h *record.Head) []web.Cell {
	var cells []web.Cell
	for _, e := range h.Evidence {
		var said []string
		if e.Page > 0 {
			said = append(said, l.T("page.page", e.Page))
		}
		if e.Cue != "" {
			said = append(said, "”"+e.Cue+"”")
		}
		if e.Source != "" {
			said = append(said, v.TitleOf(record.Key{Kind: "source", ID: e.Source}))
		}
		if len(said) > 0 {
			cells = append(cells, web.Cell{Text: strings.Join(said, ", ")})
		}
	}
	return cells
}

// Holds says from when to when a record holds.
func Holds(l *text.Lang, h *record.Head) string {
	switch {
	case h.ValidTo == "":
		return l.T("page.holds_from", DateText(l, h.ValidFrom))
	case h.ValidFrom == "":
		return l.T("page.holds_to", DateText(l, h.ValidTo))
	}
	return l.T("page.holds_between", DateText(l, h.ValidFrom), DateText(l, h.ValidTo))
}

func ended(v *record.View, l *text.Lang, h *record.Head) *web.Alert {
	if h.HoldsOn(v.Today()) {
		return nil
	}
	if h.EndedOn(v.Today()) {
		return &web.Alert{Color: "warning", Title: l.T("page.ended_title"), Text: l.T("page.ended", DateText(l, h.ValidTo))}
	}
	return &web.Alert{Color: "info", Title: l.T("page.not_yet_title"), Text: l.T("page.not_yet", DateText(l, h.ValidFrom))}
}
