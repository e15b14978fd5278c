package reporting

import "samkarta/internal/record"

// Order says what report somebody wants.
type Order struct {
	Association    string      `json:"association"`              // whose it is
	Municipalities []string    `json:"municipalities,omitempty"` // codes; none: all of the association's
	Country        bool        `json:"country,omitempty"`        // the insatser of the whole country: of a catalogue only
	Party          string      `json:"party,omitempty"`          // only what is this party's; "" is everybody's
	Template       string      `json:"template"`                 // id
	AsOf           record.Date `json:"as_of,omitempty"`          // the map of an earlier day; "" is now
	Since          record.Date `json:"since,omitempty"`          // marks what has changed since then; "" marks nothing
	Lang           string      `json:"lang"`                     // "sv" or "en"
	Sections       []string    `json:"sections,omitempty"`       // those that are to be in it; none: the template's
	Public         bool        `json:"public,omitempty"`         // only what the public may see is in it
}

// Template is how a kind of report is made up. Three are everybody's; an
// association keeps its own beside them.
type Template struct {
	ID       string   // "mapping"; of an association's own "own/…"
	KeptBy   string   // the association; "" is everybody's
	Name     string   // of an association's own
	Based    string   // on which of the three: its own id for those
	Sections []string // in order
	Look     Look
	Texts    []Text
}

// Look is a template's own look.
type Look struct {
	Logo    []byte
	LogoAlt string
	Accent  string // "#0d5c63"; "" is the house's own
}

// Text is what somebody has written for a section of reports, in Markdown.
type Text struct {
	Section string // a section, or one of its parts: "results/0604"; "front" is the front page
	Lang    string
	Text    string
}

// The templates that everybody has.
const (
	Mapping   = "mapping"   // the full report of a mapping
	Standing  = "standing"  // how it stands, on two pages
	Catalogue = "catalogue" // the insatser, with cards to print
)

// The sections of reports. Each has its heading at reporting.section.<name>.
const (
	Abbreviations = "abbreviations"
	Background    = "background"
	Purpose       = "purpose"
	Method        = "method"
	Changes       = "changes" // since the day that the report compares with
	Results       = "results" // a chapter a municipality
	Parties       = "parties" // a chapter a party
	Forums        = "forums"
	Network       = "network"
	Coverage      = "coverage"
	Overlap       = "overlap"
	Load          = "load"
	Dependence    = "dependence"
	Insatser      = "insatser"
	Gaps          = "gaps"
	Figures       = "figures"
	Development   = "development"
	Reflections   = "reflections"
	Summary       = "summary" // how it stands, in few words and figures
	Cards         = "cards"
	Sources       = "sources"
	Freshness     = "freshness"
)

// templates are those that everybody has.
var templates = []Template{
	{ID: Mapping, Based: Mapping, Sections: []string{Abbreviations, Background, Purpose, Method, Changes, Results, Parties, Forums, Network,
		Coverage, Overlap, Load, Dependence, Insatser, Gaps, Figures, Development, Reflections, Sources, Freshness}},
	{ID: Standing, Based: Standing, Sections: []string{Summary}},
	{ID: Catalogue, Based: Catalogue, Sections: []string{Background, Changes, Insatser, Cards, Gaps, Sources, Freshness}},
}
