// Package text holds every text the program shows, in Swedish and English,
// and what goes with a language: plurals, numbers, dates and sorting.
//
// The texts are in locales/<language>/<area>.json: flat objects from key to
// text. A text may hold {0}, {1} … for its arguments; a plural is an object
// {"one": …, "other": …} chosen by the first argument.
package text

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed locales
var locales embed.FS

// Lang is one language of the interface.
type Lang struct {
	Code  string // "sv" or "en", as in the lang attribute
	tag   language.Tag
	texts map[string]message
}

// message is a text, cut where its arguments go.
type message struct{ one, other phrase }

// phrase is text and arguments in turn: text[0] {args[0]} text[1] …
type phrase struct {
	text []string
	args []int
}

var argument = regexp.MustCompile(`\{\d\}`)

func newPhrase(s string) phrase {
	if !strings.Contains(s, "{") {
		return phrase{text: []string{s}}
	}
	var p phrase
	from := 0
	for _, at := range argument.FindAllStringIndex(s, -1) {
		p.text = append(p.text, s[from:at[0]])
		p.args = append(p.args, int(s[at[0]+1]-'0'))
		from = at[1]
	}
	p.text = append(p.text, s[from:])
	return p
}

// Sv and En are the two languages; Swedish comes first everywhere.
var (
	Sv = load("sv", language.Swedish)
	En = load("en", language.English)
)

// Of gives the language with the code; Swedish if there is none such.
func Of(code string) *Lang {
	if code == "en" {
		return En
	}
	return Sv
}

func load(code string, tag language.Tag) *Lang {
	l := &Lang{Code: code, tag: tag, texts: map[string]message{}}
	err := fs.WalkDir(locales, "locales/"+code, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := locales.ReadFile(path)
		if err != nil {
			return err
		}
		return l.add(path, data)
	})
	if err != nil {
		panic(err) // the files are part of the program; a test loads them
	}
	return l
}

func (l *Lang) add(path string, data []byte) error {
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for key, value := range texts {
		if _, twice := l.texts[key]; twice {
			return fmt.Errorf("%s: %s is said twice", path, key)
		}
		switch v := value.(type) {
		case string:
			l.texts[key] = message{other: newPhrase(v)}
		case map[string]any:
			one, _ := v["one"].(string)
			other, _ := v["other"].(string)
			m := message{other: newPhrase(other)}
			if one != "" {
				m.one = newPhrase(one)
			}
			l.texts[key] = m
		default:
			return fmt.Errorf("%s: %s is no text", path, key)
		}
	}
	return nil
}

// T gives the text of a key with its arguments filled in. A key without a text
// is shown in brackets, so that it is seen; a test finds those before a user.
func (l *Lang) T(key string, args ...any) string {
	m, ok := l.texts[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	p := m.other
	if len(m.one.text) > 0 && len(args) > 0 && l.isOne(args[0]) {
		p = m.one
	}
	if len(p.args) == 0 {
		return p.text[0]
	}
	return l.fill(p, args)
}

// Has tells whether there is a text for the key.
func (l *Lang) Has(key string) bool { _, ok := l.texts[key]; return ok }

// Keys lists all keys there are.
func (l *Lang) Keys() []string {
	keys := make([]string, 0, len(l.texts))
	for k := range l.texts {
		keys = append(keys, k)
	}
	return keys
}

// fill puts the arguments where they go; one that is not given is left as it
// was written, so that it is seen.
func (l *Lang) fill(p phrase, args []any) string {
	var b strings.Builder
	b.WriteString(p.text[0])
	for i, n := range p.args {
		if n < len(args) {
			b.WriteString(l.show(args[n]))
		} else {
			b.WriteString("{" + strconv.Itoa(n) + "}")
		}
		b.WriteString(p.text[i+1])
	}
	return b.String()
}

func (l *Lang) show(a any) string {
	switch v := a.(type) {
	case int:
		return l.Number(float64(v))
	case int64:
		return l.Number(float64(v))
	case float64:
		return l.Number(v)
	case time.Time:
		return l.Date(v)
	}
	return fmt.Sprint(a)
}

func (l *Lang) isOne(a any) bool {
	n, ok := a.(int)
	if !ok {
		if n64, is64 := a.(int64); is64 {
			n, ok = int(n64), true
		}
	}
	return ok && n >= 0 && plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) == plural.One
}

// Number shows a number as the language does: 1 234,5 in Swedish (with
// no-break spaces), 1,234.5 in English; at most two decimals.
func (l *Lang) Number(n float64) string {
	if small := int(n); float64(small) == n && small >= 0 && small < 1000 {
		return strconv.Itoa(small)
	}
	s := strconv.FormatFloat(n, 'f', 2, 64)
	whole, dec, _ := strings.Cut(s, ".")
	dec = strings.TrimRight(dec, "0")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	group, point := "\u00a0", ","
	if l.Code == "en" {
		group, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if dec != "" {
		whole += point + dec
	}
	return sign + whole
}

var and = map[string]string{"sv": " och ", "en": " and "}

// List says words after each other: "Habo, Mullsjö och Jönköping".
func (l *Lang) List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + and[l.Code] + words[last]
}

var months = map[string][12]string{
	"sv": {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// Date shows a day: 1 juni 2019.
func (l *Lang) Date(t time.Time) string {
	return fmt.Sprintf("%d\u00a0%s %d", t.Day(), months[l.Code][t.Month()-1], t.Year())
}

// Month shows a month: juni 2019.
func (l *Lang) Month(t time.Time) string {
	return fmt.Sprintf("%s %d", months[l.Code][t.Month()-1], t.Year())
}
