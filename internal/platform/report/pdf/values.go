package pdf

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// num adds a measure with two decimals at the most.
func num(b []byte, x float64) []byte {
	n := int64(math.Round(x * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	switch n %= 100; {
	case n == 0:
	case n%10 == 0:
		b = append(b, '.', byte('0'+n/10))
	default:
		b = append(b, '.', byte('0'+n/10), byte('0'+n%10))
	}
	return b
}

func nums(all ...float64) string {
	var b []byte
	for i, x := range all {
		if i > 0 {
			b = append(b, ' ')
		}
		b = num(b, x)
	}
	return string(b)
}

// textString writes a text that is not drawn: a title, a description.
func textString(s string) string {
	if isASCII(s) {
		return byteString(s)
	}
	const hex = "0123456789ABCDEF"
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	return string(append(b, '>'))
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f })
}

var escaping = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, "\r", `\r`, "\n", `\n`)

func byteString(s string) string { return "(" + escaping.Replace(s) + ")" }

func date(t time.Time) string { return "(D:" + t.UTC().Format("20060102150405") + "Z)" }

// Colour is red, green and blue, each from 0 to 1.
type Colour [3]float64

// Hex reads a colour such as "#0d5c63"; what is none is black.
func Hex(s string) Colour {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil || len(s) != 7 {
		return Colour{}
	}
	return Colour{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
}
