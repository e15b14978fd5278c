package contactweb

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"

	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// The names of what only the lists of this area can be asked for.
const (
	askEase      = "latt"       // word of ease
	askExists    = "finns"      // yes or no
	askPerson    = "person"     // yes, no or notSaid: it hangs on one person
	askIntensity = "intensitet" // word of intensity
	askWants     = "vill"       // word of wants
)

// The answers to what is a question of yes or no.
const (
	yes     = "ja"
	no      = "nej"
	notSaid = "okant"
)

// perPage is how many rows a list shows at a time.
const perPage = 30

// among tells whether an id belongs to an end that a list is asked for: to the
// actor itself, to what is within it, or to a kind of party.
type among struct {
	any  bool
	ids  []string
	kind string
}

func newAmong(v *record.View, end string) among {
	if _, ok := party.FindActor(v, end); ok {
		return among{ids: party.Within(v, end)}
	}
	return among{any: end == "", kind: end}
}

func (a among) has(v *record.View, id string) bool {
	switch {
	case a.any:
		return true
	case a.kind == "":
		return slices.Contains(a.ids, id)
	case id == a.kind:
		return true
	}
	x, ok := party.FindActor(v, id)
	return ok && (x.Type() == a.kind || x.Unit != nil && x.Unit.Type == a.kind)
}

// isAbout tells whether something told of two ends is about a municipality: it
// says so, or it says nothing and one of the ends is there.
func (s sight) isAbout(municipality, told string, ends ...string) bool {
	if municipality == "" || told != "" {
		return municipality == "" || told == municipality
	}
	return slices.ContainsFunc(ends, func(id string) bool { return slices.Contains(party.PlacesOf(s.View, id), municipality) })
}

// placesTold are the municipalities that things are told of.
func (s sight) placesTold(codes []string, asked string) []web.Option {
	all := append(codes, asked)
	slices.Sort(all)
	var opts []web.Option
	for _, code := range slices.Compact(all) {
		if code != "" {
			opts = append(opts, web.Option{Value: code, Text: page.PlaceName(code)})
		}
	}
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}

// ends are those that things are told of, in Swedish order: what the fields of a
// list suggest, and what its rows are sorted by. Each is looked at once, for
// Swedish order is dear.
type ends struct {
	ids   []string
	place map[string]int
}

func (s sight) newEnds(ids []string) *ends {
	slices.Sort(ids)
	e := &ends{ids: slices.Compact(ids), place: map[string]int{}}
	text.SortBy(e.ids, func(id string) string { return contact.EndName(s.View, s.Lang, id) })
	for i, id := range e.ids {
		e.place[id] = i
	}
	return e
}

// compare puts two pairs of ends in order, by the first and then by the second.
func (e *ends) compare(first, other, second, another string) int {
	return cmp.Or(e.place[first]-e.place[other], e.place[second]-e.place[another])
}

func (e *ends) suggestions(names *page.Names) template.HTML {
	var all []string
	for _, id := range e.ids[:min(len(e.ids), mostNames)] {
		all = append(all, names.Label(id))
	}
	return page.NameList(nameList, all)
}

// isNarrow tells whether a list is narrowed by anything.
func isNarrow(r *http.Request) bool {
	for name, values := range r.URL.Query() {
		if name != page.AskOrder && name != "page" && name != "lang" && name != "dag" && len(values) > 0 && values[0] != "" {
			return true
		}
	}
	return false
}

func options(s sight, prefix string, words ...string) []web.Option {
	return web.OptionsOf(s.Lang, "contactweb."+prefix, words...)
}

// pathTable is contact paths, a row each: {{template "contact-path-table" .}}.
type pathTable struct {
	page.Said
	Caption  string
	HideFrom bool // all rows have the same
	HideInto bool
	Rows     []pathRow
}

// pathRow is one contact path.
type pathRow struct {
	page.WayCard
	Start, End, Felt template.HTML // From, Into and Ease as they are drawn
}

func (s sight) pathTable(caption string, paths []*contact.Path) *pathTable {
	t := &pathTable{Said: page.Said{Lang: s.Lang}, Caption: caption, Rows: make([]pathRow, len(paths))}
	for i, p := range paths {
		card := page.NewWayCard(s.View, s.Lang, p, page.Context{})
		t.Rows[i] = pathRow{card, drawEnd(card.From), drawEnd(card.Into), s.drawEase(p.Ease)}
	}
	return t
}

// fixed leaves out the column of an end that is the same in every row.
func (t *pathTable) fixed(paths []*contact.Path) *pathTable {
	t.HideFrom = !slices.ContainsFunc(paths, func(p *contact.Path) bool { return p.From != paths[0].From })
	t.HideInto = !t.HideFrom && !slices.ContainsFunc(paths, func(p *contact.Path) bool { return p.Into != paths[0].Into })
	return t
}
