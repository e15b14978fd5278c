package insatsweb

import (
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/insats"
	"samkarta/internal/page"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// quality is how well an insats is told of, with what to do about it.
type quality struct {
	Score string // "4,5 av 6"
	Parts []qualityPart
}

type qualityPart struct {
	Name  string
	Level string // yes, partly or no
	Mark  web.Tag
	Why   string
	Do    *web.Link // nil where nothing is to be done, or not by who looks
}

// levelColors mark how far a criterion is met; the word stands beside it.
var levelColors = map[string]string{"yes": "success", "partly": "warning", "no": "danger"}

func (s sight) quality(x *insats.Insats) *quality {
	if !s.keepsUp() {
		return nil
	}
	q := insats.QualityOf(s.View, x)
	shown := &quality{Score: s.score(q)}
	for _, p := range q.Parts {
		level := p.Level()
		part := qualityPart{Name: s.T("insats.quality." + p.Name), Level: level, Why: s.T("insats.quality." + p.Name + "." + level),
			Mark: web.Tag{Text: s.T("insats.quality.level." + level), Color: levelColors[level]}}
		if level != "yes" && s.View.MayChange(x) {
			part.Do = s.remedy(x, p.Name)
		}
		shown.Parts = append(shown.Parts, part)
	}
	return shown
}

// score says how much is met of what applies.
func (s sight) score(q insats.Quality) string {
	n := float64(len(q.Parts))
	return s.T("insatsweb.score", s.Lang.Number(float64(int(q.Score*n*10+0.5))/10), len(q.Parts))
}

// remedies are where on the form one mends what is missing.
var remedies = map[string]string{"purpose": "#f-purpose", "target": "#f-eligibility-add", "entry": "#f-eligibility-add", "results": "#f-results-add"}

// remedy leads to where it can be mended.
func (s sight) remedy(x *insats.Insats, part string) *web.Link {
	text := s.T("insats.quality." + part + ".do")
	switch part {
	case "freshness":
		return &web.Link{Href: "#about-heading", Text: text}
	case "contact":
		if x.Provider != "" {
			return &web.Link{Href: page.Address("/ny/contact_path", "into", x.Provider, page.AskMunicipality, x.Town()), Text: text}
		}
		return &web.Link{Href: "/andra/insats/" + x.ID + "#f-provider", Text: text}
	}
	return &web.Link{Href: "/andra/insats/" + x.ID + remedies[part], Text: text}
}

// examples are the made-up persons of an insats with what the criteria answer.
type examples struct {
	List []example
	Odd  string // that some answers are not what is expected; "" if all are
}

type example struct {
	Description string
	Facts       string
	Answer      web.Tag
	Why         []string
	Odd         string // what was expected instead
}

var answerColors = map[insats.Value]string{insats.Yes: "success", insats.Depends: "info", insats.No: "neutral"}

// examples shows those who keep the catalogue up all of them, and everybody else
// those that show what is meant.
func (s sight) examples(x *insats.Insats) examples {
	var all examples
	n := 0
	for _, t := range x.Try() {
		if !t.AsExpected() && !s.keepsUp() {
			continue
		}
		e := example{Description: t.Description, Facts: s.known(t.Person),
			Answer: web.Tag{Text: s.T("answer." + t.Is.String()), Color: answerColors[t.Is]}, Why: s.fewWhy(x, t)}
		if !t.AsExpected() {
			n++
			e.Odd = s.T("insatsweb.example.odd", s.T("answer."+t.Answer))
		}
		all.List = append(all.List, e)
	}
	if n > 0 {
		all.Odd = s.T("insatsweb.examples.odd", n)
	}
	return all
}

// mostWhy is how many reasons are told of an answer.
const mostWhy = 3

func (s sight) fewWhy(x *insats.Insats, t insats.Answered) []string {
	said := s.why(insats.Judge(x, t.Person))
	return said[:min(len(said), mostWhy)]
}

// known says what is known of a made-up person: "Aneby; 19 år; aktivitetsersättning".
func (s sight) known(p insats.Person) string {
	var said []string
	if p.Municipality != "" {
		said = append(said, page.PlaceName(p.Municipality))
	}
	if p.Age != nil {
		said = append(said, s.T("insatsweb.years", strconv.Itoa(*p.Age)))
	}
	for _, f := range insats.Facts()[2:] {
		if !p.Knows(f) {
			continue
		}
		words := slices.Clone(p.List(f))
		for i, w := range words {
			words[i] = insats.WordOf(s.Lang, f, w)
		}
		name := strings.ToLower(page.FieldLabel(s.Lang, insats.Insatser.Name, "examples."+string(f)))
		if len(words) == 0 {
			said = append(said, s.T("insatsweb.example.none", name))
		} else {
			said = append(said, name+": "+strings.Join(words, ", "))
		}
	}
	return strings.Join(said, "; ")
}

// scores are the qualities of all insatser by their ids, for the list to be
// ordered by.
func (s sight) scores() map[string]insats.Quality {
	type question struct{}
	return record.Once(s.View, question{}, func() map[string]insats.Quality {
		all := map[string]insats.Quality{}
		for _, x := range insats.Insatser.All(s.View) {
			all[x.ID] = insats.QualityOf(s.View, x)
		}
		return all
	})
}
