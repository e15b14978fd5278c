package insatsweb

import (
	"errors"
	"html/template"
	"net/http"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// personPath is the address of the page: nothing about anybody stands in it but
// a municipality, to begin with.
const personPath = "/vad-finns"

// personPage answers what there is for somebody. What is told of the person
// comes in the body of the request and goes out in the page, and is kept
// nowhere: not in the address, in a cookie, in a log or in what the program
// remembers.
type personPage struct {
	web.Frame
	Head    web.Head
	Form    *web.Form
	Basic   []*web.Field // municipality and age
	Facts   []factField
	Towns   template.HTML
	Skipped []string // questions that are not to be asked
	Told    string   // what is known, in words, for paper
	Says    string   // how many fit
	Answer  *fitting // nil until anything is known, and while anything is wrong
	Lead    string   // instead of the answer
	Day     string   // on which day it is answered for
	Counted string   // that it was counted that nothing was found
	Refused string   // why it was not
	Demand  *web.Link
}

// person shows the page before anything is told but perhaps a municipality.
func (p *Pages) person(w http.ResponseWriter, r *http.Request, v *record.View) error {
	if asksForMore(r) {
		neverKept(w)
	}
	in := web.NewInput()
	in.Set(page.AskMunicipality, r.URL.Query().Get(page.AskMunicipality))
	s := sight{page.SightOf(r, v)}
	return p.showPerson(w, r, newPersonPage(s, s.readTold(in), site(r)))
}

// personTold answers for what was posted. The page is the answer itself, and no
// redirect, for then it would have to be kept in between.
func (p *Pages) personTold(w http.ResponseWriter, r *http.Request, v *record.View) error {
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	s := sight{page.SightOf(r, v)}
	t := s.readTold(in)
	shown := newPersonPage(s, t, site(r))
	if in.Get(doing) == count && t.err == nil {
		if err := p.countNothing(r, s, t, shown); err != nil {
			return err
		}
	}
	neverKept(w)
	return p.showPerson(w, r, shown)
}

// neverKept says that nobody is to keep an answer: no browser and no proxy, and
// not the program itself (page/kept.go).
func neverKept(w http.ResponseWriter) { w.Header().Set("Cache-Control", "no-store") }

// asksForMore tells whether an address says more than the page reads: somebody
// may have written facts there.
func asksForMore(r *http.Request) bool {
	for name := range r.URL.Query() {
		if name != page.AskMunicipality && name != "lang" && name != "dag" {
			return true
		}
	}
	return false
}

func (p *Pages) showPerson(w http.ResponseWriter, r *http.Request, shown *personPage) error {
	status := http.StatusOK
	if shown.Form.HasFaults() {
		status = http.StatusUnprocessableEntity
	}
	return p.Site.Render(w, r, status, "person", shown)
}

// countNothing counts that nothing was found, of which only the municipality is
// told to anybody.
func (p *Pages) countNothing(r *http.Request, s sight, t told, shown *personPage) error {
	d, err := p.Insatser.CountNothing(r.Context(), s.View.Actor(), t.person.Municipality)
	var refused *fault.Fault
	switch {
	case err == nil:
		shown.Counted = s.T("insatsperson.counted", d.Times, page.PlaceName(d.Municipality))
	case errors.As(err, &refused) && len(refused.Fields) > 0:
		shown.Refused = s.T(refused.Fields[0].Key, refused.Fields[0].Args...)
	case fault.Is(err, fault.Unavailable) && errors.As(err, &refused):
		shown.Refused = s.T(refused.Key, refused.Args...)
	default:
		return err
	}
	return nil
}

func newPersonPage(s sight, t told, site string) *personPage {
	p := &personPage{Skipped: t.in.All(skipped), Told: t.inWords(s)}
	p.Title = s.T("insatsperson.title")
	p.Head = web.Head{Title: p.Title, Lead: s.T("insatsperson.lead")}
	p.Scripts = []string{"person.js"}
	p.Form, p.Facts = t.form(s)
	p.Basic = p.Form.Sections[0].Fields[:2]
	towns := s.townNames()
	p.Towns = page.NameList(towns.ID, towns.Options)
	p.Day = s.T("insatsperson.day", s.Lang.Date(s.View.Today()))
	if insats.MayReadDemand(s.View.Actor()) == nil {
		p.Demand = &web.Link{Href: demandPath, Text: s.T("insatsperson.demand.link")}
	}
	switch {
	case t.err != nil:
		p.Lead = s.T("insatsperson.mend_first")
	case t.isBlank():
		p.Lead = s.T("insatsperson.begin")
	default:
		p.Answer = s.fitting(t, site)
		p.Says = p.Answer.Says
	}
	return p
}

// isBlank tells whether nothing is known of the person.
func (t told) isBlank() bool {
	for _, f := range insats.Facts() {
		if t.person.Knows(f) {
			return false
		}
	}
	return true
}

// site is the address of the program, for links in mails.
func site(r *http.Request) string {
	if web.IsTLS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
