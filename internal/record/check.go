package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
)

// longest is how many characters a text may have: well above any paragraph in
// the reports, well below what a page or a report can lay out.
const longest = 20_000

// Tree is a record as it came in: JSON's maps, lists, texts, json.Numbers and
// truths.
type Tree = map[string]any

// ReadTree reads one JSON object, keeping its numbers as they were written.
func ReadTree(data []byte) (Tree, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var t Tree
	if err := d.Decode(&t); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the object")
	}
	return t, nil
}

// Read makes a record out of its tree. path is where it stands, such as
// "forums[3]" or "" in a form. With any fault the record is nil.
func (k *Kind) Read(tree Tree, path string) (Body, []fault.Field) {
	c := checker{}
	c.object(k.Schema, tree, path)
	if len(k.Identity) == 0 {
		c.id(tree, path)
	} else if _, has := tree["id"]; has {
		c.fail(at(path, "id"), "record.no_id", k.List)
	}
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	data, err := json.Marshal(tree)
	b := k.New()
	if err == nil {
		err = json.Unmarshal(data, b)
	}
	if err != nil { // a number too large for its field is all that is left
		return nil, []fault.Field{{Path: path, Key: "record.unreadable"}}
	}
	if faults := k.checkBody(b, path); len(faults) > 0 {
		return nil, faults
	}
	return b, nil
}

func (k *Kind) checkBody(b Body, path string) []fault.Field {
	var faults []fault.Field
	h := b.HeadOf()
	if h.ValidFrom != "" && h.ValidTo != "" && h.ValidTo.Last().Before(h.ValidFrom.First()) {
		faults = append(faults, fault.Field{Path: "valid_to", Key: "record.ends_before", Args: []any{h.ValidTo, h.ValidFrom}})
	}
	if k.Check != nil {
		faults = append(faults, k.Check(b)...)
	}
	for i := range faults {
		faults[i].Path = at(path, faults[i].Path)
	}
	return faults
}

type checker struct {
	faults []fault.Field
}

func (c *checker) fail(path, key string, args ...any) {
	c.faults = append(c.faults, fault.Field{Path: path, Key: key, Args: args})
}

func at(path, field string) string {
	if path == "" || field == "" {
		return path + field
	}
	return path + "." + field
}

func (c *checker) id(tree Tree, path string) {
	value, has := tree["id"]
	s, isText := value.(string)
	if !has {
		c.fail(at(path, "id"), "record.required")
	} else if !isText || !id.IsSlug(s) {
		c.fail(at(path, "id"), "record.bad_id", value)
	}
}

func (c *checker) object(s *Schema, tree Tree, path string) {
	for name := range tree {
		if s.byName[name] == nil {
			c.fail(at(path, name), "record.unknown_field", name, s.names())
		}
	}
	for _, f := range s.Fields {
		value, has := tree[f.Name]
		if value == nil { // null says no more than leaving it out
			delete(tree, f.Name)
			has = false
		}
		if has {
			c.value(f, value, at(path, f.Name))
		}
		if f.Required && (!has || isEmpty(value)) {
			c.fail(at(path, f.Name), "record.required")
		}
	}
}

func isEmpty(value any) bool {
	list, isList := value.([]any)
	return value == "" || isList && len(list) == 0
}

func (s *Schema) names() string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

func (c *checker) value(f *Field, value any, path string) {
	switch f.Type {
	case Text:
		c.text(f, value, path)
	case Calendar:
		if s, ok := value.(string); !ok || s != "" && !IsDate(s) {
			c.fail(path, "record.bad_date", value)
		}
	case Integer, Decimal:
		c.number(f, value, path)
	case Flag:
		if _, ok := value.(bool); !ok {
			c.fail(path, "record.not_flag", value)
		}
	case Scalar:
		if _, isNumber := value.(json.Number); !isNumber {
			c.text(f, value, path)
		}
	case List:
		c.list(f, value, path)
	case Object:
		if tree, ok := value.(Tree); ok {
			c.object(f.Object, tree, path)
		} else {
			c.fail(path, "record.not_object")
		}
	}
}

func (c *checker) text(f *Field, value any, path string) {
	s, ok := value.(string)
	switch {
	case !ok:
		c.fail(path, "record.not_text", value)
	case f.Enum != nil && s != "" && !contains(f.Enum, s):
		c.fail(path, "record.not_one_of", s, strings.Join(f.Enum, ", "))
	case utf8.RuneCountInString(s) > longest:
		c.fail(path, "record.too_long", longest)
	case strings.ContainsFunc(s, isControl):
		c.fail(path, "record.control")
	}
}

// isControl tells the characters which no text has and no database keeps.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f || r == utf8.RuneError
}

func (c *checker) number(f *Field, value any, path string) {
	n, ok := value.(json.Number)
	if !ok {
		c.fail(path, "record.not_number", value)
		return
	}
	v, err := strconv.ParseFloat(string(n), 64)
	_, notWhole := strconv.ParseInt(string(n), 10, 64)
	if err != nil || f.Type == Integer && notWhole != nil {
		c.fail(path, "record.not_number", value)
	} else if f.Positive && v < 0 {
		c.fail(path, "record.negative", value)
	}
}

func (c *checker) list(f *Field, value any, path string) {
	items, ok := value.([]any)
	if !ok {
		c.fail(path, "record.not_list")
		return
	}
	for i, item := range items {
		c.value(f.Elem, item, path+"["+strconv.Itoa(i)+"]")
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// TreeOf gives a record as a tree, as References and the forms want it.
func TreeOf(b Body) Tree {
	t, err := ReadTree(Encode(b))
	if err != nil {
		panic(err) // a record that was read can be written and read
	}
	return t
}

// Encode writes a record in the one form it has: its fields in the order of
// its struct, empty ones left out.
func Encode(b Body) []byte { return EncodeAny(b) }

// EncodeAny writes any value as JSON on one line, with < > & as they are.
func EncodeAny(value any) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(err) // structs of texts, numbers and lists can always be written
	}
	return bytes.TrimRight(buf.Bytes(), "\n")
}
