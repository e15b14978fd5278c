package reporting_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"samkarta/internal/access"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/report"
	"samkarta/internal/reporting"
)

func drawn(width, height int, as func(*bytes.Buffer, image.Image) error) []byte {
	var out bytes.Buffer
	if err := as(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func asPNG(out *bytes.Buffer, i image.Image) error  { return png.Encode(out, i) }
func asJPEG(out *bytes.Buffer, i image.Image) error { return jpeg.Encode(out, i, nil) }

func ours(change ...func(*reporting.Draft)) reporting.Draft {
	d := reporting.Draft{Template: reporting.Template{Name: "Vår rapport", Based: reporting.Mapping, Sections: []string{reporting.Results, reporting.Forums},
		Look: reporting.Look{Logo: drawn(40, 20, asPNG), LogoAlt: "Förbundet Norr", Accent: "#0d5c63"}}}
	for _, f := range change {
		f(&d)
	}
	return d
}

func TestTemplateIsKeptAndChanged(t *testing.T) {
	each(t, func(k *desk) {
		id, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours())
		k.must(err)
		twin, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours(func(d *reporting.Draft) { d.Look.Logo = drawn(10, 10, asJPEG) }))
		k.must(err)
		if id != "own/var-rapport" || twin != "own/var-rapport-2" {
			t.Errorf("they are called %s and %s", id, twin)
		}
		all, err := k.reports.Templates(ctx, k.reader, "norr")
		k.must(err)
		if len(all) != 5 || all[0].ID != reporting.Mapping {
			t.Errorf("there are %d templates", len(all))
		}
		got, err := k.reports.Template(ctx, k.reader, "norr", id)
		k.must(err)
		want := ours().Template
		want.ID, want.KeptBy = id, "norr"
		if diff := cmp.Diff(want, got.Template); diff != "" || got.Version != 1 || got.Author != "developer" {
			t.Errorf("version %d of %s: %s", got.Version, got.Author, diff)
		}
		change := ours(func(d *reporting.Draft) {
			d.ID, d.Version, d.KeepLogo, d.Look.Logo, d.Sections = id, 1, true, nil, []string{reporting.Forums}
		})
		_, err = k.reports.SaveTemplate(ctx, k.colleague, "norr", change)
		k.must(err)
		if _, err = k.reports.SaveTemplate(ctx, k.developer, "norr", change); !fault.Is(err, fault.Conflict) {
			t.Errorf("two who write at once: %v", err)
		}
		got, _ = k.reports.Template(ctx, k.reader, "norr", id)
		if got.Version != 2 || !bytes.Equal(got.Look.Logo, want.Look.Logo) || len(got.Sections) != 1 {
			t.Errorf("changed to %+v", got)
		}
		if _, err := k.reports.Template(ctx, k.stranger, "syd", id); !fault.Is(err, fault.NotFound) {
			t.Errorf("another association has it: %v", err)
		}
		if _, err := k.reports.SaveTemplate(ctx, k.stranger, "syd", change); !fault.Is(err, fault.NotFound) {
			t.Errorf("another association changes it: %v", err)
		}
		if d, err := k.reports.Compose(ctx, k.developer, reporting.Order{Association: "norr", Template: id, Lang: "sv"}); err != nil || d.Look.Accent != "#0d5c63" {
			t.Errorf("a report of it: %v", err)
		}
		if diff := cmp.Diff([]string{"report_template.added developer", "report_template.added developer", "report_template.changed colleague"}, k.logged("norr")); diff != "" {
			t.Error(diff)
		}
	})
}

// bomb is a picture of a few bytes that says it is as large as a house.
func bomb() []byte {
	picture := drawn(1, 1, asPNG)
	binary.BigEndian.PutUint32(picture[16:], 60_000)
	binary.BigEndian.PutUint32(picture[20:], 60_000)
	binary.BigEndian.PutUint32(picture[29:], crc32.ChecksumIEEE(picture[12:29]))
	return picture
}

func TestTemplateThatIsWrongIsRefused(t *testing.T) {
	each(t, func(k *desk) {
		logo := func(data []byte) func(*reporting.Draft) { return func(d *reporting.Draft) { d.Look.Logo = data } }
		accent := func(colour string) func(*reporting.Draft) { return func(d *reporting.Draft) { d.Look.Accent = colour } }
		whole := drawn(40, 20, asPNG)
		for name, c := range map[string]struct {
			change     func(*reporting.Draft)
			field, key string
		}{
			"no name":         {func(d *reporting.Draft) { d.Name = "  " }, "name", "web.field.needed"},
			"long name":       {func(d *reporting.Draft) { d.Name = strings.Repeat("å", 121) }, "name", "reports.too_long"},
			"no base":         {func(d *reporting.Draft) { d.Based = "own/x" }, "based", "reports.no_based"},
			"no sections":     {func(d *reporting.Draft) { d.Sections = nil }, "sections", "reports.no_sections"},
			"another section": {func(d *reporting.Draft) { d.Sections = []string{"forums", "hela"} }, "sections", "reports.no_section"},
			"no alt":          {func(d *reporting.Draft) { d.Look.LogoAlt = "" }, "logo_alt", "reports.logo_alt"},
			"no picture":      {logo([]byte("hej")), "logo", "reports.logo_no_picture"},
			"gif":             {logo([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;")), "logo", "reports.logo_no_picture"},
			"svg":             {logo([]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`)), "logo", "reports.logo_svg"},
			"too many bytes":  {logo(make([]byte, reporting.LargestLogo+1)), "logo", "reports.logo_bytes"},
			"a bomb":          {logo(bomb()), "logo", "reports.logo_dots"},
			"cut short":       {logo(whole[:len(whole)-20]), "logo", "reports.logo_broken"},
			"pale":            {accent("#ffcc00"), "accent", "reports.contrast"},
			"just too pale":   {accent("#777777"), "accent", "reports.contrast"},
			"no colour":       {accent("red"), "accent", "reports.no_colour"},
			"short colour":    {accent("#abc"), "accent", "reports.no_colour"},
		} {
			_, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours(c.change))
			var f *fault.Fault
			if !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Path != c.field || f.Fields[0].Key != c.key {
				t.Errorf("%s: %v", name, err)
			}
		}
		if all, _ := k.reports.Templates(ctx, k.reader, "norr"); len(all) != 3 {
			t.Errorf("there are %d templates", len(all))
		}
		_, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours(accent("#767676")))
		k.must(err)
		if _, err := k.reports.SaveTemplate(ctx, k.admin, "ost", ours()); !fault.Is(err, fault.NotFound) {
			t.Errorf("a template of nobody: %v", err)
		}
	})
}

func text(section, lang, words string, version int64) reporting.KeptText {
	return reporting.KeptText{Text: reporting.Text{Section: section, Lang: lang, Text: words}, Version: version}
}

func TestTextsAreKeptBetweenRuns(t *testing.T) {
	each(t, func(k *desk) {
		save := func(actor access.Actor, template string, x reporting.KeptText) error {
			return k.reports.SaveText(ctx, actor, "norr", template, x)
		}
		k.must(save(k.developer, "mapping", text("results/0604", "sv", "# Aneby <script>", 0)))
		k.must(save(k.developer, "mapping", text("front", "en", "Spring", 0)))
		k.must(save(k.developer, "mapping", text("results/0604", "sv", "# Aneby <script>", 0))) // posted twice
		if err := save(k.colleague, "mapping", text("results/0604", "sv", "Annat", 0)); !fault.Is(err, fault.Conflict) {
			t.Errorf("two who write at once: %v", err)
		}
		got, err := k.reports.Template(ctx, k.reader, "norr", "mapping")
		k.must(err)
		want := []reporting.Text{{Section: "front", Lang: "en", Text: "Spring"}, {Section: "results/0604", Lang: "sv", Text: "# Aneby <script>"}}
		if diff := cmp.Diff(want, got.Texts); diff != "" {
			t.Error(diff)
		}
		own, err := k.reports.SaveTemplate(ctx, k.developer, "norr", ours())
		k.must(err)
		k.must(save(k.developer, "mapping", text("front", "en", "", 1)))
		if got, _ = k.reports.Template(ctx, k.reader, "norr", "mapping"); len(got.Texts) != 1 || got.WrittenFor("front", "en").Version != 2 {
			t.Errorf("emptied to %+v", got.Written)
		}
		if got, _ = k.reports.Template(ctx, k.reader, "norr", own); len(got.Texts) != 2 || got.Text("front", "en") != "Spring" {
			t.Errorf("the own template begins with %+v", got.Texts)
		}
		if got, _ = k.reports.Template(ctx, k.stranger, "syd", "mapping"); len(got.Texts) != 0 {
			t.Errorf("another association has %+v", got.Texts)
		}
		for name, x := range map[string]reporting.KeptText{"section": text("cards", "sv", "x", 0), "town": text("results/1281", "sv", "x", 0),
			"language": text("front", "fi", "x", 0), "length": text("front", "sv", strings.Repeat("å", 200_001), 0)} {
			if err := save(k.developer, "mapping", x); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := save(k.developer, "own/ingen", text("front", "sv", "x", 0)); !fault.Is(err, fault.NotFound) {
			t.Errorf("a template that there is not: %v", err)
		}
	})
}

// What can be written for: the front page, the sections, and the towns and
// parties of the association.
func TestPartsOfATemplate(t *testing.T) {
	each(t, func(k *desk) {
		v, err := k.records.View(ctx, k.developer, "")
		k.must(err)
		got, err := k.reports.Template(ctx, k.developer, "norr", "mapping")
		k.must(err)
		parts := reporting.Parts(v, got.Template)
		for _, want := range []string{"front", "results", "results/0604", "results/0682", "parties/af", "freshness"} {
			if !slices.Contains(parts, want) {
				t.Errorf("%s is missing in %v", want, parts)
			}
		}
		got, _ = k.reports.Template(ctx, k.developer, "norr", "standing")
		if diff := cmp.Diff([]string{"summary"}, reporting.Parts(v, got.Template)); diff != "" {
			t.Error(diff)
		}
	})
}

// A file is called what it is: tables packed into one file say so.
func TestFileNames(t *testing.T) {
	d := &report.Document{Title: "Läget", Publisher: "Förbundet Å", AsOf: day}
	for format, want := range map[string]string{"docx": "laget-forbundet-a-2019-06-01.docx", "csv": "laget-forbundet-a-2019-06-01.csv.zip"} {
		if got := reporting.FileName(d, format); got != want {
			t.Errorf("%s is called %s", format, got)
		}
	}
}
