package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"samkarta/internal/platform/text"
)

// Typeset sets a text that people have typed as a printer would: ”quotes” of the
// language, dashes – between words and in 18–25, and spaces that do not break
// between a number and what it counts. Addresses are left alone, and a text that
// is set already is left as it is.
func Typeset(l *text.Lang, s string) string { return typeset(l, ' ', s) }

// typeset sets a text that comes after a sign: it tells whether a quotation mark
// at the very beginning begins or ends something.
func typeset(l *text.Lang, before rune, s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		switch {
		case w == "-" && i > 0 && i < len(words)-1:
			words[i] = "–"
		case strings.Contains(w, "-"):
			words[i] = dashed(w)
		}
	}
	s = strings.Join(words, " ")
	s = thousands.ReplaceAllStringFunc(s, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })
	s = unit.ReplaceAllString(s, "$1\u00a0$2")
	s = section.ReplaceAllString(s, "$1\u00a0$2")
	return quoted(l, before, s)
}

var (
	// between is a number, a hyphen and a number: 18-25, 2018-2019, 8.30-16.00 and
	// 18-25-åringar, but not a date, a number to call or a number of a document.
	between   = regexp.MustCompile(`^([(\["”“]*)(\d{1,3}(?:[.,:]\d{1,2})?|(?:19|20)\d\d)-(\d{1,3}(?:[.,:]\d{1,2})?|(?:19|20)\d\d)(%|-?år[a-zåäö]*)?([)\]"”.,;:!?]*)$`)
	thousands = regexp.MustCompile(`\b\d{1,3}(?: \d{3})+\b`)
	unit      = regexp.MustCompile(`(\d) (%|kr\b|tkr\b|mkr\b|kap\b|§|st\b|år\b|tim\b|km\b|SEK\b)`)
	section   = regexp.MustCompile(`(§) (\d)`)
)

// dashed puts a dash into a word that goes from one number to a larger one.
func dashed(w string) string {
	m := between.FindStringSubmatch(w)
	if m == nil || !isLess(m[2], m[3]) {
		return w
	}
	return m[1] + m[2] + "–" + m[3] + m[4] + m[5]
}

// isLess tells whether a number comes before another. What begins with a needless
// nought is no number but one to call or a code.
func isLess(a, b string) bool {
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(strings.NewReplacer(",", ".", ":", ".").Replace(s), 64)
		if err != nil || len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
			return -1
		}
		return x
	}
	return number(a) >= 0 && number(a) < number(b)
}

// quoted turns straight quotation marks, which say neither where they begin nor
// where they end, and the apostrophe within a word.
func quoted(l *text.Lang, before rune, s string) string {
	if !strings.ContainsAny(s, `"'`) {
		return s
	}
	begin := '”'
	if l.Code == "en" {
		begin = '“'
	}
	all := []rune(s)
	for i, r := range all {
		switch {
		case r == '"' && (unicode.IsSpace(before) || strings.ContainsRune("([–/“", before)):
			all[i] = begin
		case r == '"':
			all[i] = '”'
		case r == '\'' && unicode.IsLetter(before) && i+1 < len(all) && unicode.IsLetter(all[i+1]):
			all[i] = '’'
		}
		before = all[i]
	}
	return string(all)
}
