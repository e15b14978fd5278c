package insatsweb

import (
	"net/http"
	"strconv"
	"time"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of the fields by which somebody says whether there is a place.
const (
	roomState   = "state"
	roomOn      = "on"
	roomVersion = "_version"
)

// stateColors mark whether there is a place; the words stand in them.
var stateColors = map[string]string{"free": "success", "few": "info", "waiting_list": "warning", "closed": "neutral"}

// room says whether there is a place, and how long ago that was so.
func (s sight) room(x *insats.Insats) web.Cell {
	a := x.Availability
	if a == nil {
		return web.Cell{Text: s.T("insatsweb.room.unknown")}
	}
	return web.Cell{Text: page.UpperFirst(page.Word(s.Lang, "availability", a.State)), Note: s.roomAge(a)}
}

// roomAge says when it was so: "2 maj 2019, för 20 dagar sedan."
func (s sight) roomAge(a *insats.Availability) string {
	days := a.Age(s.View.Today())
	said := s.T("insatsweb.room.days", days)
	if months := days / 30; months > 1 {
		said = s.T("insatsweb.room.months", months)
	}
	said = s.T("insatsweb.room.on", page.DateText(s.Lang, a.On), said)
	if a.IsOld(s.View.Today()) {
		said += " " + s.T("insatsweb.room.old")
	}
	return said
}

// roomTag says in the list whether there is a place; nil if nothing is told.
func (s sight) roomTag(x *insats.Insats) *web.Tag {
	if x.Availability == nil || x.HasEnded() {
		return nil
	}
	t := &web.Tag{Text: page.Word(s.Lang, "availability", x.Availability.State), Color: stateColors[x.Availability.State]}
	if x.Availability.IsOld(s.View.Today()) {
		t.Color = "neutral"
	}
	return t
}

// roomIn is what stands in the form from the start: the state, and today.
func roomIn(s sight, x *insats.Insats) *web.Input {
	in := web.NewInput()
	if x.Availability != nil {
		in.Set(roomState, x.Availability.State)
	}
	in.Set(roomOn, s.View.Today().Format(time.DateOnly))
	return in
}

// roomForm lets those who may say in one step whether there is a place.
func (s sight) roomForm(x *insats.Insats, in *web.Input) *web.Form {
	if !s.View.MayChange(x) || !x.TakesPeople() {
		return nil
	}
	f := web.NewForm(s.Lang, in)
	f.Compact, f.Action, f.Submit = true, "/plats/"+x.ID, s.T("insatsweb.room.save")
	f.Radios(roomState, "insatsweb.room", page.Options(s.Lang, "availability")).Require()
	f.Date(roomOn, "insatsweb.room.day").Require()
	f.Keep(roomVersion, strconv.FormatInt(x.Version, 10))
	return f
}

// saveRoom saves whether there is a place.
func (p *Pages) saveRoom(w http.ResponseWriter, r *http.Request) error {
	v, err := p.Now(r)
	if err != nil {
		return err
	}
	x, err := insats.Insatser.Get(v, r.PathValue("id"))
	if err != nil {
		return err
	}
	in, err := web.ParseInput(r)
	if err != nil {
		return err
	}
	draft, err := readRoom(in, v.Today())
	if err == nil {
		err = p.Records.Change(r.Context(), v.Actor(), x.Key(), draft)
	}
	if err == nil {
		return web.Redirect(w, r, x.URL(), web.Done("insatsweb.room.saved"))
	}
	s := sight{page.SightOf(r, v)}
	pg := newInsatsPage(s, x)
	if pg.Room = s.roomForm(x, in); pg.Room == nil || fault.KindOf(err) == fault.Internal {
		return err // who may not is told so
	}
	pg.Room.Fail(err)
	pg.NoIndex = true
	return p.Site.Render(w, r, web.Status(err), "insats", pg)
}

// readRoom reads the form. Nobody knows of places on a day to come.
func readRoom(in *web.Input, today time.Time) (record.Draft, error) {
	states := record.Vocabulary("availability")
	if in.Need(roomState) != "" {
		in.OneOf(roomState, states...)
	}
	if in.Need(roomOn) != "" {
		if day := record.Date(in.Date(roomOn)); day != "" && day.First().After(today) {
			in.Fail(roomOn, "insatsweb.room.future")
		}
	}
	version, err := strconv.ParseInt(in.Get(roomVersion), 10, 64)
	if err != nil {
		return record.Draft{}, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	said := record.Tree{roomState: in.Get(roomState), roomOn: in.Get(roomOn)}
	return record.Draft{Tree: record.Tree{"availability": said}, Version: version}, in.Err()
}

// roomOptions are what one can ask of places.
func (s sight) roomOptions() []web.Option {
	options := append([]web.Option{{Value: insats.HasPlace, Text: s.T("insatsweb.room.place")}}, page.Options(s.Lang, "availability")...)
	return append(options, web.Option{Value: insats.UnknownState, Text: s.T("page.unknown")})
}
