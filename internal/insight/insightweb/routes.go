// Package insightweb shows what the area insight answers: the picture of the
// collaboration, and what it hides. Every analysis has a page of its own with
// what it says in words, a picture, and the same as a table; "Läget" puts the
// most important of an association on two sheets.
package insightweb

import (
	"embed"
	"io/fs"
	"net/http"

	"samkarta/internal/insight"
	"samkarta/internal/page"
)

//go:embed *.html
var files embed.FS

// Files are the templates of this package, for the site to take up.
func Files() fs.FS { return files }

// Pages answers for the pages of the area insight.
type Pages struct {
	*page.Desk
	Insight *insight.Service
}

// The addresses of the pages.
const (
	pathStanding   = "/laget"
	pathOverview   = "/insikt"
	pathNetwork    = "/insikt/natverk"
	pathCoverage   = "/insikt/tackning"
	pathOverlaps   = "/insikt/overlapp"
	pathLoad       = "/insikt/belastning"
	pathDependence = "/insikt/beroende"
	pathAsymmetry  = "/insikt/olika-bilder"
	pathWay        = "/insikt/vag"
	pathFreshness  = "/insikt/farskhet"
	pathTime       = "/insikt/tid"
	pathCompare    = "/insikt/jamfor"
	pathMetrics    = "/insikt/matt"
)

// paths are the addresses of the analyses.
var paths = map[string]string{
	insight.AnalysisNetwork: pathNetwork, insight.AnalysisCoverage: pathCoverage, insight.AnalysisOverlaps: pathOverlaps,
	insight.AnalysisLoad: pathLoad, insight.AnalysisDependence: pathDependence, insight.AnalysisAsymmetry: pathAsymmetry,
	insight.AnalysisPath: pathWay, insight.AnalysisFreshness: pathFreshness, insight.AnalysisTime: pathTime, insight.AnalysisCompare: pathCompare,
	insight.AnalysisMetrics: pathMetrics,
}

// Routes puts the pages on the mux.
func (p *Pages) Routes(mux *http.ServeMux) {
	p.Show(mux, "GET "+pathStanding, p.standings)
	p.Show(mux, "GET "+pathStanding+"/{id...}", p.standing)
	p.Show(mux, "GET "+pathOverview, p.overview)
	p.Show(mux, "GET "+pathNetwork, p.network)
	p.Show(mux, "GET "+pathPicture, p.picture)
	p.Show(mux, "GET "+pathNetworkFile+"{format}", p.networkFile)
	p.Show(mux, "GET "+pathCard+"{key...}", p.card)
	p.Show(mux, "GET "+pathCoverage, p.answer(sight.coverage))
	p.Show(mux, "GET "+pathOverlaps, p.answer(sight.overlaps))
	p.Show(mux, "GET "+pathLoad, p.answer(sight.load))
	p.Show(mux, "GET "+pathDependence, p.answer(sight.dependence))
	p.Show(mux, "GET "+pathAsymmetry, p.answer(sight.asymmetry))
	p.Show(mux, "GET "+pathWay, p.answer(sight.way))
	p.Show(mux, "GET "+pathFreshness, p.answer(sight.freshness))
	p.Show(mux, "GET "+pathTime, p.overTime)
	p.Show(mux, "GET "+pathCompare, p.answer(sight.compare))
	p.Show(mux, "GET "+pathMetrics, p.answer(sight.metrics))
}
