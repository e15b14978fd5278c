package mapping

import (
	"slices"

	"samkarta/internal/platform/report"
	"samkarta/internal/record"
)

// Questionnaire is a form that a mapping asks its questions with.
type Questionnaire struct {
	record.Head
	Title     string     `json:"title,omitempty" rule:"required"`
	Audience  string     `json:"audience,omitempty" enum:"audience"`
	Questions []Question `json:"questions,omitempty"`
}

// Question is one question of a questionnaire.
type Question struct {
	ID        string `json:"id,omitempty" rule:"required"`
	Text      string `json:"text,omitempty"`
	Type      string `json:"kind,omitempty" enum:"question_kind"`
	Parent    string `json:"parent,omitempty"`
	RepeatPer string `json:"repeat_per,omitempty" enum:"repeat_per"`
	Factor    string `json:"factor,omitempty" enum:"factor"`
}

// Questionnaires is the kind of the questionnaires. Reports show them; they have
// no pages of their own yet.
var Questionnaires = record.Define[Questionnaire](record.Kind{
	Name: "questionnaire", List: "questionnaires", Kept: true,
	Title: func(_ *record.View, b record.Body) string { return b.(*Questionnaire).Title },
})

// Asked gives the questionnaires of some sources that have their questions, by who
// answered and title: first those of managers.
func Asked(v *record.View, sources []string) []*Questionnaire {
	all := slices.DeleteFunc(Questionnaires.All(v), func(q *Questionnaire) bool {
		return len(q.Questions) == 0 || !slices.Contains(sources, q.Source)
	})
	audiences := record.Vocabulary("audience")
	slices.SortStableFunc(all, func(a, b *Questionnaire) int {
		return slices.Index(audiences, a.Audience) - slices.Index(audiences, b.Audience)
	})
	return all
}

// List is the questions as they were asked: numbered, each with those that follow
// on it.
func (q *Questionnaire) List() report.List { return q.under("", 0) }

// deepest is how far questions may follow on each other.
const deepest = 4

func (q *Questionnaire) under(parent string, depth int) report.List {
	list := report.List{Ordered: true}
	for _, x := range q.Questions {
		if depth > deepest || x.Text == "" || q.parentOf(x) != parent {
			continue
		}
		list.Items = append(list.Items, report.Item{Text: report.Say(x.Text), Items: q.under(x.ID, depth+1).Items})
	}
	return list
}

// parentOf is the question that one follows on; none if that is not among them.
func (q *Questionnaire) parentOf(x Question) string {
	for _, other := range q.Questions {
		if other.ID == x.Parent && other.ID != x.ID {
			return x.Parent
		}
	}
	return ""
}
