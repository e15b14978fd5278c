package search

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const longest = 64 // bytes of a word that count

//go:embed stop.txt
var stopText string

//go:embed soft.txt
var softText string

var (
	stops = setOf(stopText) // words that carry no meaning of their own
	softs = setOf(softText) // words of questions: they help when they are found, and are not required
)

func setOf(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// word is one word ready to be compared.
type word struct {
	text string // in lower case and NFC, with no marks but those of å ä ö
	fold string // text with a a o for å ä ö: the same letters, maybe fewer bytes
	cuts uint16 // bit n is set when fold less its last n bytes is a form of the word
}

func newWord(raw string) word {
	text := string(normal(nil, raw))
	fold := string(folded(nil, text))
	return word{text: text, fold: fold, cuts: cutsOf(fold)}
}

// eachWord calls visit for each word of s: s[start:end] is the word, s[end:tail]
// an ending set off by a colon or apostrophe (AF:s).
func eachWord(s string, visit func(start, end, tail int)) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !begins(r) {
			i += n
			continue
		}
		end := wordEnd(s, i+n)
		tail := tailEnd(s, end)
		visit(i, end, tail)
		i = tail
	}
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !begins(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		i += n
	}
	return i
}

func begins(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// tailEnd gives the end of an ending such as ":s" at i, or i.
func tailEnd(s string, i int) int {
	n := 0
	for _, sign := range [...]string{":", "'", "’"} {
		if strings.HasPrefix(s[i:], sign) {
			n = len(sign)
		}
	}
	end := wordEnd(s, i+n)
	if n > 0 && end > i+n && endings[s[i+n:end]] {
		return end
	}
	return i
}

// normal appends the normal form of a word to dst.
func normal(dst []byte, raw string) []byte {
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xC3 && i+1 < len(raw) && dotted(raw[i+1]):
			dst = append(dst, c)
			i++
			c = raw[i] | 0x20 // Å Ä Ö become å ä ö
		case c >= utf8.RuneSelf:
			return capped(rareNormal(dst[:0], raw))
		}
		dst = append(dst, c)
	}
	return capped(dst)
}

// dotted tells whether a byte after 0xC3 makes one of å ä ö Å Ä Ö.
func dotted(c byte) bool {
	c |= 0x20
	return c == 0xA5 || c == 0xA4 || c == 0xB6
}

func rareNormal(dst []byte, raw string) []byte {
	for _, r := range strings.ToLower(norm.NFC.String(raw)) {
		switch r {
		case 'å', 'ä', 'ö':
			dst = utf8.AppendRune(dst, r)
		case 'æ':
			dst = append(dst, "ä"...)
		case 'ø':
			dst = append(dst, "ö"...)
		default:
			dst = appendBare(dst, r)
		}
	}
	return dst
}

// appendBare appends a letter without its marks: é gives e, a soft hyphen nothing.
func appendBare(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(dst, byte(r))
	}
	for _, part := range norm.NFD.String(string(r)) {
		if !unicode.IsMark(part) && !unicode.Is(unicode.Cf, part) {
			dst = utf8.AppendRune(dst, part)
		}
	}
	return dst
}

func capped(b []byte) []byte {
	if len(b) <= longest {
		return b
	}
	n := longest
	for !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// folded appends text with a a o for å ä ö to dst.
func folded[T string | []byte](dst []byte, text T) []byte {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == 0xC3 && i+1 < len(text) && dotted(text[i+1]) {
			i++
			c = 'a'
			if text[i]|0x20 == 0xB6 {
				c = 'o'
			}
		}
		dst = append(dst, c)
	}
	return dst
}

// isUpper tells whether raw is an abbreviation in capitals, and so no stop word.
func isUpper(raw string) bool {
	return len(raw) > 1 && raw == strings.ToUpper(raw) && raw != strings.ToLower(raw)
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsNumber) }
