package insightweb

import (
	"slices"

	"samkarta/internal/insight"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
)

// coverageOfAll shows the municipalities of an association beside each other, for
// a forum in one covers nobody in another. A municipality of which nothing is told
// is said to be not known: what looks like a gap there is none.
func (s sight) coverageOfAll(p *answerPage, a ask, q insight.CoverageQuestion) {
	x := s.newStrip(s.t("coverage.places"), s.t("municipality"))
	x.Legend = []key{{"cover-yes", s.t("covered")}, {"cover-no", s.t("gap")}}
	t := s.table(s.t("coverage.places.table"), "municipality", "#col.covered", "col.gaps", "col.closing")
	var rows []stripRow
	var untold, gaps []string
	codes := party.Associations.Find(s.v, a.scope.Association).Municipalities
	for _, code := range codes {
		q.Municipality = code
		link := web.Link{Href: page.With(s.r, page.AskMunicipality, code, page.AskAssociation, ""), Text: page.PlaceName(code)}
		if !s.x.TellsOf(code) {
			untold = append(untold, link.Text)
			rows = append(rows, stripRow{Link: link, Said: s.l.T("page.unknown")})
			row(t, linked(link), web.Cell{Note: s.l.T("page.unknown")}, web.Cell{Note: s.t("coverage.untold")}, said(""))
			continue
		}
		answer := s.x.Coverage(q)
		if len(answer.Gaps) > 0 {
			gaps = append(gaps, s.t("coverage.place_gaps", link.Text, s.spans(answer.Gaps)))
		}
		rows = append(rows, s.placeStrip(link, answer))
		row(t, linked(link), said(s.percent(answer.Share())), s.spansCell(answer.Gaps), s.closing(answer))
	}
	p.Reading = append(p.Reading, s.placesSaid(len(codes)-len(untold), gaps, untold)...)
	x.addPart("", rows)
	p.add("kommuner", s.t("coverage.places"), part{Note: s.t("coverage.places.note"), Strip: x})
	p.add("luckor", s.t("coverage.places.table"), part{Table: t})
}

func (s sight) placeStrip(link web.Link, answer insight.CoverageAnswer) stripRow {
	var covered []insight.Span
	for _, c := range answer.Covered {
		covered = joined(covered, c.Span)
	}
	return stripRow{Link: link, Said: s.percent(answer.Share()), Ages: append(s.ages("cover-yes", covered...), s.ages("cover-no", answer.Gaps...)...)}
}

// closing is the forums that would close a gap, or might.
func (s sight) closing(answer insight.CoverageAnswer) web.Cell {
	var ids []string
	for _, w := range slices.Concat(answer.WouldCover, answer.MightCover) {
		ids = append(ids, w.Forum)
	}
	return s.links(s.forums(ids), 3)
}

// placesSaid says in how many municipalities there is a gap, and where.
func (s sight) placesSaid(told int, gaps, untold []string) []string {
	var read []string
	switch {
	case told == 0:
	case len(gaps) == 0:
		read = append(read, s.t("coverage.places.none"))
	default:
		read = append(read, s.t("coverage.places.gaps", len(gaps), told, join(gaps)))
	}
	if len(untold) > 0 {
		read = append(read, s.t("coverage.places.untold", join(untold)))
	}
	return read
}
