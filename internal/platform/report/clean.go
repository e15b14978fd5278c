package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes a text that people have written fit to be set: what cannot be
// printed, steers the direction of writing or is no letter at all is taken out,
// and line breaks become spaces. Each writer passes every text through it.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), isSteering(r):
			return -1
		}
		return r
	}, s)
}

func isClean(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return !strings.ContainsFunc(s, func(r rune) bool {
				return r == utf8.RuneError || unicode.IsControl(r) || isSteering(r) || r == '\u2028' || r == '\u2029'
			})
		}
	}
	return true
}

// isSteering tells whether a sign only changes how those around it are laid out,
// by which a text could pass for another; or is no character of Unicode.
func isSteering(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff' ||
		r&0xfffe == 0xfffe || r >= '\ufdd0' && r <= '\ufdef'
}
