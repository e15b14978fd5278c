package forum

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordRole is what a word can be in a phrase about frequency. A word may have
// several: "dag" is a unit of time and something that is counted.
type wordRole uint64

const (
	aNumber     wordRole = 1 << iota // 2, två
	aHalf                            // ½, en halv
	aSome                            // några, flera: so many or more
	aCounted                         // once, twice: a number that needs no noun
	anOrdinal                        // 6:e, tredje, first
	aNoun                            // gånger, möten: what is counted
	anAdjective                      // may stand between a number and its noun
	aUnit                            // vecka
	aDefinite                        // veckan
	aPlural                          // veckor; also words that are the same in plural, such as år
	aPer                             // per, /
	aWeakPer                         // i, om, under: per only before some units
	anEvery                          // varje, every
	aVar                             // var, vart: also the Swedish for was and where
	anAlternate                      // varannan
	aParity                          // udda, jämna (veckor)
	anAdverb                         // veckovis, monthly
	anInterval                       // mellanrum
	aWeekday                         // måndag
	aSeason                          // vår
	aConnector                       // -, till, eller
	aThrough                         // -, till
	aComma                           // ,
	anAnd                            // och
	aBetween                         // mellan 4 och 6
	aLeast                           // minst
	aMost                            // högst
	aMore                            // (eller) fler
	aClock                           // kl
	aNegation                        // inte, sällan, än: turns what is near it around
	aCondition                       // vid, när
	anIf                             // om: a condition before a verb, but "om behovet" is about it
	aNeed                            // behov: as needed if a condition is near
	aNeeded                          // behövs: as needed if a condition comes before
	asNeeded                         // behovsstyrt
	aRegular                         // regelbundet
)

// word is one word, number or mark of a phrase. Its n is the value of a number
// or ordinal, how many units a unit is, or which day or season it is.
type word struct {
	text string
	role wordRole
	unit string
	n    float64
}

func (w word) is(role wordRole) bool { return w.role&role != 0 }

// span is the time of so many of a unit.
func (w word) span(m howMany) howLong { return howLong{m.min * w.n, m.max * w.n, w.unit, false} }

// frequencyWords holds every word that the reader knows, Swedish and English.
var frequencyWords = vocabularyOf([]wordEntry{
	{aNumber, "", 1, "ett"},
	{aNumber, "", 2, "par couple"},
	{aNumber | aHalf, "", 0.5, "½ halv half"},
	{aNumber | aSome, "", 2, "några flera few several"},
	{aNumber | aCounted, "", 1, "once"},
	{aNumber | aCounted, "", 2, "dubbelt twice"},
	{anOrdinal, "", 0, "sista last"},
	{anOrdinal, "", 2, "annan annat other"},
	{aNoun, "", 0, `gång gånger ggr ggn gg g st x halvdag halvdagar heldag heldagar sammanträde sammanträden besök samtal
		workshop workshops seminarium seminarier avstämning avstämningar genomgång genomgångar time times session
		sessions occasion occasions visit visits`},
	{anAdjective, "", 0, `gemensam gemensamt gemensamma formellt formella fysiskt fysiska digitalt digitala ordinarie fast fasta
		kort korta långa hel hela halva strukturerade planerade stora större längre nya få joint formal full whole`},
	{aRegular | anAdjective, "", 0, "regelbunden regelbundet regelbundna återkommande regular recurring"},
	{aRegular, "", 0, "kontinuerlig kontinuerligt kontinuerliga löpande fortlöpande regularly continuous continuously continually ongoing"},

	{aUnit | aNoun, "day", 1, "dag day"},
	{aUnit | aNoun | aDefinite, "day", 1, "dagen"},
	{aUnit | aNoun | aPlural, "day", 1, "dagar dagars days"},
	{aUnit | aNoun, "day", 1, "vardag arbetsdag weekday workday"},
	{aUnit | aNoun | aDefinite, "day", 1, "vardagen arbetsdagen"},
	{aUnit | aNoun | aPlural | anAdverb, "day", 1, "vardagar arbetsdagar weekdays workdays"},
	{aUnit, "week", 1, "vecka v week"},
	{aUnit | aDefinite, "week", 1, "veckan"},
	{aUnit | aPlural, "week", 1, "veckor veckas veckors veckorna weeks"},
	{aUnit, "week", 2, "fortnight"},
	{aUnit, "month", 1, "månad mån month"},
	{aUnit | aDefinite, "month", 1, "månaden"},
	{aUnit | aPlural, "month", 1, "månader månads månaders månaderna months"},
	{aUnit | aPlural, "quarter", 1, "kvartal kvartals kv quarter quarters"},
	{aUnit | aDefinite, "quarter", 1, "kvartalet"},
	{aUnit, "month", 4, "tertial"},
	{aUnit | aDefinite, "month", 4, "tertialet"},
	{aUnit, "term", 1, "termin term semester"},
	{aUnit | aDefinite, "term", 1, "terminen"},
	{aUnit | aPlural, "term", 1, "terminer termins terms"},
	{aUnit | aPlural, "half_year", 1, "halvår halvårs halfyear"},
	{aUnit | aDefinite, "half_year", 1, "halvåret"},
	{aUnit | aPlural, "year", 1, "år års läsår verksamhetsår kalenderår year years annum"},
	{aUnit | aDefinite, "year", 1, "året läsåret verksamhetsåret kalenderåret"},
	{anAdverb, "day", 1, "dagligen daily heltid fulltime"},
	{anAdverb, "week", 1, "veckovis veckovisa weekly"},
	{anAdverb, "week", 2, "biweekly fortnightly"},
	{anAdverb, "month", 1, "månadsvis månadsvisa månatligen månatlig månatligt månatliga monthly"},
	{anAdverb, "quarter", 1, "kvartalsvis kvartalsvisa quarterly"},
	{anAdverb, "month", 4, "tertialvis tertialvisa"},
	{anAdverb, "term", 1, "terminsvis terminsvisa termly"},
	{anAdverb, "half_year", 1, "halvårsvis halvårsvisa halfyearly semiannually biannually"},
	{anAdverb, "year", 1, "årligen årlig årligt årliga yearly annually annual"},

	{aPer, "", 0, "/ per a an"},
	{aWeakPer, "", 0, "i under på of in"},
	{aWeakPer | anIf, "", 0, "om"},
	{anEvery, "", 0, "varje every each"},
	{aVar, "", 0, "var vart"},
	{anAlternate, "", 2, "varannan varann vartannat alternate"},
	{aParity, "", 2, "udda jämn jämna ojämna odd even"},
	{anInterval, "", 0, "mellanrum intervall interval intervals apart"},
	{aSeason, "", 1, "vår våren vårtermin vårterminen spring"},
	{aSeason, "", 2, "sommar sommaren summer"},
	{aSeason, "", 3, "höst hösten hösttermin höstterminen autumn fall"},
	{aSeason, "", 4, "vinter vintern winter"},
	{aConnector | aThrough, "", 0, "- till to"},
	{aConnector, "", 0, "eller à á or"},
	{aComma, "", 0, ","},
	{anAnd, "", 0, "och samt men plus + & and"},
	{aBetween, "", 0, "mellan between"},
	{aLeast, "", 0, "minst minimum åtminstone lägst"},
	{aMost, "", 0, "högst max maximalt maximum"},
	{aMore, "", 0, "mer fler oftare more"},
	{aClock, "", 0, ": kl klockan at"},
	{aNegation, "", 0, `inte ej icke aldrig ingen inga inget sällan ibland knappt än not no never none dont doesnt cant seldom
		rarely sometimes occasionally hardly than`},
	{aCondition, "", 0, "vid när då där ifall ser as when whenever where if"},
	{aNeed, "", 0, "behov behovet begäran önskemål need needs"},
	{aNeeded, "", 0, "behövs behöver behövas aktuellt nödvändigt påkallat needed required necessary"},
	{asNeeded, "", 0, "behovsstyrd behovsstyrt behovsstyrda adhoc"},
})

// numberNames are those of 1, 2, 3 and so on; nobody writes larger ones in words.
var numberNames = []wordEntry{
	{role: aNumber, words: "en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton"},
	{role: aNumber, words: "one two three four five six seven eight nine ten eleven twelve"},
	{role: anOrdinal, words: `första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde
		fjortonde`},
	{role: anOrdinal, words: "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"},
}

type wordEntry struct {
	role  wordRole
	unit  string
	n     float64
	words string
}

func vocabularyOf(entries []wordEntry) map[string]word {
	all := weekdayWords()
	for _, names := range numberNames {
		for i, s := range strings.Fields(names.words) {
			all[s] = word{s, names.role, "", float64(i + 1)}
		}
	}
	for _, e := range entries {
		for s := range strings.FieldsSeq(e.words) {
			all[s] = word{s, e.role, e.unit, e.n}
		}
	}
	return all
}

func weekdayWords() map[string]word {
	all := map[string]word{}
	for i, day := range strings.Fields("mån/mon tis/tues ons/wednes tors/thurs fre/fri lör/satur sön/sun") {
		sv, en, _ := strings.Cut(day, "/")
		for _, s := range []string{sv + "dag", sv + "dagen", en + "day"} {
			all[s] = word{s, aWeekday | aNoun, "week", float64(i)}
		}
		for _, s := range []string{sv + "dagar", sv + "dagarna", en + "days"} {
			all[s] = word{s, aWeekday | aNoun | aPlural, "week", float64(i)}
		}
	}
	return all
}

// joinedWords are the words that stand for one.
var joinedWords = map[string]string{
	"ett par": "par", "a couple": "couple", "couple of": "couple", "a few": "few", "en halv": "halv", "ett halvt": "halv",
	"a half": "half", "half a": "half", "half an": "half", "halvt år": "halvår", "halv år": "halvår", "half year": "halfyear",
	"half - year": "halfyear", "half - yearly": "halfyearly", "half yearly": "halfyearly", "bi - weekly": "biweekly",
	"semi - annually": "semiannually", "bi - annually": "biannually", "full - time": "fulltime", "full time": "fulltime",
	"som minst": "minst", "at least": "minst", "minimum of": "minst", "som mest": "högst", "upp till": "högst", "at most": "högst",
	"up to": "högst", "maximum of": "högst", "c : a": "ca", "om det": "när", "om man": "när",
	"ad hoc": "adhoc", "ad - hoc": "adhoc", "om behov": "adhoc", "efter behov": "adhoc", "på begäran": "adhoc",
	"on demand": "adhoc", "on request": "adhoc", "så ofta": "när", "i mån av": "månav", "every - other": "varannan",
	"jämna mellanrum": "regelbundet", "working day": "workday",
}

// unsaidWords are the words that change nothing: a frequency is always about.
var unsaidWords = wordSet(`ca cirka circa ungefär ungefärligen omkring runt typ approx approximately about around roughly the
	normalt vanligen vanligtvis oftast usually normally`)

// shortWords are the words that may have a dot which ends no sentence.
var shortWords = wordSet("ggr ggn gg g mån v kv ca kl st max approx")

// nounEndings end the nouns of what is counted: nätverksträffar, styrgruppsmöten.
var nounEndings = []string{"möte", "möten", "träff", "träffar", "tillfälle", "tillfällen", "sdag", "sdagar", "meeting", "meetings"}

// ordinalEndings make a number an ordinal: 6:e, and those without a colon, 6th.
var ordinalEndings, closeEndings = wordSet("e a de te dje dra"), wordSet("e th nd rd")

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// cleanWords makes one sign of those that look the same, and å ä ö of letters
// with loose rings and dots, as PDF files have them.
var cleanWords = strings.NewReplacer("(er)", "", "'", "", "’", "", "\u00ad", "", "–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-",
	"a\u030a", "å", "a\u0308", "ä", "o\u0308", "ö")

// wordsOf makes words of a phrase.
func wordsOf(phrase string) []word {
	parts := joinWords(splitWords(cleanWords.Replace(strings.ToLower(phrase))))
	words := make([]word, 0, len(parts))
	for i := 0; i < len(parts); i++ {
		w := wordOf(parts[i])
		if unsaidWords[w.text] {
			continue
		}
		if n := ordinalEnding(parts[i+1:]); n > 0 && isDigit(w.text[0]) {
			w.role, i = anOrdinal, i+n
		}
		words = append(words, w)
	}
	return words
}

// ordinalEnding says how many of the next parts make a number an ordinal.
func ordinalEnding(next []string) int {
	if len(next) > 1 && next[0] == ":" && ordinalEndings[next[1]] {
		return 2
	}
	if len(next) > 0 && closeEndings[next[0]] {
		return 1
	}
	return 0
}

func wordOf(s string) word {
	if w, ok := frequencyWords[s]; ok {
		return w
	}
	if n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil && isDigit(s[0]) {
		return word{text: s, role: aNumber, n: n}
	}
	isSuffix := func(end string) bool { return strings.HasSuffix(s, end) }
	if slices.ContainsFunc(nounEndings, isSuffix) {
		return word{text: s, role: aNoun}
	}
	return word{text: s}
}

// splitWords parts a phrase into runs of letters, numbers and single marks.
func splitWords(s string) []string {
	var parts []string
	for s != "" {
		n := partLength(s)
		part := s[:n]
		s = s[n:]
		dotted := part == "." && len(parts) > 0 && shortWords[parts[len(parts)-1]]
		if strings.TrimSpace(part) != "" && !dotted {
			parts = append(parts, part)
		}
	}
	return parts
}

func partLength(s string) int {
	for i, r := range s {
		digits := isDigit(s[0])
		switch {
		case digits && (isDigit(s[i]) || isDecimalPoint(s, i)):
		case !digits && unicode.IsLetter(r):
		case i > 0:
			return i
		default:
			_, n := utf8.DecodeRuneInString(s)
			return n
		}
	}
	return len(s)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isDecimalPoint tells whether the mark at i has a digit after it and is the
// first between digits: 1,5.
func isDecimalPoint(s string, i int) bool {
	isMark := s[i] == ',' || s[i] == '.'
	return isMark && i+1 < len(s) && isDigit(s[i+1]) && !strings.ContainsAny(s[:i], ",.")
}

// joinWords puts together the parts that stand for one word.
func joinWords(parts []string) []string {
	var out []string
	for _, part := range parts {
		out = append(out, part)
		for n := 2; n <= 3 && n <= len(out); n++ {
			if one, ok := joinedWords[strings.Join(out[len(out)-n:], " ")]; ok {
				out = append(out[:len(out)-n], one)
				n = 1
			}
		}
	}
	return out
}

// phrase is what is read, from left to right.
type phrase struct {
	words []word
	i     int         // the next word
	rates []Frequency // the different rates that were found
	days  howMany     // weekdays in plural without a rate: "måndagar"
	torn  bool        // there is something which no single rate agrees with
}

// next is the word to read, after the one that follows it; empty at the end.
func (p *phrase) next() word  { return p.at(p.i) }
func (p *phrase) after() word { return p.at(p.i + 1) }

func (p *phrase) at(i int) word {
	if i < len(p.words) {
		return p.words[i]
	}
	return word{}
}

func (p *phrase) take(role wordRole) (word, bool) {
	w := p.next()
	if !w.is(role) {
		return word{}, false
	}
	p.i++
	return w, true
}

func (p *phrase) back(i int) { p.i = i }

// tryFirst reads with the first of the patterns that fits, or reads nothing.
func tryFirst[T any](p *phrase, patterns ...func() (T, bool)) (T, bool) {
	start := p.i
	for _, pattern := range patterns {
		if t, ok := pattern(); ok {
			return t, true
		}
		p.i = start
	}
	var none T
	return none, false
}

// list reads words of a role with "och", commas or slashes between, and gives
// how many different ones they are.
func (p *phrase) list(role wordRole) float64 {
	seen, end := map[float64]bool{}, p.i
	for w, ok := p.take(role); ok; w, ok = p.take(role) {
		seen[w.n], end = true, p.i
		_, dash := p.take(aThrough) // vår- och höst
		if _, and := p.take(anAnd | aComma | aPer); dash && !and {
			break
		}
	}
	p.i = end
	return float64(len(seen))
}

// nouns reads adjectives and nouns, and gives the last noun.
func (p *phrase) nouns() word {
	var noun word
	for p.next().is(aNoun | anAdjective) {
		if p.next().is(aNoun) {
			noun = p.next()
		}
		p.i++
	}
	return noun
}
