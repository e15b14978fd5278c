package siteweb

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what the choice of a day is sent with. The day itself is ?dag=
// on the page that it leads to.
const (
	askDate = "datum"
	askPage = "sida" // the page to come back to
)

// dayPage lets one choose a day to see the map as it was.
type dayPage struct {
	web.Frame
	Head   web.Head
	Wrong  string // what is wrong with the day that was given
	Given  string
	Latest string // the last day that can be chosen
	Back   string
	Days   []web.Link // days on which something is known
	Today  *web.Link  // back to it, if an earlier day is shown
}

func (p *Pages) day(w http.ResponseWriter, r *http.Request, shown *record.View) error {
	now, err := p.Now(r)
	if err != nil {
		return err
	}
	in, l := web.QueryInput(r), web.LangOf(r)
	page := newDayPage(now, l, cameFrom(r, in.Get(askPage)), in.Get(askDate))
	if page.Given != "" && page.Wrong == "" {
		return web.Redirect(w, r, onDay(page.Back, page.Given))
	}
	if shown.AsOf() != "" {
		page.Today = &web.Link{Href: onDay(page.Back, ""), Text: l.T("siteweb.day.today")}
	}
	status := http.StatusOK
	if page.Wrong != "" {
		status = http.StatusUnprocessableEntity
	}
	return p.Site.Render(w, r, status, "day", page)
}

// cameFrom is the page that the day is to be shown on: the one that is named,
// or else the one that led here.
func cameFrom(r *http.Request, named string) string {
	if named != "" {
		return web.Local(named)
	}
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || from.Path == r.URL.Path {
		return "/"
	}
	return web.Local(from.RequestURI())
}

func newDayPage(now *record.View, l *text.Lang, back, given string) *dayPage {
	p := &dayPage{Head: web.Head{Title: l.T("siteweb.day.title"), Lead: l.T("siteweb.day.lead")}, Given: given, Back: back,
		Latest: now.Today().Format(time.DateOnly)}
	p.Title, p.NoIndex = p.Head.Title, true
	if given != "" {
		p.Wrong = wrongDay(now, l, record.Date(given))
	}
	p.Days = knownDays(now, l, back)
	return p
}

func wrongDay(now *record.View, l *text.Lang, day record.Date) string {
	switch {
	case !record.IsDate(string(day)):
		return l.T("record.bad_date", string(day))
	case day.Last().After(now.Today()):
		return l.T("record.day_to_come", now.Today())
	}
	return ""
}

// onDay is an address with the day that it is to show; "" is today.
func onDay(address, day string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	q := u.Query()
	q.Set("dag", day)
	u.RawQuery = q.Encode()
	return u.String()
}

// manyDays is how many days are proposed.
const manyDays = 8

// knownDays are the days of the sources, the newest first: what the map knew
// when each was written.
func knownDays(now *record.View, l *text.Lang, back string) []web.Link {
	var links []web.Link
	all := record.Sources.All(now)
	slices.SortStableFunc(all, func(a, b *record.Source) int { return b.Date.Last().Compare(a.Date.Last()) })
	for _, s := range all {
		if record.IsRegister(s.ID) || s.Date.Last().After(now.Today()) || len(links) == manyDays {
			continue
		}
		day := string(s.Date)
		if n := len(links); n > 0 && links[n-1].Text == page.DateText(l, s.Date) {
			continue
		}
		links = append(links, web.Link{Href: onDay(back, day), Text: page.DateText(l, s.Date), Note: s.Title})
	}
	return links
}
