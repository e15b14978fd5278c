package statistics

import "samkarta/internal/platform/text"

// Figure says the number with its unit: "5 235 kr", "80–100 %", "minst 28 000
// personer"; "" if none is told.
func (x *Observation) Figure(l *text.Lang) string {
	number := func(n *float64) string { return l.Number(*n) }
	switch {
	case x.Value != nil:
		return inUnit(l, x.Unit, number(x.Value), *x.Value)
	case x.ValueMin != nil && x.ValueMax != nil:
		return inUnit(l, x.Unit, l.T("statistics.span", number(x.ValueMin), number(x.ValueMax)), *x.ValueMax)
	case x.ValueMin != nil:
		return l.T("statistics.at_least", inUnit(l, x.Unit, number(x.ValueMin), *x.ValueMin))
	case x.ValueMax != nil:
		return l.T("statistics.at_most", inUnit(l, x.Unit, number(x.ValueMax), *x.ValueMax))
	}
	return ""
}

// inUnit puts the unit to a number that is already said; n settles whether it is
// one of them.
func inUnit(l *text.Lang, unit, said string, n float64) string {
	key := "statistics.unit." + unit
	switch {
	case unit == "":
		return said
	case !l.Has(key):
		return said + " " + unit
	case n == 1:
		return l.T(key, 1)
	}
	return l.T(key, said)
}

// PopulationText says of how many or of whom a figure tells; "" if it does not
// say.
func (x *Observation) PopulationText(l *text.Lang) string {
	if n, is := x.Of(); is {
		return l.Number(n)
	}
	said, _ := x.Population.(string)
	return said
}
