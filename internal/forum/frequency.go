package forum

import (
	"math"
	"slices"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// Frequency says how often a forum meets. It has exactly one of four forms: so
// many times per period, once every so many weeks, months or days, as needed,
// or regular (said to be regular, but not how often). Text keeps the words it
// was read from.
type Frequency struct {
	TimesMin *int     `json:"times_min,omitempty"`
	TimesMax *int     `json:"times_max,omitempty"`
	Per      string   `json:"per,omitempty" enum:"per"`
	Every    *float64 `json:"every,omitempty"`
	Unit     string   `json:"unit,omitempty" enum:"unit_of_time"`
	AsNeeded bool     `json:"as_needed,omitempty"`
	Regular  bool     `json:"regular,omitempty"`
	Text     string   `json:"text,omitempty"`
}

// Times is how many times a year, at least and at most; nil is not known.
type Times struct{ Min, Max *float64 }

// A year as the format counts it. Weeks, not days, are what offices plan by:
// 364 days are 52 weeks, and a week has five working days.
const (
	weeksInYear       = 52
	monthsInYear      = 12
	daysInYear        = 7 * weeksInYear
	workingDaysInYear = 5 * weeksInYear
)

var periodsInYear = map[string]float64{
	"week": weeksInYear, "month": monthsInYear, "quarter": 4, "term": 2, "half_year": 2, "year": 1,
}

var everyUnits = []string{"week", "month", "day"}

// The numbers of a frequency are over 0 and under 1000: nobody means more.
const (
	leastEvery = 0.01
	mostNumber = 999
)

// Faults lists what is wrong with the frequency, by the names of the format;
// it is valid if there are none. Words alone are not a frequency: that fault is
// of the whole, so its path is "".
func (f Frequency) Faults() []fault.Field {
	forms := f.forms()
	if len(forms) == 0 {
		return []fault.Field{{Key: "frequency.none"}}
	}
	var faults []fault.Field
	for _, path := range forms[1:] {
		faults = append(faults, fault.Field{Path: path, Key: "frequency.several"})
	}
	return slices.Concat(faults, f.timesFaults(), f.everyFaults())
}

// forms names the first field of each form that is filled in.
func (f Frequency) forms() []string {
	var forms []string
	if f.hasTimes() || f.Per != "" {
		forms = append(forms, "times_min")
	}
	if f.Every != nil || f.Unit != "" {
		forms = append(forms, "every")
	}
	if f.AsNeeded {
		forms = append(forms, "as_needed")
	}
	if f.Regular {
		forms = append(forms, "regular")
	}
	return forms
}

func (f Frequency) hasTimes() bool { return f.TimesMin != nil || f.TimesMax != nil }

func (f Frequency) timesFaults() []fault.Field {
	if !f.hasTimes() && f.Per == "" {
		return nil
	}
	var faults []fault.Field
	if !f.hasTimes() {
		faults = append(faults, fault.Field{Path: "times_min", Key: "frequency.times_missing"})
	}
	for i, n := range []*int{f.TimesMin, f.TimesMax} {
		if n != nil && (*n < 1 || *n > mostNumber) {
			path := []string{"times_min", "times_max"}[i]
			faults = append(faults, fault.Field{Path: path, Key: "frequency.number"})
		}
	}
	if f.TimesMin != nil && f.TimesMax != nil && *f.TimesMin > *f.TimesMax {
		faults = append(faults, fault.Field{Path: "times_max", Key: "frequency.min_over_max"})
	}
	if periodsInYear[f.Per] == 0 {
		faults = append(faults, fault.Field{Path: "per", Key: "frequency.per_unknown", Args: []any{f.Per}})
	}
	return faults
}

func (f Frequency) everyFaults() []fault.Field {
	if f.Every == nil && f.Unit == "" {
		return nil
	}
	var faults []fault.Field
	if f.Every == nil {
		faults = append(faults, fault.Field{Path: "every", Key: "frequency.every_missing"})
	} else if n := *f.Every; !(n >= leastEvery && n <= mostNumber) { // so that NaN is a fault
		faults = append(faults, fault.Field{Path: "every", Key: "frequency.number"})
	}
	if !slices.Contains(everyUnits, f.Unit) {
		faults = append(faults, fault.Field{Path: "unit", Key: "frequency.unit_unknown", Args: []any{f.Unit}})
	}
	return faults
}

// PerYear says how many times a year that is, with what is not known left out:
// "at least 2 a term" has no most, "at most 4 a year" no least, and "regular"
// neither. What happens as needed may not happen at all, so its least is 0. A
// frequency with faults has no known times.
func (f Frequency) PerYear() Times {
	if len(f.Faults()) > 0 {
		return Times{}
	}
	switch {
	case f.Every != nil:
		n := cyclesInYear(*f.Every, f.Unit)
		return Times{&n, &n}
	case f.hasTimes():
		periods := periodsInYear[f.Per]
		return Times{timesOf(f.TimesMin, periods), timesOf(f.TimesMax, periods)}
	case f.AsNeeded:
		return Times{Min: new(float64)}
	}
	return Times{}
}

func timesOf(n *int, periods float64) *float64 {
	if n == nil {
		return nil
	}
	times := float64(*n) * periods
	return &times
}

// cyclesInYear says how often a year a cycle of n units comes round. Days are
// counted through the week, as in "var 14:e dag", but nobody meets on more than
// the 260 working days: every day is 260 times, and twice a day 520.
func cyclesInYear(n float64, unit string) float64 {
	if unit != "day" {
		return periodsInYear[unit] / n
	}
	if n <= 1 {
		return workingDaysInYear / n
	}
	return math.Min(daysInYear/n, workingDaysInYear)
}

// Words says the frequency as it was understood: "2–3 gånger per termin". One
// with faults is said in its own words.
func (f Frequency) Words(l *text.Lang) string {
	faulty := len(f.Faults()) > 0
	switch {
	case faulty && f.Text != "":
		return f.Text
	case faulty:
		return l.T("frequency.unknown")
	case f.Every != nil:
		return everyWords(l, *f.Every, f.Unit)
	case f.hasTimes():
		return f.timesWords(l)
	case f.AsNeeded:
		return l.T("frequency.as_needed")
	}
	return l.T("frequency.regular")
}

func (f Frequency) timesWords(l *text.Lang) string {
	per := l.T("frequency.per." + f.Per)
	switch {
	case f.TimesMax == nil:
		return l.T("frequency.at_least", *f.TimesMin, per)
	case f.TimesMin == nil:
		return l.T("frequency.at_most", *f.TimesMax, per)
	case *f.TimesMin != *f.TimesMax:
		return l.T("frequency.between", *f.TimesMin, *f.TimesMax, per)
	case *f.TimesMin == 1:
		return l.T("frequency.once." + f.Per)
	}
	return l.T("frequency.times", *f.TimesMin, per)
}

// everyWords says 24 months as every other year, and half a day as twice a day.
func everyWords(l *text.Lang, n float64, unit string) string {
	if times := 1 / n; n < 1 && times == math.Trunc(times) {
		return l.T("frequency.times", int(times), l.T("frequency.per."+unit))
	}
	if unit == "month" && math.Mod(n, monthsInYear) == 0 {
		n, unit = n/monthsInYear, "year"
	}
	switch {
	case n == 1:
		return l.T("frequency.every." + unit)
	case n == 2:
		return l.T("frequency.every_other." + unit)
	case n == math.Trunc(n):
		return l.T("frequency.every_nth."+unit, nth(l, int(n)))
	}
	return l.T("frequency.apart."+unit, n)
}

// nth makes an ordinal: in Swedish 21:a and 22:a, but 11:e and 14:e.
func nth(l *text.Lang, n int) string {
	if last := n % 10; (last == 1 || last == 2) && n%100/10 != 1 {
		return l.T("frequency.nth.a", n)
	}
	return l.T("frequency.nth.e", n)
}

// howMany is a number or a range; 0 is open.
type howMany struct{ min, max float64 }

func (m howMany) isExact() bool { return m.min == m.max }

// rounded makes every begun one a whole.
func (m howMany) rounded() howMany { return howMany{math.Ceil(m.min), math.Ceil(m.max)} }

// limited keeps the end that "minst" or "högst" speaks of.
func (m howMany) limited(limit word) howMany {
	if limit.is(aLeast) {
		return howMany{min: m.min}
	}
	return howMany{max: m.max}
}

var oneTime = howMany{1, 1}

// howLong is the length of a period, or a range of lengths.
type howLong struct {
	short, long float64
	unit        string
	apart       bool // said as the time between: "6 veckors mellanrum"
}

// settle makes a frequency of so many times per period: the form that people
// would use, or times a year where the format has none. Without a number it is
// once, said as "every".
func settle(m howMany, every howLong) (Frequency, bool) {
	asEvery := m == howMany{} || every.unit == "day"
	if m == (howMany{}) {
		m = oneTime
	}
	if every.short == every.long {
		if f, ok := settleTimes(m, every); ok && (!asEvery || !slices.Contains(everyUnits, every.unit)) {
			return f, true
		}
		if f, ok := settleEvery(m, every); ok {
			return f, true
		}
	}
	return settleYear(m, every)
}

func settleTimes(m howMany, every howLong) (Frequency, bool) {
	least, most := m.min/every.short, m.max/every.short
	f := Frequency{TimesMin: wholeTimes(least), TimesMax: wholeTimes(most), Per: every.unit}
	whole := least == math.Trunc(least) && most == math.Trunc(most)
	return f, whole && len(f.Faults()) == 0
}

var monthsIn = map[string]float64{"quarter": 3, "term": 6, "half_year": 6, "year": 12}

func settleEvery(m howMany, every howLong) (Frequency, bool) {
	n, unit := every.short/m.min, every.unit
	if months := monthsIn[unit]; months > 0 {
		n, unit = n*months, "month"
	}
	f := Frequency{Every: &n, Unit: unit}
	return f, m.isExact() && n == math.Round(n*100)/100 && len(f.Faults()) == 0
}

func settleYear(m howMany, every howLong) (Frequency, bool) {
	const slack = 1e-9 // of counting with decimals
	least := math.Floor(m.min*cyclesInYear(every.long, every.unit) + slack)
	most := math.Ceil(m.max*cyclesInYear(every.short, every.unit) - slack)
	f := Frequency{TimesMin: wholeTimes(least), TimesMax: wholeTimes(most), Per: "year"}
	return f, (least > 0 || m.min == 0) && len(f.Faults()) == 0
}

// settleDays is for weekdays: "måndagar" is every week, two of them twice a week.
func settleDays(days howMany, every howLong) (Frequency, bool) {
	if days == oneTime {
		days = howMany{}
	}
	return settle(days, every)
}

// wholeTimes gives nil for 0, which is open.
func wholeTimes(n float64) *int {
	if n <= 0 {
		return nil
	}
	times := int(math.Min(n, mostNumber+1))
	return &times
}

// found keeps a rate that was read, unless it says the same as another.
func (p *phrase) found(f Frequency) {
	same := func(other Frequency) bool { return sameTimes(f.PerYear(), other.PerYear()) }
	if !slices.ContainsFunc(p.rates, same) {
		p.rates = append(p.rates, f)
	}
}

func sameTimes(a, b Times) bool {
	same := func(x, y *float64) bool {
		return x == nil && y == nil || x != nil && y != nil && math.Abs(*x-*y) < 1e-6
	}
	return same(a.Min, b.Min) && same(a.Max, b.Max)
}

// verdict makes one frequency of all that was read; a rate goes first.
func (p *phrase) verdict() (Frequency, bool) {
	if p.days.min > 1 || p.days.min == 1 && len(p.rates) == 0 {
		if f, ok := settleDays(p.days, howLong{1, 1, "week", false}); ok {
			p.found(f)
		}
	}
	regular, needed := p.has(aRegular), p.isAsNeeded()
	switch {
	case p.torn || len(p.rates) > 1:
		return Frequency{}, false
	case len(p.rates) == 1:
		return p.rates[0], true
	}
	return Frequency{Regular: regular, AsNeeded: needed}, regular != needed
}

func (p *phrase) has(role wordRole) bool {
	return slices.ContainsFunc(p.words, func(w word) bool { return w.is(role) })
}

// isAsNeeded finds "vid behov" with up to three words between the two, and
// "om … behöver", where the verb may come late.
func (p *phrase) isAsNeeded() bool {
	const near, late = 4, 10
	when, ifs := -near-1, -late-1
	for i, w := range p.words {
		switch {
		case w.is(asNeeded), w.is(aNeed) && i-when <= near, w.is(aNeeded) && i-ifs <= late:
			return true
		case w.is(aCondition):
			when, ifs = i, i
		case w.is(anIf):
			ifs = i
		}
	}
	return false
}
