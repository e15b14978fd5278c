package reporting

import (
	"bytes"
	"cmp"
	"image"
	_ "image/jpeg" // the pictures that a logo may be
	_ "image/png"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/id"
)

// What a logo may be at most. What is unpacked of it counts, for a picture of a
// few bytes can be said to be as large as a house.
const (
	LargestLogo   = 1 << 20
	mostLogoSide  = 4000
	mostLogoDots  = 8_000_000
	longestName   = 120
	longestAlt    = 300
	longestText   = 200_000
	leastContrast = 4.5
)

// Front is the text of the front page, which is no section.
const Front = "front"

// ownPrefix begins the ids of an association's own templates.
const ownPrefix = "own/"

// Sections lists all sections that a template may have.
func Sections() []string {
	var all []string
	for _, t := range templates {
		for _, name := range t.Sections {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// stock gives the template that everybody has with the id.
func stock(id string) (Template, bool) {
	i := slices.IndexFunc(templates, func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, false
	}
	return templates[i], true
}

// IsOwn tells whether a template is an association's own.
func (t Template) IsOwn() bool { return strings.HasPrefix(t.ID, ownPrefix) }

// Text gives what is written for a section in a language; "" if nothing is.
func (t Template) Text(section, lang string) string {
	for _, x := range t.Texts {
		if x.Section == section && x.Lang == lang {
			return x.Text
		}
	}
	return ""
}

// ownID is the id of a new template: of its name, and as no other has it.
func ownID(name string, taken []Kept) string {
	words := cmp.Or(id.Slug(name), "mall")
	for n := 1; ; n++ {
		made := ownPrefix + words
		if n > 1 {
			made += "-" + strconv.Itoa(n)
		}
		if !slices.ContainsFunc(taken, func(k Kept) bool { return k.ID == made }) {
			return made
		}
	}
}

// check finds what is wrong with a template of an association's own.
func (t Template) check() error {
	var faults []fault.Field
	fail := func(field, key string, args ...any) {
		faults = append(faults, fault.Field{Path: field, Key: key, Args: args})
	}
	if n := len([]rune(t.Name)); n == 0 {
		fail("name", "web.field.needed")
	} else if n > longestName {
		fail("name", "reports.too_long", longestName)
	}
	if _, is := stock(t.Based); !is {
		fail("based", "reports.no_based", t.Based)
	}
	if len(t.Sections) == 0 {
		fail("sections", "reports.no_sections")
	}
	for _, name := range t.Sections {
		if !slices.Contains(Sections(), name) {
			fail("sections", "reports.no_section", name, strings.Join(Sections(), ", "))
		}
	}
	return fault.OfFields(append(faults, t.Look.check()...))
}

func (l Look) check() (faults []fault.Field) {
	fail := func(field, key string, args ...any) {
		faults = append(faults, fault.Field{Path: field, Key: key, Args: args})
	}
	if l.Logo != nil {
		if key, args := wrongLogo(l.Logo); key != "" {
			fail("logo", key, args...)
		}
		if l.LogoAlt == "" {
			fail("logo_alt", "reports.logo_alt")
		}
	}
	if len([]rune(l.LogoAlt)) > longestAlt {
		fail("logo_alt", "reports.too_long", longestAlt)
	}
	if l.Accent != "" {
		if contrast, is := contrastToWhite(l.Accent); !is {
			fail("accent", "reports.no_colour", l.Accent)
		} else if contrast < leastContrast {
			fail("accent", "reports.contrast", l.Accent, math.Floor(contrast*10)/10, leastContrast)
		}
	}
	return faults
}

// wrongLogo says why a file can be no logo; "" if it can. Its head is read
// first: nothing is unpacked of a picture that says it is too large.
func wrongLogo(data []byte) (key string, args []any) {
	if len(data) > LargestLogo {
		return "reports.logo_bytes", []any{LargestLogo >> 20}
	}
	if isSVG(data) {
		return "reports.logo_svg", nil
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "png" && format != "jpeg" {
		return "reports.logo_no_picture", nil
	}
	if head.Width > mostLogoSide || head.Height > mostLogoSide || head.Width*head.Height > mostLogoDots {
		return "reports.logo_dots", []any{head.Width, head.Height, mostLogoSide}
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return "reports.logo_broken", nil
	}
	return "", nil
}

func isSVG(data []byte) bool {
	begins := bytes.ToLower(data[:min(len(data), 1000)])
	return bytes.Contains(begins, []byte("<svg")) || strings.Contains(http.DetectContentType(data), "xml")
}

// contrastToWhite is how much a colour stands out from paper, as WCAG reckons
// it: from 1 to 21.
func contrastToWhite(colour string) (float64, bool) {
	hex, is := strings.CutPrefix(colour, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if !is || len(hex) != 6 || err != nil {
		return 0, false
	}
	light := func(part uint64) float64 {
		c := float64(part&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	luminance := 0.2126*light(n>>16) + 0.7152*light(n>>8) + 0.0722*light(n)
	return 1.05 / (luminance + 0.05), true
}
