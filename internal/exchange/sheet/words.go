package sheet

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// speech says the values of records in cells and understands what cells say.
type speech struct {
	v      *record.View
	l      *text.Lang
	actors map[string][]string // ids by what actors are called
}

func newSpeech(v *record.View, l *text.Lang) *speech {
	s := &speech{v, l, map[string][]string{}}
	for _, kind := range []*record.Kind{party.Parties.Kind, party.Units.Kind} {
		for _, b := range v.WithEnded(kind) {
			id := b.HeadOf().ID
			a, _ := party.FindActor(v, id)
			s.call(id, a.Name())
			if a.Unit != nil {
				s.call(id, a.Unit.Name)
				s.call(id, a.Unit.ShortName)
			} else if a.Party != nil {
				s.call(id, a.Party.ShortName)
			}
		}
	}
	return s
}

func (s *speech) call(id, name string) {
	if key := folded(name); key != "" && !slices.Contains(s.actors[key], id) {
		s.actors[key] = append(s.actors[key], id)
	}
}

// cell says the value of a field: a number as it is, all else as text.
func (s *speech) cell(f *record.Field, value any) cell {
	switch x := value.(type) {
	case json.Number:
		return cell{text: x.String(), number: true}
	case bool:
		return cell{text: s.l.T(map[bool]string{true: "value.yes", false: "value.no"}[x])}
	case string:
		return cell{text: s.word(f, x)}
	case []any:
		if len(x) == 0 {
			return cell{text: s.l.T("sheet.none")}
		}
		items := make([]string, len(x))
		for i, item := range x {
			items[i] = s.quoted(s.cell(f.Elem, item).text)
		}
		return cell{text: strings.Join(items, "; ")}
	}
	return cell{}
}

func (s *speech) word(f *record.Field, word string) string {
	switch {
	case word == "":
		return ""
	case f.Vocabulary != "":
		return s.l.T(f.Vocabulary + "." + word)
	case slices.Contains(f.Refs, "municipality"):
		if m, ok := place.Find(word); ok {
			return m.Short
		}
	case isActor(f):
		if name := party.ActorName(s.v, word); len(s.called(name)) == 1 {
			return name
		}
	}
	return word
}

func isActor(f *record.Field) bool {
	return slices.Contains(f.Refs, "party") || slices.Contains(f.Refs, "unit")
}

// quoted puts signs around an item that would else be taken for several, or for
// something else than it is.
func (s *speech) quoted(item string) string {
	if item == "" || strings.ContainsAny(item, ";\n\"") || strings.TrimSpace(item) != item || isNone(item) {
		return `"` + strings.ReplaceAll(item, `"`, `""`) + `"`
	}
	return item
}

// isNone tells the sign for a list with nothing in it.
func isNone(said string) bool {
	said = strings.ToLower(strings.TrimSpace(said))
	return said == text.Sv.T("sheet.none") || said == text.En.T("sheet.none")
}

// items cuts a cell into the items of a list: at semicolons and new lines, but
// not within signs of citation.
func items(said string) []string {
	var all []string
	for rest := strings.TrimSpace(said); rest != ""; rest = strings.TrimSpace(rest) {
		if rest[0] == ';' {
			rest = rest[1:]
			continue
		}
		item, after, isQuoted := cutQuoted(rest)
		if !isQuoted {
			end := strings.IndexAny(rest, ";\n")
			if end < 0 {
				end = len(rest)
			}
			item, after = strings.TrimSpace(rest[:end]), rest[end:]
		}
		all = append(all, item)
		rest = after
	}
	return all
}

// cutQuoted takes an item within signs of citation, if one comes first and ends
// where an item may.
func cutQuoted(s string) (item, after string, ok bool) {
	if s[0] != '"' {
		return "", "", false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		after = strings.TrimLeft(s[i+1:], " \t\r")
		return b.String(), after, after == "" || after[0] == ';' || after[0] == '\n'
	}
	return "", "", false
}

// wrongValue is why a cell is not understood: a text with its arguments.
type wrongValue struct {
	key  string
	args []any
}

// value understands what a cell says of a field; nil is nothing.
func (s *speech) value(f *record.Field, said string) (any, *wrongValue) {
	trimmed := strings.TrimSpace(said)
	if trimmed == "" {
		return nil, nil
	}
	switch f.Type {
	case record.List:
		return s.listValue(f, trimmed)
	case record.Integer, record.Decimal:
		return number(f, trimmed)
	case record.Calendar:
		return day(trimmed)
	case record.Flag:
		return s.flag(trimmed)
	case record.Scalar:
		if n, wrong := number(&record.Field{Type: record.Decimal}, trimmed); wrong == nil {
			return n, nil
		}
	}
	return s.textValue(f, trimmed)
}

func (s *speech) listValue(f *record.Field, said string) (any, *wrongValue) {
	list := []any{}
	if isNone(said) {
		return list, nil
	}
	for _, item := range items(said) {
		value, wrong := any(item), (*wrongValue)(nil)
		if strings.TrimSpace(item) != "" && !isFree(f.Elem) {
			value, wrong = s.value(f.Elem, item)
		}
		if wrong != nil {
			return nil, wrong
		}
		list = append(list, value)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return list, nil
}

// isFree tells a text that may say anything.
func isFree(f *record.Field) bool {
	return f.Type == record.Text && f.Vocabulary == "" && len(f.Refs) == 0
}

// number reads a number with a point or a comma, as a sheet and a person write it.
func number(f *record.Field, said string) (any, *wrongValue) {
	plain := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-").Replace(said)
	if strings.Count(plain, ",") == 1 && !strings.Contains(plain, ".") {
		plain = strings.Replace(plain, ",", ".", 1)
	}
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil || strings.ContainsAny(plain, "xXpPiInN_") {
		return nil, &wrongValue{"sheet.not_number", []any{said}}
	}
	if _, err := strconv.ParseInt(plain, 10, 64); err == nil {
		return json.Number(strings.TrimPrefix(plain, "+")), nil
	}
	written := strconv.FormatFloat(n, 'f', -1, 64)
	if f.Type == record.Integer && strings.Contains(written, ".") {
		return nil, &wrongValue{"sheet.not_whole", []any{said}}
	}
	return json.Number(written), nil
}

// day reads a date. One that the sheet has as a number of days is turned to one
// where the sheet is read.
func day(said string) (any, *wrongValue) {
	said, _, _ = strings.Cut(said, "T")
	if !record.IsDate(said) {
		return nil, &wrongValue{"sheet.not_date", []any{said}}
	}
	return said, nil
}

func (s *speech) flag(said string) (any, *wrongValue) {
	switch strings.ToLower(said) {
	case "ja", "yes", "true", "sant", "1", "x":
		return true, nil
	case "nej", "no", "false", "falskt", "0":
		return false, nil
	}
	return nil, &wrongValue{"sheet.not_flag", []any{said}}
}

func (s *speech) textValue(f *record.Field, said string) (any, *wrongValue) {
	switch {
	case f.Vocabulary != "":
		return s.vocabularyWord(f, said)
	case slices.Contains(f.Refs, "municipality"):
		return municipality(said)
	case isActor(f):
		return s.actor(said)
	}
	return said, nil
}

func (s *speech) vocabularyWord(f *record.Field, said string) (any, *wrongValue) {
	var meant []string
	for _, word := range f.Enum {
		if word == said {
			return word, nil
		}
		for _, name := range []string{word, text.Sv.T(f.Vocabulary + "." + word), text.En.T(f.Vocabulary + "." + word)} {
			if folded(name) == folded(said) && !slices.Contains(meant, word) {
				meant = append(meant, word)
			}
		}
	}
	if len(meant) == 1 {
		return meant[0], nil
	}
	names := make([]string, len(f.Enum))
	for i, word := range f.Enum {
		names[i] = s.l.T(f.Vocabulary + "." + word)
	}
	return nil, &wrongValue{"sheet.not_one_of", []any{said, strings.Join(names, "; ")}}
}

// municipality reads a name or a code; a sheet that takes the code for a number
// drops its first nought.
func municipality(said string) (any, *wrongValue) {
	if m, ok := place.ByName(said); ok {
		return m.Code, nil
	}
	if m, ok := place.Find("0" + said); ok && len(said) == 3 {
		return m.Code, nil
	}
	return nil, &wrongValue{"sheet.no_municipality", []any{said}}
}

// actor reads an id or a name. A name that several have is not guessed at.
func (s *speech) actor(said string) (any, *wrongValue) {
	if _, ok := party.FindActor(s.v, said); ok {
		return said, nil
	}
	ids := s.called(said)
	switch {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) == 0:
		return nil, &wrongValue{"sheet.no_actor", []any{said}}
	}
	candidates := make([]string, min(len(ids), mostCandidates))
	for i := range candidates {
		candidates[i] = ids[i] + " (" + party.ActorName(s.v, ids[i]) + ")"
	}
	if len(ids) > mostCandidates {
		candidates = append(candidates, "…")
	}
	return nil, &wrongValue{"sheet.several_actors", []any{said, strings.Join(candidates, "; ")}}
}

// mostCandidates is how many actors are listed of which one may be meant.
const mostCandidates = 12

// called gives the ids of the actors of that name: of the whole name, or else of
// the unit's own or a short one.
func (s *speech) called(name string) []string {
	var whole []string
	for _, id := range s.actors[folded(name)] {
		if folded(party.ActorName(s.v, id)) == folded(name) {
			whole = append(whole, id)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return s.actors[folded(name)]
}
