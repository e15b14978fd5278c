package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	"samkarta/internal/platform/report"
	"samkarta/internal/platform/report/reporttest"
	"samkarta/internal/platform/text"
)

func TestMarkdown(t *testing.T) {
	got := report.Markdown(text.Sv, "# Rubrik\n\nVi **såg** [detta](https://example.se) och [inte](javascript:x).\n\n- ett\n  - under\n- två\n\n> Citat\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<b>x</b> ![bild](y.png)\n")
	var kinds []string
	for _, b := range got {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", b), "report."))
	}
	if want := []string{"Heading", "Paragraph", "List", "Paragraph", "Table", "Paragraph"}; !slices.Equal(kinds, want) {
		t.Fatalf("it becomes %v", kinds)
	}
	want := report.Line{{Text: "Vi "}, {Text: "såg", Bold: true}, {Text: " "}, {Text: "detta", Link: "https://example.se"}, {Text: " och inte."}}
	if l := got[1].(report.Paragraph).Text; !slices.Equal(l, want) {
		t.Errorf("%+v", l)
	}
	if items := got[2].(report.List).Items; len(items) != 2 || items[0].Items[0].Text.String() != "under" {
		t.Errorf("%+v", items)
	}
	if s := got[5].(report.Paragraph).Text.String(); s != "<b>x</b> bild" {
		t.Errorf("HTML and a picture become %q", s)
	}
}

// What somebody writes says in the report what Markdown says that it does.
func TestTextsInMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		`5 \* 3, &amp; och &aring; \&amp;`:            "5 * 3, & och å &amp;",
		"`a \\* \"b\" 1-2` och \"c\"":                 "a \\* \"b\" 1-2 och ”c”",
		`"**hej**" sa hon`:                            "”hej” sa hon",
		"rad\nrad  \nrad":                             "rad rad rad",
		"18-25 år, se [1-2 \"x\"](https://a.se)":      "18–25\u00a0år, se 1-2 \"x\"",
		"1. a\n\n   b\n\n   | x |\n   |--|\n   | y |": "a b x y",
	} {
		var said []string
		for _, b := range report.Markdown(text.Sv, in) {
			said = slices.AppendSeq(said, report.Texts(b))
		}
		if got := strings.Join(said, " "); got != want {
			t.Errorf("%q says %q, want %q", in, got, want)
		}
	}
	if got := report.Markdown(text.En, `He said "**yes**"`)[0].(report.Paragraph).Text.String(); got != "He said “yes”" {
		t.Error(got)
	}
	if got := report.Markdown(text.Sv, `[x](https://a.se/?a=1&amp;b=\*)`)[0].(report.Paragraph).Text[0].Link; got != "https://a.se/?a=1&b=*" {
		t.Errorf("it leads to %s", got)
	}
}

// Whatever is written, no link leads but where it may.
func TestLinksInMarkdownAreSafe(t *testing.T) {
	links := func(source string) bool {
		for _, b := range report.Markdown(text.Sv, "["+source+"]("+source+") <"+source+"> [x](<"+source+">)") {
			p, is := b.(report.Paragraph)
			for _, s := range p.Text {
				if is && s.Link != "" && s.Link[0] != '#' && !report.IsAddress(s.Link) {
					return false
				}
			}
		}
		return true
	}
	for _, s := range append([]string{"javascript:alert(1)", "JaVaScRiPt&colon;x", "data:text/html,x", "//a.se", "java\\script:x", "vbscript:x", "file:///etc/passwd"}, hostile()...) {
		if !links(s) {
			t.Errorf("%.40q leads somewhere", s)
		}
	}
	if err := quick.Check(links, nil); err != nil {
		t.Error(err)
	}
}

func hostile() []string {
	var all []string
	for _, s := range reporttest.Hostile() {
		all = append(all, s)
	}
	return all
}

func TestTypeset(t *testing.T) {
	for in, want := range map[string]string{
		`Han sa "hej" (och "hå").`: "Han sa ”hej” (och ”hå”).", "unga 18-25 år": "unga 18–25\u00a0år", "AF - FK": "AF – FK", "15 %, 100 kr": "15\u00a0%, 100\u00a0kr",
		"2019-06-01": "2019-06-01", "post-18-25@example.se": "post-18-25@example.se", "7 § och § 7": "7\u00a0§ och §\u00a07", "(16-24)": "(16–24)",
		"036-10 50 00": "036-10 50 00", "åren 2018-2019.": "åren 2018–2019.", "18-25-åringar": "18–25-åringar", "kl. 8.30-16.00": "kl. 8.30–16.00", "3-1": "3-1", "10-15%": "10–15%",
		"1 234 567 kr": "1\u00a0234\u00a0567\u00a0kr", "- a - - b -": "- a – – b -", "1,5-2 tim": "1,5–2\u00a0tim", "https://a.se/1-2": "https://a.se/1-2", "it's": "it’s", "0-3 år": "0–3\u00a0år",
	} {
		if got := report.Typeset(text.Sv, in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	if got := report.Typeset(text.En, "\"a\" b\n(\"c\")"); got != "“a” b\n(“c”)" {
		t.Error(got)
	}
}

// A text that is set stays as it is, and says the same letters and digits.
func TestTypesetOnceIsEnough(t *testing.T) {
	parts := []string{"-", " ", `"`, "1", "25", "234", "§", "%", "kr", "å", "\u00a0", "–", "'", "(", "\n", "år", "0", "2019", "@", "."}
	kept := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("-–\"”“'’ \u00a0", r) {
				return -1
			}
			return r
		}, s)
	}
	once := func(pick []uint8, plain string, english bool) bool {
		l := text.Sv
		if english {
			l = text.En
		}
		s := ""
		for _, i := range pick {
			s += parts[int(i)%len(parts)]
		}
		for _, s := range []string{s, plain} {
			got := report.Typeset(l, s)
			if report.Typeset(l, got) != got || kept(got) != kept(s) {
				t.Logf("%q becomes %q, then %q", s, got, report.Typeset(l, got))
				return false
			}
		}
		return true
	}
	if err := quick.Check(once, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
}
