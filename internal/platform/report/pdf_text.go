package report

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"samkarta/internal/platform/report/pdf"
)

// pdfRun is a part of a text that is set in one way.
type pdfRun struct {
	text   string
	font   *pdf.Font
	size   float64
	colour pdf.Colour
	link   *pdfLink
}

// pdfLink is a link in a text. Its element is made when its first letters are
// drawn, since the structure keeps the order of what is drawn.
type pdfLink struct {
	target, says string
	element      *pdf.Element
}

// pdfText is a text in lines.
type pdfText struct {
	lines []pdfLine
	links []*pdfLink
	lead  float64
	size  float64
}

type pdfLine struct {
	parts []pdfPart
	width float64 // without the spaces at its end
}

type pdfPart struct {
	run  *pdfRun
	text string
	x    float64
}

func (t pdfText) height() float64 { return float64(len(t.lines)) * t.lead }

// plain makes a text fit to be set: clean, its accents put together with their
// letters, and without spaces that stand beside each other.
func plain(s string) string {
	s = norm.NFC.String(Clean(s))
	if !strings.Contains(s, "  ") && !strings.Contains(s, "\u00ad") {
		return s
	}
	var b strings.Builder
	before := 'x'
	for _, r := range s {
		if r != '\u00ad' && (r != ' ' || before != ' ') {
			b.WriteRune(r)
			before = r
		}
	}
	return b.String()
}

// set breaks a line of the report into lines on paper.
func (p *pdfPages) set(l Line, t pdfType, width float64) pdfText {
	text := pdfText{lead: t.lead, size: t.size}
	runs := make([]pdfRun, 0, len(l))
	for _, span := range l {
		cut := pdfCut{Bold: t.cut.Bold || span.Bold, Italic: t.cut.Italic != span.Italic}
		run := pdfRun{text: plain(span.Text), font: p.fonts[cut], size: t.size, colour: t.colour}
		if target := p.target(span.Link); target != "" {
			run.link = &pdfLink{target: target, says: run.text}
			if letters := []rune(run.text); len(letters) > pdfLongestSaid {
				run.link.says = string(letters[:pdfLongestSaid]) + "…"
			}
			run.colour = p.look.accent
			text.links = append(text.links, run.link)
		}
		if run.text != "" {
			runs = append(runs, run)
		}
	}
	if len(runs) > 0 {
		b := breaking{runs: runs, width: max(width, t.size)}
		text.lines = b.all()
	}
	return text
}

// Each line of a link says where it leads and what it says. An address longer
// than browsers take is no link, and what is said is cut.
const (
	pdfLongestTarget = 2000 // bytes
	pdfLongestSaid   = 200  // letters
)

// target is what a link may lead to: a heading that there is, or an address.
func (p *pdfPages) target(link string) string {
	if len(link) > pdfLongestTarget {
		return ""
	}
	if id, inside := strings.CutPrefix(link, "#"); inside && p.ids[id] {
		return link
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
		return ""
	}
	return u.String()
}

// spot is a place in runs: between two characters.
type spot struct{ run, at int }

// breaking breaks runs into lines: as much as there is room for on each.
type breaking struct {
	runs  []pdfRun
	width float64
	from  spot // where the line begins
	at    spot
	used  float64
	last  spot // where the line may end, if it is not from
	prev  pdf.Char
	lines []pdfLine
}

func (b *breaking) all() []pdfLine {
	for b.at.run < len(b.runs) {
		run := &b.runs[b.at.run]
		if b.at.at == len(run.text) {
			b.at = spot{b.at.run + 1, 0}
			continue
		}
		r, size := utf8.DecodeRuneInString(run.text[b.at.at:])
		b.step(run, r, size)
	}
	b.end(b.at, false)
	return b.lines
}

// step takes a character, or ends the line before it.
func (b *breaking) step(run *pdfRun, r rune, size int) {
	char := run.font.Char(r)
	wide := (char.Width() + char.Kern(b.prev)) * run.size / 1000
	after := spot{b.at.run, b.at.at + size}
	if r != ' ' && b.used+wide > b.width && b.at != b.from {
		if b.last != b.from {
			b.end(b.last, false)
			return
		}
		if at, found := b.syllable(); found {
			b.end(at, true)
			return
		}
		b.end(b.at, false)
		return
	}
	b.used += wide
	b.prev = char
	b.at = after
	if r == ' ' || r == '-' || r == '–' || r == '/' || r == '\u200b' {
		b.last = after
	}
}

// end ends the line at a place and begins the next there.
func (b *breaking) end(to spot, hyphen bool) {
	b.lines = append(b.lines, b.line(b.from, to, hyphen))
	b.from, b.at, b.last = to, to, to
	b.used, b.prev = 0, pdf.Char{}
}

func (b *breaking) line(from, to spot, hyphen bool) pdfLine {
	var line pdfLine
	x := 0.0
	for i := from.run; i < len(b.runs) && i <= to.run; i++ {
		run, start, end := &b.runs[i], 0, len(b.runs[i].text)
		if i == from.run {
			start = from.at
		}
		if i == to.run {
			end = to.at
		}
		if start >= end {
			continue
		}
		part := pdfPart{run, run.text[start:end], x}
		if hyphen && i == to.run {
			part.text += "\u00ad"
		}
		x += run.font.Width(part.text, run.size)
		line.parts = append(line.parts, part)
		line.width = x
		if trimmed := strings.TrimRight(part.text, " "); trimmed != part.text {
			line.width -= run.font.Width(part.text, run.size) - run.font.Width(trimmed, run.size)
		}
	}
	return line
}

// leastPart is how many letters of a word stand together when it is broken.
const leastPart = 3

// syllable finds where a word that is longer than a line is broken: before a
// consonant that a vowel follows, as Swedish does.
func (b *breaking) syllable() (spot, bool) {
	run, start := &b.runs[b.at.run], 0
	if b.from.run == b.at.run {
		start = b.from.at
	}
	letters := []rune(run.text[start:b.at.at])
	rest := 0
	for _, r := range run.text[b.at.at:] {
		if !unicode.IsLetter(r) {
			break
		}
		rest++
	}
	room := b.width - run.font.Width("-", run.size)
	used := b.used
	for i := len(letters) - 1; i >= leastPart; i-- {
		used -= run.font.Char(letters[i]).Width() * run.size / 1000
		if !unicode.IsLetter(letters[i]) || !unicode.IsLetter(letters[i-1]) {
			return spot{}, false
		}
		next := 'a'
		if i+1 < len(letters) {
			next = letters[i+1]
		}
		if used <= room && !isVowel(letters[i]) && isVowel(next) && len(letters)-i+rest >= leastPart {
			return spot{b.at.run, start + len(string(letters[:i]))}, true
		}
	}
	return spot{}, false
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouyåäöéAEIOUYÅÄÖÉ", r) }

// drawLine draws a line of a text for an element.
func (p *pdfPages) drawLine(l pdfLine, x, baseline float64, e *pdf.Element) {
	for _, part := range l.parts {
		run := part.run
		owner := e
		if run.link != nil {
			if run.link.element == nil {
				run.link.element = e.Child("Link")
			}
			owner = run.link.element
		}
		p.page.Tag(owner)
		p.page.Text(x+part.x, baseline, part.text, run.font, run.size, run.colour)
		width := run.font.Width(strings.TrimRight(part.text, " "), run.size)
		p.saw("text", x+part.x, baseline-run.size, x+part.x+width, baseline+run.size*0.25)
		if run.link != nil {
			p.page.Box(x+part.x, baseline+1.4, width, 0.5, run.colour)
			p.page.Link(x+part.x, baseline-run.size, width, run.size*1.35, run.link.target, run.link.says, run.link.element)
		}
	}
}

// done closes an element whose text is drawn.
func (t pdfText) done(e *pdf.Element) {
	for _, l := range t.links {
		if l.element != nil {
			l.element.Close()
		}
	}
	e.Close()
}

// baseline is how far under its top the letters of a line stand.
func (t pdfText) baseline() float64 { return t.lead/2 + t.size*0.355 }
