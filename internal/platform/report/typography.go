package report

import (
	"regexp"
	"strings"

	"samkarta/internal/platform/text"
)

// Typeset sets a text that people have typed as a printer would: ”quotes” of the
// language, dashes – between words and in 18–25, and spaces that do not break
// between a number and what it counts. Addresses are left alone, and a text that
// is set already is left as it is.
func Typeset(l *text.Lang, s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if !isAddressWord(w) {
			words[i] = span.ReplaceAllString(w, "$1$2–$3$4")
		}
	}
	s = strings.ReplaceAll(strings.Join(words, " "), " - ", " – ")
	s = unit.ReplaceAllString(s, "$1\u00a0$2")
	s = section.ReplaceAllString(s, "$1\u00a0$2")
	return quotes(l, s)
}

var (
	// span is a number, a hyphen and a number: 18-25, but not a date, a number to
	// call or a number of a document.
	span    = regexp.MustCompile(`^([(”“]?)(\d{1,3})-(\d{1,3})([),.;:!?]*)$`)
	unit    = regexp.MustCompile(`(\d) (%|kr\b|tkr\b|mkr\b|kap\b|§|st\b|år\b|tim\b|km\b)`)
	section = regexp.MustCompile(`(§§?) (\d)`)
)

func isAddressWord(w string) bool { return strings.ContainsAny(w, "@/") }

// quotes turns straight quotation marks, which say neither where they begin nor
// where they end.
func quotes(l *text.Lang, s string) string {
	if !strings.Contains(s, `"`) {
		return s
	}
	begin, end := "”", "”"
	if l.Code == "en" {
		begin = "“"
	}
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case r != '"':
			b.WriteRune(r)
		case strings.ContainsRune(" (\u00a0–[", before):
			b.WriteString(begin)
		default:
			b.WriteString(end)
		}
		before = r
	}
	return b.String()
}
