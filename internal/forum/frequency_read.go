package forum

import (
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

// read reads the next rate or passes by a word, noting what would contradict.
func (p *phrase) read() {
	if f, ok := tryFirst(p, p.cyclic, p.eachWeekday, p.counted, p.countedDays, p.countedAdverb, p.bare, p.seasonal); ok {
		p.found(f)
		p.torn = p.torn || p.hasAlternative()
	} else if days, ok := tryFirst(p, p.weekdaysOfAll); ok {
		p.torn = p.torn || p.days != howMany{} || p.isBefore(p.perUnit, p.weakUnit)
		p.days = days
	} else if m, ok := tryFirst(p, p.count, p.weekdays); ok {
		isSum := p.next().is(anAnd) && p.after().is(aNumber) // en heldag och två halvdagar
		p.torn = p.torn || m != oneTime || isSum
	} else {
		p.pass()
	}
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
		either := p.next().is(anEvery|anAlternate) && p.after().is(aConnector|aPer) // varje/varannan vecka
		p.torn = p.torn || either || p.next().is(aNegation|aLeast|aMost|aParity)
		p.i++
		return
	}
	for p.next().is(aNumber) || p.next().is(aConnector|aPer|aComma) && p.after().is(aNumber) {
		p.i++
	}
	isYear := p.i > 0 && p.words[p.i-1].n > mostNumber
	paces := wordRole(anEvery | aVar | anAlternate | anAdverb | aParity)
	before := p.next().is(paces) || p.next().is(aWeakPer) && p.after().is(paces)
	p.torn = p.torn || before && !clock && !isYear
}

// cyclic reads "varje vecka", "minst månadsvis", "varje termin 2 gånger".
func (p *phrase) cyclic() (Frequency, bool) {
	limit, limited := p.take(aLeast | aMost)
	every, ok := p.cycle()
	m, counted := tryFirst(p, p.countAfter)
	if !ok || limited && (every.apart || counted) {
		return Frequency{}, false
	}
	if limited {
		m = oneTime.limited(limit)
	} else if !counted {
		m = p.limitedAfter(m)
	}
	return settle(m, every)
}

// countAfter reads the times after their period, unless they have their own.
func (p *phrase) countAfter() (howMany, bool) {
	p.take(aComma)
	m, ok := p.count()
	return m, ok && !p.isBefore(p.inCycle, p.perUnit, p.weakUnit)
}

// isBefore tells whether a period comes next.
func (p *phrase) isBefore(periods ...func() (howLong, bool)) bool {
	defer p.back(p.i)
	_, ok := tryFirst(p, periods...)
	return ok
}

// eachWeekday reads "varje måndag och torsdag", "every other Monday".
func (p *phrase) eachWeekday() (Frequency, bool) {
	m, ok := p.pace()
	if !ok {
		return Frequency{}, false
	}
	days, ok := p.weekdays()
	f, settled := settleDays(days, howLong{m.min, m.max, "week", false})
	return f, ok && settled && !p.isBefore(p.perUnit, p.weakUnit)
}

// counted reads "2–3 gånger per termin", "första tisdagen i månaden".
func (p *phrase) counted() (Frequency, bool) {
	m, ok := p.count()
	return p.per(m, ok, p.period)
}

// countedDays reads "tisdagar udda veckor".
func (p *phrase) countedDays() (Frequency, bool) {
	days, ok := p.weekdays()
	every, inWeeks := p.period()
	f, settled := settleDays(days, every)
	return f, ok && inWeeks && every.unit == "week" && settled
}

// countedAdverb reads "4 årliga möten".
func (p *phrase) countedAdverb() (Frequency, bool) {
	m, ok := p.bounds()
	p.nouns()
	f, settled := p.per(m, ok, p.adverb)
	return f, settled && p.nouns().is(aNoun)
}

// bare reads "4/år".
func (p *phrase) bare() (Frequency, bool) {
	m, ok := p.bounds()
	return p.per(m, ok && m == m.rounded(), p.perUnit)
}

// per reads the period of what was counted.
func (p *phrase) per(m howMany, ok bool, period func() (howLong, bool)) (Frequency, bool) {
	if !ok {
		return Frequency{}, false
	}
	every, ok := period()
	if !ok {
		return Frequency{}, false
	}
	return settle(p.limitedAfter(m), every)
}

// seasonal reads "vår och höst", "varje höst"; not those of a certain year.
func (p *phrase) seasonal() (Frequency, bool) {
	_, each := p.take(anEvery)
	n := p.list(aSeason)
	if n < 1 || n < 2 && !each || p.next().is(aNumber) {
		return Frequency{}, false
	}
	return settle(howMany{n, n}, howLong{1, 1, "year", false})
}

// count reads how many times: "minst 2 gånger", "once", "första och tredje tisdagen".
func (p *phrase) count() (howMany, bool) { return tryFirst(p, p.times, p.ordinalDays) }

// times takes half a day for one time, and one day and a half for two.
func (p *phrase) times() (howMany, bool) {
	m, ok := p.bounds()
	if !ok {
		return m, false
	}
	counted := p.words[p.i-1].is(aCounted)
	noun := p.nouns()
	if noun.is(aUnit) {
		m = m.rounded()
	}
	return m, counted || noun.is(aNoun)
}

func (p *phrase) ordinalDays() (howMany, bool) {
	n := p.list(anOrdinal)
	day, ok := p.take(aWeekday | aUnit)
	isDay := ok && !day.is(aPlural) && (day.unit == "day" || day.unit == "week")
	return howMany{n, n}, n > 0 && isDay
}

// weekdays reads "tisdag", "måndagar och torsdagar", "måndag–fredag".
func (p *phrase) weekdays() (howMany, bool) {
	if days, ok := tryFirst(p, p.weekdayRange); ok {
		return days, true
	}
	n := p.list(aWeekday)
	return howMany{n, n}, n > 0
}

func (p *phrase) weekdayRange() (howMany, bool) {
	first, ok := p.take(aWeekday)
	_, through := p.take(aThrough)
	last, isDay := p.take(aWeekday)
	n := last.n - first.n + 1
	return howMany{n, n}, ok && through && isDay && n > 1
}

// weekdaysOfAll reads the weekdays that mean every week on their own.
func (p *phrase) weekdaysOfAll() (howMany, bool) {
	start := p.i
	days, ok := p.weekdays()
	isAll := func(w word) bool { return w.is(aPlural | aThrough) }
	return days, ok && slices.ContainsFunc(p.words[start:p.i], isAll)
}

// bounds reads "2–3", "minst 2", "minst 2, högst 4".
func (p *phrase) bounds() (howMany, bool) {
	limit, limited := p.take(aLeast | aMost)
	m, ok := p.amount(aNumber)
	if !ok || !limited {
		return m, ok
	}
	if high, both := tryFirst(p, p.upperBound); both && limit.is(aLeast) {
		return howMany{m.min, high}, m.isExact() && m.min <= high
	}
	m = m.limited(limit)
	return m, m != howMany{}
}

func (p *phrase) upperBound() (float64, bool) {
	p.take(anAnd | aComma)
	_, most := p.take(aMost)
	high, ok := p.number(aNumber)
	return high.n, most && ok
}

// limitedAfter reads a limit that comes last: "en gång i veckan eller oftare".
func (p *phrase) limitedAfter(m howMany) howMany {
	said := m
	if m == (howMany{}) {
		said = oneTime
	}
	if p.orMore() {
		return howMany{min: said.min}
	}
	if limit := p.next(); limit.is(aLeast|aMost) && said.isExact() && !p.after().is(aNumber) {
		p.i++
		return said.limited(limit)
	}
	return m
}

// amount reads a number or a range of numbers of the role; also a range that
// lost its dash, "3 4", if it can be one.
func (p *phrase) amount(role wordRole) (howMany, bool) {
	_, between := p.take(aBetween)
	low, ok := p.number(role)
	if !ok || low.is(aSome) || p.orMore() {
		return howMany{low.n, 0}, ok
	}
	joint, end := aConnector, p.i
	if between {
		joint = anAnd
	}
	_, joined := p.take(joint)
	high, ok := p.number(role)
	if !ok {
		p.i = end
		return howMany{low.n, low.n}, true
	}
	if high.is(aSome) {
		return howMany{low.n, 0}, joined
	}
	return howMany{low.n, high.n}, high.n > low.n && (joined || high.n <= 2*low.n)
}

// orMore reads "eller fler".
func (p *phrase) orMore() bool {
	if !p.next().is(aConnector) || !p.after().is(aMore) {
		return false
	}
	p.i += 2
	return true
}

// number reads "2", "två", "1 ½", "en och en halv", and "6:e" if it may be an
// ordinal. There is no zero times.
func (p *phrase) number(role wordRole) (word, bool) {
	w, ok := p.take(role)
	if !ok || w.n <= 0 {
		return word{}, false
	}
	end := p.i
	p.take(anAnd)
	if _, half := p.take(aHalf); half && !w.is(aHalf|anOrdinal) {
		w.n += 0.5
	} else {
		p.i = end
	}
	return w, true
}

// period reads what times are counted in: "per termin", "i varje kvartal".
func (p *phrase) period() (howLong, bool) { return tryFirst(p, p.inCycle, p.perUnit, p.weakUnit) }

func (p *phrase) inCycle() (howLong, bool) {
	p.take(aPer | aWeakPer)
	every, ok := p.cycle()
	return every, ok && !every.apart
}

// perUnit reads "/år", "per 6 veckor".
func (p *phrase) perUnit() (howLong, bool) {
	_, per := p.take(aPer)
	m, ok := tryFirst(p, p.cardinal)
	if !ok {
		m = oneTime
	}
	unit, isUnit := p.take(aUnit)
	return unit.span(m), per && isUnit && m.max > 0
}

// weakUnit reads "i veckan", "om året", "under ett år"; not "i år", "i vecka
// 12", "under året 2018" or "under 6 månader", which are no periods that come
// again.
func (p *phrase) weakUnit() (howLong, bool) {
	_, weak := p.take(aWeakPer)
	one, numbered := tryFirst(p, p.cardinal)
	unit, isUnit := p.take(aUnit)
	isYear := unit.unit == "year"
	switch {
	case !weak || !isUnit || numbered && one != oneTime:
		return howLong{}, false
	case p.next().is(aNumber) && (isYear || !unit.is(aDefinite)):
		return howLong{}, false
	}
	return unit.span(oneTime), numbered || unit.is(aDefinite) || !isYear
}

func (p *phrase) cardinal() (howMany, bool) { return p.amount(aNumber) }
func (p *phrase) ordinal() (howMany, bool)  { return p.amount(aNumber | anOrdinal) }

// cycle reads how long it is from one time to the next.
func (p *phrase) cycle() (howLong, bool) {
	return tryFirst(p, p.paced, p.adverb, p.parity, p.interval)
}

// paced reads "varje vecka", "varannan vecka", "var 6:e vecka"; not "det var
// tredje året", "det var 2 veckor sedan" or "varje första vecka i månaden".
func (p *phrase) paced() (howLong, bool) {
	isVar := p.next().is(aVar)
	m, ok := p.pace()
	if !ok {
		return howLong{}, false
	}
	isNth := p.words[p.i-1].is(anOrdinal)
	unit, ok := p.take(aUnit)
	if isVar && (unit.is(aDefinite) || unit.is(aPlural) && !isNth) {
		return howLong{}, false
	}
	return unit.span(m), ok && !(isNth && p.isBefore(p.perUnit, p.weakUnit))
}

// pace reads "varje", "varannan", "var 6:e", "every 6".
func (p *phrase) pace() (howMany, bool) {
	if w, ok := p.take(anAlternate); ok {
		return howMany{w.n, w.n}, true
	}
	every, ok := p.take(anEvery | aVar)
	m, numbered := tryFirst(p, p.ordinal)
	if !numbered {
		return oneTime, ok && every.is(anEvery)
	}
	return m, ok && m.max > 0
}

func (p *phrase) adverb() (howLong, bool) {
	w, ok := p.take(anAdverb)
	return w.span(oneTime), ok
}

func (p *phrase) parity() (howLong, bool) {
	w, ok := p.take(aParity)
	unit, isUnit := p.take(aUnit)
	return unit.span(howMany{w.n, w.n}), ok && isUnit && unit.unit == "week"
}

// interval reads "6 veckors mellanrum", "six-week intervals", "intervall om 6 veckor".
func (p *phrase) interval() (howLong, bool) {
	_, before := p.take(anInterval)
	p.take(aWeakPer)
	m, ok := p.amount(aNumber)
	p.take(aThrough)
	unit, isUnit := p.take(aUnit)
	_, after := p.take(anInterval)
	every := unit.span(m)
	every.apart = true
	return every, ok && m.max > 0 && isUnit && (before || after)
}
