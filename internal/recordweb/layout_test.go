package recordweb

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/glossary"
	"samkarta/internal/page/pagetest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

func shownKinds() []*record.Kind {
	return slices.DeleteFunc(slices.Clone(exchange.Kinds().All), func(k *record.Kind) bool { return k.Kept })
}

// unasked are the fields that no form asks for: they are settled by the saving.
var unasked = []string{"id", "source", "confirmed"}

// formedKinds are those that are written in a form.
func formedKinds() []*record.Kind {
	return slices.DeleteFunc(shownKinds(), func(k *record.Kind) bool { return !hasForm(k) })
}

func TestFormsAskForEveryField(t *testing.T) {
	for _, k := range formedKinds() {
		var asked []string
		for _, a := range fieldsOf(k) {
			asked = append(asked, a.Name)
		}
		for _, f := range k.Schema.Fields {
			want := 1
			if slices.Contains(unasked, f.Name) {
				want = 0
			}
			n := 0
			for _, name := range asked {
				if name == f.Name {
					n++
				}
			}
			if n != want {
				t.Errorf("the form of %s asks %d times for %s", k.Name, n, f.Name)
			}
		}
	}
}

func TestLayoutsSpeakOfWhatThereIs(t *testing.T) {
	for _, k := range shownKinds() {
		lay, has := layouts[k.Name]
		if !has {
			t.Errorf("there is no layout of %s", k.Name)
		}
		for _, name := range append(strings.Fields(lay.Sum), lay.Own) {
			if name != "" && k.Schema.Field(name) == nil {
				t.Errorf("%s has no field %s", k.Name, name)
			}
		}
		for _, g := range groupsOf(k) {
			for _, id := range strings.Fields(g.Terms) {
				if _, ok := glossary.Find(id); !ok {
					t.Errorf("%s, %s: the glossary has no %s", k.Name, g.Name, id)
				}
			}
		}
	}
}

// A record belongs to the unit that stands in its Own field.
func TestOwnFieldsSayWhoseARecordIs(t *testing.T) {
	for _, k := range shownKinds() {
		own := layouts[k.Name].Own
		if own == "" {
			continue
		}
		tree := record.Tree{own: "aneby/ame"}
		b := k.New()
		if err := unmarshal(tree, b); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(k.Owners(b), "aneby/ame") {
			t.Errorf("%s: who stands in %s may not change it", k.Name, own)
		}
	}
}

func TestEveryHintBelongsToAField(t *testing.T) {
	known := map[string]bool{"places": true, "kept_by": true, "confirmed": true, "sure": true}
	for _, k := range shownKinds() {
		for _, a := range fieldsOf(k) {
			known[a.Name], known[k.Name+"."+a.Name] = true, true
			if a.As == asObject {
				for _, c := range a.parts() {
					known[k.Name+"."+c.Name] = true
				}
			}
			if a.As == asRows {
				for _, c := range a.columns() {
					known[k.Name+"."+a.Name+"."+c.Name] = true
				}
			}
		}
	}
	for _, l := range []*text.Lang{text.Sv, text.En} {
		for _, key := range l.Keys() {
			if name, ok := strings.CutPrefix(key, "recordweb.hint."); ok && !known[name] {
				t.Errorf("%s: the hint %s belongs to no field", l.Code, name)
			}
		}
	}
}

func TestBothLanguagesHaveTheSameTexts(t *testing.T) {
	for _, key := range append(text.Sv.Keys(), text.En.Keys()...) {
		if strings.HasPrefix(key, "recordweb.") && !(text.Sv.Has(key) && text.En.Has(key)) {
			t.Errorf("%s is not in both languages", key)
		}
	}
}

func TestTemplatesFitTheirStructs(t *testing.T) {
	s := pagetest.Empty(t)
	s.Serve(Files(), &Pages{Desk: s.Desk})
	s.Fit(map[string]web.Page{
		"record-form": &formPage{}, "record-past": &pastPage{}, "record-press": &pressPage{}, "record-end": &endPage{},
		"record-conflict": &conflictPage{}, "record-old": &toConfirmPage{}, "record-history": &historyPage{}, "record-changes": &changesPage{},
		"record-publication": &publicationPage{},
	})
}

// Whatever stands in a record can be shown in its form and read out of it again,
// in both languages; and a form that nobody has typed in changes nothing.
func TestFormsSayWhatRecordsSay(t *testing.T) {
	v := pagetest.Demo(t).View(access.System("test"))
	for _, l := range []*text.Lang{text.Sv, text.En} {
		for _, k := range shownKinds() {
			d := newDirectory(v, l, near{codes: []string{"0604", "0680"}}, nil)
			for _, b := range v.WithEnded(k) {
				tree := record.TreeOf(b)
				in := web.NewInput()
				d.from = b.HeadOf().Source
				d.fill(in, k, tree)
				if patch := (&reading{d: d}).changes(in, k, tree); len(patch) > 0 {
					t.Fatalf("%s %s: an untouched form changes %v", k.Name, b.HeadOf().ID, patch)
				}
				r := &reading{d: d}
				whole := r.whole(in, k)
				// A source may have called a frequency what cannot be read: its words
				// stand as long as nobody changes them.
				if slices.ContainsFunc(r.faults, func(f fault.Field) bool { return f.Path != "frequency" }) {
					t.Fatalf("%s %s: %v", k.Name, b.HeadOf().ID, r.faults)
				}
				for _, a := range fieldsOf(k) {
					if !alike(a, tree[a.Name], whole[a.Name]) {
						t.Fatalf("%s %s: %s is %v and reads as %v", k.Name, b.HeadOf().ID, a.Name, tree[a.Name], whole[a.Name])
					}
				}
			}
		}
	}
}

// alike tells whether a value came back as it was; the boxes of municipalities
// come first, and what a source once called a frequency may read otherwise.
func alike(a asked, was, is any) bool {
	if was == nil && is == nil {
		return true
	}
	switch a.As {
	case asFrequency:
		return true // untouched, it was compared with the patch
	case asPlaces:
		x, y := texts(was), texts(is)
		slices.Sort(x)
		slices.Sort(y)
		return slices.Equal(x, y)
	case asLines, asArea, asLine:
		return strings.Join(strings.Fields(strings.Join(texts(was), " ")), " ") == strings.Join(strings.Fields(strings.Join(texts(is), " ")), " ")
	}
	if a.Name == evidence { // which names its source now
		return len(was.([]any)) == len(is.([]any))
	}
	return reflect.DeepEqual(was, is)
}

func unmarshal(tree record.Tree, b record.Body) error {
	return json.Unmarshal(record.EncodeAny(tree), b)
}
