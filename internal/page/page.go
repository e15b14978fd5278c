// Package page holds what the pages of the map have in common: the view of the
// map that a request sees, and how an actor, a place, a date, a freshness and a
// record's standing are shown. The web packages of the areas build on it, and
// know nothing of each other.
package page

import (
	"net/http"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// Desk is what every web package needs to answer a request.
type Desk struct {
	Site    *web.Site
	Records *record.Service
	ActorOf func(*http.Request) access.Actor

	kept kept
}

// dayCookie keeps the earlier day that somebody looks at the map on.
const dayCookie = "dag"

// Shown is a handler that shows something of the map.
type Shown func(w http.ResponseWriter, r *http.Request, v *record.View) error

// Show serves a page of the map at the pattern. With ?dag=2018-12-31 the map is
// shown as it stood on that day, on this page and on those that follow, until
// ?dag= asks for today again.
func (d *Desk) Show(mux *http.ServeMux, pattern string, h Shown) {
	d.Site.Handle(mux, pattern, func(w http.ResponseWriter, r *http.Request) error {
		d.keepDay(w, r)
		v, err := d.View(r)
		if err != nil {
			return err
		}
		return d.kept.serve(w, r, v, h)
	})
}

// View gives what the request may see of the map, on the day that it asks for.
func (d *Desk) View(r *http.Request) (*record.View, error) {
	day := DayOf(r)
	if day != "" && !record.IsDate(string(day)) {
		return nil, fault.New(fault.Invalid, "record.bad_date", day)
	}
	return d.Records.View(r.Context(), d.ActorOf(r), day)
}

// Now gives what the request may see of the map as it is, whatever day is shown.
func (d *Desk) Now(r *http.Request) (*record.View, error) {
	return d.Records.View(r.Context(), d.ActorOf(r), "")
}

// DayOf gives the earlier day that a request asks for; "" is now.
func DayOf(r *http.Request) record.Date {
	if q := r.URL.Query(); q.Has("dag") {
		return record.Date(q.Get("dag"))
	}
	if c, err := r.Cookie(dayCookie); err == nil && record.IsDate(c.Value) {
		return record.Date(c.Value)
	}
	return ""
}

func (d *Desk) keepDay(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if !q.Has("dag") {
		return
	}
	c := &http.Cookie{Name: dayCookie, Value: q.Get("dag"), Path: "/", HttpOnly: true,
		SameSite: http.SameSiteLaxMode, MaxAge: int((2 * time.Hour).Seconds()), Secure: web.IsTLS(r)}
	if !record.IsDate(c.Value) {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
}
