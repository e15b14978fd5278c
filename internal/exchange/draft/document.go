package draft

import (
	"bytes"
	"encoding/json"
	"fmt"

	"samkarta/internal/exchange"
	"samkarta/internal/record"
)

// finish makes what waited for the last edge.
func (m *maker) finish() { m.takePersons() }

// Document writes the draft as a samkarta/1 document for the ordinary import.
func (d *Draft) Document() []byte {
	lists := map[string][]record.Body{}
	for _, b := range d.order {
		list := b.HeadOf().Kind.List
		lists[list] = append(lists[list], b)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n \"format\": %q,\n \"source\": %s", exchange.Format, record.Encode(d.Source))
	if d.keptBy != "" {
		fmt.Fprintf(&out, ",\n \"kept_by\": %s", record.EncodeAny(d.keptBy))
	}
	for _, k := range exchange.Kinds().All {
		if len(lists[k.List]) == 0 {
			continue
		}
		fmt.Fprintf(&out, ",\n \"%s\": [", k.List)
		for i, b := range lists[k.List] {
			out.WriteString(map[bool]string{true: "\n  ", false: ",\n  "}[i == 0])
			out.Write(record.Encode(withoutOwn(b)))
		}
		out.WriteString("\n ]")
	}
	out.WriteString("\n}\n")
	var pretty bytes.Buffer
	if json.Indent(&pretty, out.Bytes(), "", " ") != nil {
		return out.Bytes()
	}
	return pretty.Bytes()
}

// withoutOwn leaves out what the document says for all its records, and the ids
// of those that have none in the format.
func withoutOwn(b record.Body) record.Body {
	c := record.Copy(b)
	h := c.HeadOf()
	h.Source = ""
	if len(h.Kind.Identity) > 0 {
		h.ID = ""
	}
	return c
}

// FileName is what the document is called as a file.
func (d *Draft) FileName() string { return "utkast-" + slugOf(d.Source.Title) + ".json" }
