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
	fmt.Fprintf(&out, "{\n \"format\": %q", exchange.Format)
	keepers := d.keepers()
	d.writeSources(&out, keepers)
	for _, k := range exchange.Kinds().All {
		if len(lists[k.List]) == 0 {
			continue
		}
		fmt.Fprintf(&out, ",\n \"%s\": [", k.List)
		for i, b := range lists[k.List] {
			out.WriteString(map[bool]string{true: "\n  ", false: ",\n  "}[i == 0])
			c := withoutOwn(b)
			if len(keepers) > 1 {
				c.HeadOf().Source = d.sourceFor(d.keeperOf(b)).ID
			}
			out.Write(record.Encode(c))
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

// writeSources writes the source of the document, or one for each keeper.
func (d *Draft) writeSources(out *bytes.Buffer, keepers []string) {
	if len(keepers) == 1 {
		fmt.Fprintf(out, ",\n \"source\": %s", record.Encode(d.sourceFor(keepers[0])))
		if keepers[0] != "" {
			fmt.Fprintf(out, ",\n \"kept_by\": %s", record.EncodeAny(keepers[0]))
		}
		return
	}
	type kept struct {
		*record.Source
		KeptBy string `json:"kept_by,omitempty"`
	}
	var all []kept
	for _, keeper := range keepers {
		all = append(all, kept{d.sourceFor(keeper), keeper})
	}
	fmt.Fprintf(out, ",\n \"sources\": %s", record.EncodeAny(all))
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
