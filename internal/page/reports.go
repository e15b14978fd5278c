package page

import (
	"slices"

	"samkarta/internal/access"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// ReportLink leads those who may make reports to where one is made, of an
// association and by a template that are chosen already; "" chooses none. Others
// it leads to the reports that there are.
func ReportLink(v *record.View, l *text.Lang, association, template string) web.Link {
	if !makesReports(v.Actor(), association) {
		return web.Link{Href: Address("/rapporter", AskAssociation, association), Text: l.T("page.reports"), Icon: "print"}
	}
	return web.Link{Href: Address("/rapporter/ny", AskAssociation, association, "mall", template), Text: l.T("page.make_report"), Icon: "print"}
}

func makesReports(actor access.Actor, association string) bool {
	return actor.IsAdministrator() || slices.ContainsFunc(actor.Assignments, func(a access.Assignment) bool {
		return a.Role == access.Developer && (association == "" || a.Association == association)
	})
}
