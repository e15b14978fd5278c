package hsds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/insats"
	"samkarta/internal/party"
	"samkarta/internal/place"
	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// How much is read at a time.
const (
	Largest      = 32 << 20
	mostServices = 20_000
)

// Is tells a file in JSON, such as services are told in, from other files.
func Is(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// Draft reads services as a draft of insatser: one service, a list of them or a
// page of /services. A service that has the record of an insats in it becomes
// that; of others is taken what an insats has a field for.
func Draft(v *record.View, file string, data []byte, o draft.Options) (*draft.Draft, error) {
	services, err := servicesIn(file, data)
	if err != nil {
		return nil, err
	}
	in := &reading{v: v, file: file}
	var told []draft.Told
	for i, raw := range services {
		path := fmt.Sprintf("contents[%d]", i)
		var s Service
		if err := json.Unmarshal(raw, &s); err != nil {
			in.fail(path, "hsds.not_service", wrongPart(err))
			continue
		}
		if b := in.service(path, i+1, s); b != nil {
			told = append(told, draft.Told{Body: b, From: s.Name, Line: i + 1, ByName: true})
		}
	}
	if len(in.faults) > 0 {
		return nil, fault.OfFields(in.faults)
	}
	d, err := draft.Records(v, told, "hsds", o)
	if err == nil {
		d.Left = append(d.Left, in.left...)
	}
	return d, err
}

// wrongPart names the field that is not as the specification has it.
func wrongPart(err error) string {
	if wrong, is := err.(*json.UnmarshalTypeError); is {
		return wrong.Field
	}
	return "?"
}

// servicesIn finds the services of a file.
func servicesIn(file string, data []byte) ([]json.RawMessage, error) {
	whole := func(key string, args ...any) error {
		return fault.OfFields([]fault.Field{{File: file, Key: key, Args: args}})
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) > Largest {
		return nil, whole("hsds.too_large", strconv.Itoa(Largest>>20))
	}
	if !utf8.Valid(data) {
		return nil, whole("exchange.not_utf8")
	}
	var all []json.RawMessage
	var page struct {
		Contents []json.RawMessage `json:"contents"`
		Name     *string           `json:"name"`
		Format   string            `json:"format"`
	}
	err := json.Unmarshal(data, &all)
	if err != nil {
		if err = json.Unmarshal(data, &page); err == nil && page.Format != "" {
			return nil, whole("hsds.is_document")
		}
		if all = page.Contents; err == nil && page.Name != nil {
			all = []json.RawMessage{data}
		}
	}
	switch {
	case err != nil:
		return nil, whole("hsds.not_json")
	case len(all) == 0:
		return nil, whole("hsds.no_services")
	case len(all) > mostServices:
		return nil, whole("hsds.too_many", strconv.Itoa(mostServices))
	}
	return all, nil
}

// reading is one go through a file.
type reading struct {
	v      *record.View
	file   string
	faults []fault.Field
	left   []draft.Left
}

func (in *reading) fail(path, key string, args ...any) {
	in.faults = append(in.faults, fault.Field{File: in.file, Path: path, Key: key, Args: args})
}

// leave notes a value that is left out of a service.
func (in *reading) leave(s Service, line int, key string, args ...any) {
	in.left = append(in.left, draft.Left{What: "value", Name: s.Name, Line: line, Key: key, Args: args})
}

// service makes an insats of a service; nil with what is wrong with it.
func (in *reading) service(path string, line int, s Service) record.Body {
	if strings.TrimSpace(s.Name) == "" {
		in.fail(path+".name", "record.required")
		return nil
	}
	tree, has := in.exact(path, s)
	if !has {
		tree = in.plain(line, s)
	}
	own, isText := tree["id"].(string)
	if !isText {
		tree["id"] = in.idOf(s)
	}
	b, faults := insats.Insatser.Read(tree, "")
	for _, f := range faults {
		in.fail(path+"."+f.Path, f.Key, f.Args...)
	}
	if b == nil {
		return nil
	}
	if own == "" && !in.v.Has(b.HeadOf().Key()) {
		b.HeadOf().ID = ""
	}
	return b
}

// idOf finds the insats on the map whose UUID a service has; "x" where there is
// none, until the draft gives it an id.
func (in *reading) idOf(s Service) string {
	for _, b := range in.v.WithEnded(insats.Insatser.Kind) {
		if id := b.HeadOf().ID; ID("insats", id) == s.ID {
			return id
		}
	}
	return "x"
}

// exact gives the record that a service has in it. What has been changed in the
// fields of the service itself since is taken from there.
func (in *reading) exact(path string, s Service) (record.Tree, bool) {
	i := slices.IndexFunc(s.Attributes, func(a Attribute) bool { return a.LinkType == exact && a.Value != "" })
	if i < 0 {
		return nil, false
	}
	tree, err := record.ReadTree([]byte(s.Attributes[i].Value))
	if err != nil {
		in.fail(fmt.Sprintf("%s.attributes[%d].value", path, i), "record.not_object")
		return record.Tree{"id": "x", "name": s.Name}, true
	}
	delete(tree, "source")
	var was insats.Insats
	if json.Unmarshal([]byte(s.Attributes[i].Value), &was) == nil && s.Description != "" && s.Description != description(&was) {
		tree["purpose"] = s.Description
		delete(tree, "content")
	}
	tree["name"] = s.Name
	return tree, true
}

// plain takes of a service what an insats has a field for.
func (in *reading) plain(line int, s Service) record.Tree {
	tree := record.Tree{"name": strings.TrimSpace(s.Name)}
	put := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			tree[name] = value
		}
	}
	put("purpose", s.Description)
	put("status", map[string]string{"active": "running", "inactive": "starting", "defunct": "ended"}[s.Status])
	if day, _, _ := strings.Cut(s.AssuredDate, "T"); record.IsDate(day) {
		put("confirmed", day)
	}
	put("provider", in.provider(line, s))
	group := record.Tree{}
	if codes := in.towns(line, s); len(codes) > 0 {
		group["municipalities"] = codes
	}
	for name, age := range map[string]*int{"age_min": s.MinimumAge, "age_max": s.MaximumAge} {
		if age != nil {
			group[name] = json.Number(strconv.Itoa(*age))
		}
	}
	if said := strings.TrimSpace(s.Eligibility); said != "" {
		group["other"] = said
	}
	if len(group) > 0 {
		tree["eligibility"] = []any{group}
	}
	in.words(line, s, tree)
	return tree
}

// provider finds who gives a service on the map: by the id of it that the
// organization carries, by its UUID, or by its name.
func (in *reading) provider(line int, s Service) string {
	o := s.Organization
	if o == nil {
		return ""
	}
	for _, x := range o.Identifiers {
		if _, ok := party.FindActor(in.v, x.Identifier); ok && x.Scheme == scheme {
			return x.Identifier
		}
	}
	var called []string
	for _, k := range []*record.Kind{party.Parties.Kind, party.Units.Kind} {
		for _, b := range in.v.All(k) {
			id := b.HeadOf().ID
			a, _ := party.FindActor(in.v, id)
			if ID(k.Name, id) == o.ID {
				return id
			}
			if strings.EqualFold(a.Name(), strings.TrimSpace(o.Name)) {
				called = append(called, id)
			}
		}
	}
	switch len(called) {
	case 0:
		in.leave(s, line, "hsds.no_provider", o.Name)
		return ""
	case 1:
		return called[0]
	}
	in.leave(s, line, "hsds.several_providers", o.Name, strings.Join(called, ", "))
	return ""
}

func (in *reading) towns(line int, s Service) []any {
	var codes []any
	for _, area := range s.ServiceAreas {
		m, ok := place.ByName(area.Extent)
		if !ok {
			m, ok = place.ByName(area.Name)
		}
		switch {
		case !ok:
			in.leave(s, line, "hsds.no_municipality", area.Name)
		case !slices.Contains(codes, any(m.Code)):
			codes = append(codes, m.Code)
		}
	}
	return codes
}

// words takes the attributes whose terms are words of the format: those that
// name a field of the insats itself.
func (in *reading) words(line int, s Service, tree record.Tree) {
	for _, a := range s.Attributes {
		if a.Term == nil {
			continue
		}
		f := insats.Insatser.Schema.Field(a.LinkType)
		if f == nil || f.Vocabulary != a.Term.Taxonomy || !slices.Contains(f.Enum, a.Term.Code) {
			in.leave(s, line, "hsds.unknown_term", a.Term.Name)
			continue
		}
		tree[f.Name] = a.Term.Code
	}
}
