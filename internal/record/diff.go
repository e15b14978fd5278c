package record

import (
	"encoding/json"
	"reflect"
	"slices"
)

// FieldChange is one field of a record that two versions differ in. Old and New
// are nil where the field is not given.
type FieldChange struct {
	Field    string
	Old, New any
}

// Diff lists the fields in which two versions of a record differ, in the order
// of the kind; old may be nil.
func Diff(old, new Body) []FieldChange {
	was := Tree{}
	if old != nil {
		was = TreeOf(old)
	}
	is := TreeOf(new)
	var changes []FieldChange
	for _, f := range new.HeadOf().Kind.Schema.Fields {
		if f.Name != "id" && !reflect.DeepEqual(was[f.Name], is[f.Name]) {
			changes = append(changes, FieldChange{f.Name, was[f.Name], is[f.Name]})
		}
	}
	return changes
}

// fieldNames lists what changed, for the audit log.
func fieldNames(changes []FieldChange) string {
	names := make([]string, len(changes))
	for i, c := range changes {
		names[i] = c.Field
	}
	data, _ := json.Marshal(names) // texts can always be written
	return string(data)
}

// mergeEvidence puts together where a record was found: what the new version
// says, and what older ones found in other sources. Each piece names its source
// unless that is the record's own.
func mergeEvidence(old Body, new Body) []Evidence {
	h := new.HeadOf()
	all := tagged(h.Evidence, h.Source)
	if old != nil {
		for _, e := range tagged(old.HeadOf().Evidence, old.HeadOf().Source) {
			if e.Source != h.Source && !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	for i := range all {
		if all[i].Source == h.Source {
			all[i].Source = ""
		}
	}
	return all
}

func tagged(evidence []Evidence, source string) []Evidence {
	all := slices.Clone(evidence)
	for i := range all {
		if all[i].Source == "" {
			all[i].Source = source
		}
	}
	return all
}
