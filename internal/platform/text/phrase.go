package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// UpperFirst writes the first letter large.
func UpperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Sentence makes a sentence of some words: with a capital first and a stop last,
// where they have none.
func Sentence(s string) string {
	s = UpperFirst(strings.TrimSpace(s))
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") || strings.HasSuffix(s, "”") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// Short cuts a text that is longer than so many letters, at a word if it can, and
// marks that it was cut.
func Short(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	cut := most
	for cut > most/2 && letters[cut] != ' ' {
		cut--
	}
	if letters[cut] != ' ' {
		cut = most
	}
	return string(letters[:cut]) + " …"
}
