package insight

import (
	"slices"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/record"
)

// CoverageQuestion asks at which ages a person is met by all of some parties in
// one forum. What is left empty limits nothing; no parties are the four that
// found the collaboration (lag 2003:1210).
type CoverageQuestion struct {
	Municipality string
	Parties      []string // actors, or kinds of party or unit: the one of the kind that the municipality has
	Level        string
	Formality    string
	TargetGroup  string
}

// CoverageAnswer is where all the parties meet, and where they do not.
type CoverageAnswer struct {
	Municipality string       `json:"municipality"`
	Parties      []string     `json:"parties"`
	Level        string       `json:"level"`
	Formality    string       `json:"formality"`
	TargetGroup  string       `json:"target_group,omitempty"`
	Ages         Span         `json:"ages"`        // those that were looked at
	Covered      []Covered    `json:"covered"`     // each with the forums that meet throughout it
	Gaps         []Span       `json:"gaps"`        // in which there is none
	WouldCover   []WouldCover `json:"would_cover"` // forums that are not surely there
	MightCover   []WouldCover `json:"might_cover"` // forums of which the level or the formality is not said
	Nearly       []Nearly     `json:"nearly"`      // forums in which just one party is missing
	Lacking      []Lacking    `json:"lacking"`     // the forums that go on and fit, in which any party is missing
	Unsaid       []string     `json:"ages_unsaid"` // covering forums of which nobody has said the ages: counted for all
	Reading      []Sentence   `json:"reading"`
}

// Covered is some ages, and the forums that all the parties sit in.
type Covered struct {
	Span
	Forums []string `json:"forums"`
}

// WouldCover is a forum that would close gaps if one thing about it were so.
type WouldCover struct {
	Forum  string   `json:"forum"`
	Status string   `json:"status"`
	Ages   []Span   `json:"intervals"`
	Why    Sentence `json:"-"`
}

// Nearly is a forum that would close gaps if the missing party came along.
type Nearly struct {
	Forum   string `json:"forum"`
	Missing string `json:"missing"`
	Ages    []Span `json:"intervals"`
}

// Lacking is a forum in which not all the parties sit.
type Lacking struct {
	Forum   string   `json:"forum"`
	Missing []string `json:"missing"` // the party itself, where the municipality has just one of the kind
}

// Coverage answers the question for a view.
func Coverage(v *record.View, q CoverageQuestion) CoverageAnswer { return NewIndex(v).Coverage(q) }

// Coverage tells at which ages some active forum has all the parties, and what
// would close the gaps.
func (x *Index) Coverage(q CoverageQuestion) CoverageAnswer {
	c := x.newCovering(q)
	var active []*meeting
	for _, m := range c.all {
		if m.isActive() && c.fits(m) && c.seatsAll(m) {
			active = append(active, m)
		}
	}
	answer := CoverageAnswer{Municipality: q.Municipality, Parties: c.parties, Level: q.Level, Formality: q.Formality,
		TargetGroup: q.TargetGroup, Ages: c.span}
	c.divide(&answer, active)
	c.close(&answer)
	answer.Reading = x.readCoverage(answer)
	return answer
}

// covering is the answering of one question.
type covering struct {
	CoverageQuestion
	x       *Index
	all     []*meeting
	parties []string
	seats   []func(*actor) bool // by party
	span    Span
	asked   ageSet
	gaps    ageSet
}

func (x *Index) newCovering(q CoverageQuestion) *covering {
	c := &covering{CoverageQuestion: q, x: x, parties: q.Parties, span: Span{Youngest, Eldest}}
	if len(c.parties) == 0 {
		c.parties = forum.MainKinds()
	}
	for _, who := range c.parties {
		c.seats = append(c.seats, x.seatOf(who, q.Municipality))
	}
	c.all = x.meetingsEver(q.Municipality)
	if t := party.TargetGroups.Find(x.v, q.TargetGroup); t != nil {
		if spans := agesOf(t.AgeMin, t.AgeMax).and(agesBetween(Youngest, Eldest)).spans(); len(spans) > 0 {
			c.span = spans[0]
		}
	}
	c.asked = agesBetween(c.span.From, c.span.To)
	return c
}

// meetingsEver gives the forums for a municipality, also those of the past and
// of the time to come.
func (x *Index) meetingsEver(code string) []*meeting {
	at := x.atlas()
	all := slices.Clone(x.forums(Scope{Municipality: code}))
	for _, m := range at.past {
		if code == "" || slices.Contains(m.places, code) {
			all = append(all, m)
		}
	}
	return all
}

// seatOf gives the test of whether an actor in a forum stands for a party: it is
// the party or within it, or it is of the kind and of the municipality.
func (x *Index) seatOf(who, place string) func(*actor) bool {
	if slices.Contains(record.Vocabulary("party_kind"), who) || slices.Contains(record.Vocabulary("unit_kind"), who) {
		return func(a *actor) bool { return (a.kind == who || a.unit != nil && a.unit.Type == who) && a.isOf(place) }
	}
	if whose := x.atlas().actors[who]; whose != nil && whose.unit == nil {
		return func(a *actor) bool { return a.party == who }
	}
	within := x.within(who)
	return func(a *actor) bool { return slices.Contains(within, a.id) }
}

// fits tells whether a forum is of the level and the formality, and for the
// target group, that is asked about. A forum that names no target group is for
// everybody.
func (c *covering) fits(m *meeting) bool {
	return is(c.Level, m.Level) && is(c.Formality, m.KnownFormality()) && c.isForGroup(m)
}

func (c *covering) isForGroup(m *meeting) bool {
	return c.TargetGroup == "" || len(m.TargetGroups) == 0 || slices.Contains(m.TargetGroups, c.TargetGroup)
}

// mightFit tells whether a forum does not fit only because something is not
// said of it, and which key says what.
func (c *covering) mightFit(m *meeting) (key string, might bool) {
	level, formality := is(c.Level, m.Level), is(c.Formality, m.KnownFormality())
	noLevel, noFormality := !level && m.Level == "", !formality && m.KnownFormality() == "unknown"
	switch {
	case !c.isForGroup(m) || level && formality:
		return "", false
	case noLevel && noFormality:
		return "insight.coverage.if_level_formality", true
	case noLevel && formality:
		return "insight.coverage.if_level", true
	case noFormality && level:
		return "insight.coverage.if_formality", true
	}
	return "", false
}

func is(asked, value string) bool { return asked == "" || asked == value }

// missing gives the parties that do not sit in a forum.
func (c *covering) missing(m *meeting) []string {
	var missing []string
	for i, sits := range c.seats {
		if !slices.ContainsFunc(m.actors, sits) {
			missing = append(missing, c.parties[i])
		}
	}
	return missing
}

func (c *covering) seatsAll(m *meeting) bool {
	return !slices.ContainsFunc(c.seats, func(sits func(*actor) bool) bool { return !slices.ContainsFunc(m.actors, sits) })
}

// divide splits the ages asked about wherever the forums that cover them change.
func (c *covering) divide(answer *CoverageAnswer, active []*meeting) {
	answer.Covered = []Covered{}
	c.gaps = c.asked
	for age := c.span.From; age <= c.span.To; age++ {
		var forums []string
		for _, m := range active {
			if m.ages.has(age) {
				forums = append(forums, m.ID)
			}
		}
		if len(forums) > 0 {
			c.gaps = c.gaps.less(agesBetween(age, age))
			answer.extend(age, forums)
		}
	}
	answer.Gaps = c.gaps.spans()
	answer.Unsaid = []string{}
	for _, m := range active {
		if m.basis == AgesUnsaid {
			answer.Unsaid = append(answer.Unsaid, m.ID)
		}
	}
}

func (a *CoverageAnswer) extend(age int, forums []string) {
	if n := len(a.Covered); n > 0 && a.Covered[n-1].To == age-1 && slices.Equal(a.Covered[n-1].Forums, forums) {
		a.Covered[n-1].To = age
		return
	}
	a.Covered = append(a.Covered, Covered{Span{age, age}, forums})
}

// close finds what would close the gaps.
func (c *covering) close(answer *CoverageAnswer) {
	answer.WouldCover, answer.MightCover, answer.Nearly, answer.Lacking = []WouldCover{}, []WouldCover{}, []Nearly{}, []Lacking{}
	for _, m := range c.all {
		missing := c.missing(m)
		if len(missing) > 0 && c.fits(m) && m.isActive() {
			answer.Lacking = append(answer.Lacking, Lacking{m.ID, c.resolved(missing)})
		}
		ages := m.ages.and(c.gaps)
		if ages.isEmpty() {
			continue
		}
		key, might := c.mightFit(m)
		switch {
		case len(missing) == 0 && c.fits(m) && !m.isActive():
			answer.WouldCover = append(answer.WouldCover, would(m, ages, "insight.coverage.if_"+m.status))
		case len(missing) == 0 && might && m.status != "ended":
			answer.MightCover = append(answer.MightCover, would(m, ages, key))
		case len(missing) == 1 && len(c.parties) > 2 && c.fits(m) && m.isActive():
			answer.Nearly = append(answer.Nearly, Nearly{m.ID, missing[0], ages.spans()})
		}
	}
}

// resolved gives the parties in place of their kinds, where the municipality has
// just one.
func (c *covering) resolved(parties []string) []string {
	all := make([]string, len(parties))
	for i, who := range parties {
		all[i] = c.x.resolve(who, c.Municipality)
	}
	return all
}

func would(m *meeting, ages ageSet, key string) WouldCover {
	return WouldCover{Forum: m.ID, Status: m.status, Ages: ages.spans(), Why: say(key)}
}

// Share is how much of the ages asked about is covered.
func (a CoverageAnswer) Share() Share {
	gone := 0
	for _, gap := range a.Gaps {
		gone += gap.Years()
	}
	return 1 - Share(gone)/Share(a.Ages.Years())
}

// readCoverage says what the answer means.
func (x *Index) readCoverage(a CoverageAnswer) []Sentence {
	where := Scope{Municipality: a.Municipality}.Name(x.v)
	read := []Sentence{a.headline(where, x.allOf(a.Parties))}
	if len(a.Gaps) > 0 && len(a.WouldCover) > 0 {
		names := seriesOf(a.WouldCover, 4, func(w WouldCover) any { return x.forumName(w.Forum) })
		read = append(read, say("insight.coverage.would", len(a.WouldCover), names))
	}
	if len(a.MightCover) > 0 {
		names := seriesOf(a.MightCover, 4, func(w WouldCover) any { return x.forumName(w.Forum) })
		read = append(read, say("insight.coverage.might", len(a.MightCover), names))
	}
	if len(a.Unsaid) > 0 {
		read = append(read, say("insight.coverage.unsaid", len(a.Unsaid), seriesOf(a.Unsaid, 4, func(id string) any { return x.forumName(id) })))
	}
	return read
}

// allOf names some parties together.
func (x *Index) allOf(parties []string) any {
	if slices.Equal(parties, forum.MainKinds()) {
		return say("insight.coverage.all_four")
	}
	return seriesOf(parties, len(parties), x.partyWord)
}

func (a CoverageAnswer) headline(where string, all any) Sentence {
	what := say("insight.coverage.kind_" + kindOr(a.Formality))
	if a.Level != "" {
		what = say("insight.coverage.level", what, Term{"level", a.Level})
	}
	gaps := seriesOf(a.Gaps, len(a.Gaps), func(s Span) any { return s })
	key := "insight.coverage.gaps"
	switch {
	case len(a.Covered) == 0:
		key = "insight.coverage.none"
	case len(a.Gaps) == 0:
		key = "insight.coverage.whole"
	}
	if where == "" {
		return say(key+"_anywhere", what, all, gaps, a.Ages)
	}
	return say(key, what, all, gaps, a.Ages, where)
}

func kindOr(formality string) string {
	if formality == "" {
		return "any"
	}
	return formality
}
