package partyweb

import (
	"cmp"
	"slices"

	"samkarta/internal/mapping"
	"samkarta/internal/page"
	"samkarta/internal/record"
)

// factorBars shows by factor how much is said to work and to need developing:
// {{template "party-factors" .Factors}}.
type factorBars struct {
	page.Said
	Caption string
	Rows    []factorRow
}

// factorRow is one factor; the pictures' numbers are in percent.
type factorRow struct {
	Factor       string
	Href         string
	Works, Needs int
	WorksWidth   percent
	NeedsX       percent
	NeedsWidth   percent
}

// newFactorBars counts statements by factor, the most told of first; nil if
// there are none that say what works or what does not.
func (s sight) newFactorBars(caption, more string, all []*mapping.Statement) *factorBars {
	works, needs := map[string]int{}, map[string]int{}
	most := 0
	for _, x := range all {
		switch x.Stance() {
		case mapping.Works:
			works[x.KnownFactor()]++
		case mapping.Needs:
			needs[x.KnownFactor()]++
		}
		most = max(most, works[x.KnownFactor()], needs[x.KnownFactor()])
	}
	if most == 0 {
		return nil
	}
	f := &factorBars{Said: page.Said{Lang: s.Lang}, Caption: caption}
	for _, factor := range record.Vocabulary("factor") {
		if works[factor]+needs[factor] > 0 {
			f.Rows = append(f.Rows, s.factorRow(factor, more, works[factor], needs[factor], most))
		}
	}
	slices.SortStableFunc(f.Rows, func(a, b factorRow) int { return cmp.Compare(b.Works+b.Needs, a.Works+a.Needs) })
	return f
}

func (s sight) factorRow(factor, more string, works, needs, most int) factorRow {
	half := func(n int) percent { return percent(49 * float64(n) / float64(most)) }
	return factorRow{Factor: page.Word(s.Lang, "factor", factor), Href: page.Address(more, page.AskFactor, factor),
		Works: works, Needs: needs, WorksWidth: half(works), NeedsX: 50 - half(needs), NeedsWidth: half(needs)}
}
