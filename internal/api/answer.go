package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"samkarta/internal/platform/fault"
	"samkarta/internal/record"
)

// Asked is what every question can say.
type Asked struct {
	AsOf        string `query:"as_of" doc:"The map as it stood on this day: YYYY, YYYY-MM or YYYY-MM-DD" example:"2018-12-31"`
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier answer: 304 if it is still the same"`
}

// Paged is what every question with a list for an answer can say.
type Paged struct {
	Asked
	Limit  Number `query:"limit" least:"1" most:"1000" usual:"100" doc:"How many at the most; 100 if it is left out"`
	Offset Number `query:"offset" least:"0" most:"10000000" usual:"0" doc:"How many to pass over"`
}

// usualLimit is how many of a list are given if nothing is said.
const usualLimit = 100

func (p Paged) window() (offset, limit int) {
	limit = usualLimit
	if p.Limit.Given {
		limit = p.Limit.N
	}
	return p.Offset.N, limit
}

// Answer is an answer with its tag.
type Answer[T any] struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Vary         string `header:"Vary"`
	Body         T
}

// Page is a part of a list.
type Page[S any] struct {
	Total  int `json:"total" doc:"How many there are in all"`
	Offset int `json:"offset" doc:"How many were passed over"`
	Items  []S `json:"items"`
}

// Found is what answers a question: how many there are, and how each is shown.
// Only what is asked to be seen is shown, for there may be very many.
type Found[S any] struct {
	Total int
	show  func(i int) S
}

func found[T, S any](records []T, show func(T) S) Found[S] {
	return Found[S]{len(records), func(i int) S { return show(records[i]) }}
}

// Part shows a part of what was found.
func (f Found[S]) Part(offset, limit int) []S {
	from := min(offset, f.Total)
	shown := make([]S, 0, min(limit, f.Total-from))
	for i := from; i < f.Total && len(shown) < limit; i++ {
		shown = append(shown, f.show(i))
	}
	return shown
}

// All shows all that was found.
func (f Found[S]) All() []S { return f.Part(0, f.Total) }

// answer asks a question of the map as the caller may see it.
func answer[T any](ctx context.Context, s *Service, asked Asked, question func(m Map) (T, error)) (*Answer[T], error) {
	c := callerOf(ctx)
	m, err := s.mapFor(ctx, c, asked.AsOf)
	if err != nil {
		return nil, c.problem(err)
	}
	tag := c.tag(m.View)
	if knows(asked.IfNoneMatch, tag) {
		return nil, unchanged(tag)
	}
	body, err := question(m)
	if err != nil {
		return nil, c.problem(inQuery(err))
	}
	return &Answer[T]{ETag: tag, CacheControl: revalidate, Vary: vary, Body: body}, nil
}

// unchanged is the answer that the tag still holds.
type unchanged string

func (unchanged) Error() string             { return "not modified" }
func (unchanged) GetStatus() int            { return http.StatusNotModified }
func (unchanged) ContentType(string) string { return "application/json" }
func (tag unchanged) GetHeaders() http.Header {
	return http.Header{"Etag": {string(tag)}, "Cache-Control": {revalidate}, "Vary": {vary}}
}

// Answers may be kept, but only by who got them, and are asked for anew each time.
const (
	revalidate = "private, no-cache"
	vary       = "Accept-Language, Authorization, Cookie"
)

// pageOf asks a question with a list for an answer.
func pageOf[S any](ctx context.Context, s *Service, p *Paged, question func(m Map) (Found[S], error)) (*Answer[Page[S]], error) {
	return answer(ctx, s, p.Asked, func(m Map) (Page[S], error) {
		if err := m.check(p); err != nil {
			return Page[S]{}, err
		}
		got, err := question(m)
		if err != nil {
			return Page[S]{}, err
		}
		offset, limit := p.window()
		return Page[S]{Total: got.Total, Offset: offset, Items: got.Part(offset, limit)}, nil
	})
}

func (s *Service) mapFor(ctx context.Context, c caller, day string) (Map, error) {
	if day != "" && !record.IsDate(day) {
		return Map{}, badQuestion([]fault.Field{{Path: "query.as_of", Key: "record.bad_date", Args: []any{day}}})
	}
	on := func(day record.Date) (*record.View, error) { return s.Records.View(ctx, c.actor, day) }
	v, err := on(record.Date(day))
	return Map{View: v, Lang: c.lang, Find: s.Find, Insight: s.Insight, On: on}, err
}

// inQuery says that the faults of a question stand in the address.
func inQuery(err error) error {
	f, ok := err.(*fault.Fault)
	if !ok {
		return err
	}
	in := *f
	in.Fields = make([]fault.Field, len(f.Fields))
	for i, field := range f.Fields {
		field.Path = "query." + field.Path
		in.Fields[i] = field
	}
	return &in
}

// tag is the same as long as the same question gets the same answer: the
// program, the map, the day that freshness is reckoned on, the language, and who
// asks with which roles.
func (c caller) tag(v *record.View) string {
	h := fnv.New64a()
	fmt.Fprint(h, build(), v.Revision(), v.Today().Format(time.DateOnly), v.AsOf(), c.lang.Code, c.actor.AuditID(), c.actor.Assignments)
	return fmt.Sprintf(`W/"%x"`, h.Sum64())
}

// build names the program that answers, so that a newer one is asked anew.
var build = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	name := info.Main.Version
	for _, s := range info.Settings {
		if strings.HasPrefix(s.Key, "vcs.") {
			name += s.Value
		}
	}
	return name
})

// knows tells whether one of the tags that a client has is the answer's.
func knows(tags, tag string) bool {
	for one := range strings.SplitSeq(tags, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// readBody reads what was sent as JSON into a struct. What the struct does not
// have is refused, so that nothing is lost without a word.
func readBody[T any](data []byte) (*T, error) {
	into := new(T)
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil && d.More() {
		err = fmt.Errorf("more than one object")
	}
	if err == nil {
		return into, nil
	}
	if wrong, ok := err.(*json.UnmarshalTypeError); ok {
		return nil, badBody(inJSON(wrong.Field), "api.wrong_type", wrong.Value, typeWord(wrong))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return nil, badBody(name, "api.unknown_field", name)
	}
	return nil, fault.Wrap(err, fault.Invalid, "api.not_json")
}

func badBody(path, key string, args ...any) error {
	return &fault.Fault{Kind: fault.Invalid, Key: "api.bad_body", Fields: []fault.Field{{Path: path, Key: key, Args: args}}}
}

// inJSON leaves out of a path what only Go calls it: structs within structs.
func inJSON(path string) string {
	parts := slices.DeleteFunc(strings.Split(path, "."), func(part string) bool { return part != strings.ToLower(part) })
	return strings.Join(parts, ".")
}

func typeWord(e *json.UnmarshalTypeError) string {
	return cmp.Or(map[string]string{"int": "number", "slice": "array", "struct": "object"}[e.Type.Kind().String()], e.Type.Kind().String())
}
