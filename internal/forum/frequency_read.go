package forum

import (
	"math"
	"slices"
	"strings"

	"samkarta/internal/platform/fault"
)

// ReadFrequency reads how often something is, as people write it in Swedish or
// English: "ca 2–3 ggr/termin", "var 6:e vecka", "träffas regelbundet". A rate
// goes before "regelbundet" and "vid behov". Words that say nothing about it,
// or two different things, are a fault; the frequency then has its Text only.
//
// How words are taken, where they leave a choice: "ett par" is 2 and "några" 2
// or more; a day or half a day counts as one time; "bi-weekly" is every other
// week; what the format has no form for is said in times a year, rounded so
// that nothing is promised too narrowly ("var 4–6 vecka" is 8–13 times a year).
func ReadFrequency(words string) (Frequency, error) {
	kept := strings.TrimSpace(words)
	p := &phrase{words: wordsOf(kept)}
	for p.i < len(p.words) {
		p.read()
	}
	f, ok := p.verdict()
	f.Text = kept
	if !ok || len(f.Faults()) > 0 {
		return Frequency{Text: kept}, fault.New(fault.Invalid, "frequency.unreadable", kept)
	}
	return f, nil
}

// phrase is what is read, from left to right.
type phrase struct {
	words []word
	i     int         // the next word
	rates []Frequency // the different rates that were found
	days  howMany     // weekdays in plural without a rate: "måndagar"
	torn  bool        // there is something which no single rate agrees with
}

// howMany is a number or a range; 0 is open.
type howMany struct{ min, max float64 }

func (m howMany) isExact() bool { return m.min == m.max }

var once = howMany{1, 1}

// howLong is the length of a period, or a range of lengths.
type howLong struct {
	short, long float64
	unit        string
	apart       bool // said as the time between: "6 veckors mellanrum"
}

// read reads the next rate or passes by a word, noting what would contradict.
func (p *phrase) read() {
	if f, ok := tryFirst(p, p.cyclic, p.eachWeekday, p.counted, p.countedAdverb, p.bare, p.seasonal); ok {
		p.found(f)
		p.torn = p.torn || p.hasAlternative()
	} else if days, ok := tryFirst(p, p.weekdaysOfAll); ok {
		p.torn = p.torn || p.days != howMany{}
		p.days = days
	} else if m, ok := tryFirst(p, p.count, p.weekdays); ok {
		p.torn = p.torn || m != once
	} else {
		p.pass()
	}
}

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

// hasAlternative tells whether a rate goes on with another unit: vecka/månad.
func (p *phrase) hasAlternative() bool {
	defer p.back(p.i)
	_, or := p.take(aConnector | aPer | anAnd)
	return or && p.next().is(aUnit)
}

// pass goes by a word, or by all of a number that counts something else. A
// number right before a rate might belong to it, unless it is a time or a year.
func (p *phrase) pass() {
	clock := p.i > 0 && p.words[p.i-1].is(aClock)
	if _, ok := tryFirst(p, p.bounds); !ok && !p.next().is(aNumber) {
		p.torn = p.torn || p.next().is(aNegation|aLeast|aMost|aParity)
		p.i++
		return
	}
	for p.next().is(aNumber) || p.next().is(aConnector|aPer|aComma) && p.after().is(aNumber) {
		p.i++
	}
	isYear := p.i > 0 && p.words[p.i-1].n > mostNumber
	if !clock && !isYear && p.next().is(anEvery|aVar|anAlternate|anAdverb|aParity) {
		p.torn = true
	}
}

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
	condition := -1
	for i, w := range p.words {
		near := condition >= 0 && i-condition <= 4
		if w.is(asNeeded) || w.is(aNeed) && near || w.is(aNeeded) && condition >= 0 {
			return true
		}
		if w.is(aCondition) {
			condition = i
		}
	}
	return false
}

// settle makes a frequency of so many times per period: the form that people
// would use, or times a year where the format has none. Without a number it is
// once, said as "every".
func settle(m howMany, every howLong) (Frequency, bool) {
	asEvery := m == howMany{} || every.unit == "day"
	if m == (howMany{}) {
		m = once
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
	if days == once {
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
