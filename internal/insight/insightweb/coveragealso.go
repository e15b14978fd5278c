package insightweb

import (
	"slices"
	"strings"

	"samkarta/internal/page"
	"samkarta/internal/platform/text"
	"samkarta/internal/platform/web"
)

// kindVocabularies are the kinds of party and of unit, any of which can be asked to
// meet the others.
var kindVocabularies = []string{"party_kind", "unit_kind"}

// kindOptions suggests kinds of party and of unit, in words.
func (s sight) kindOptions() []web.Option {
	var opts []web.Option
	for _, vocabulary := range kindVocabularies {
		for _, word := range words(vocabulary) {
			said := page.UpperFirst(page.Word(s.l, vocabulary, word))
			known := func(o web.Option) bool { return o.Text == said }
			if !slices.Contains(fourParties, word) && word != "other" && !slices.ContainsFunc(opts, known) {
				opts = append(opts, web.Option{Value: said, Text: said})
			}
		}
	}
	text.SortBy(opts, func(o web.Option) string { return o.Text })
	return opts
}

// isKind tells whether an id is a kind of unit or of party, and no actor.
func (s sight) isKind(id string) bool {
	return slices.ContainsFunc(kindVocabularies, func(v string) bool { return slices.Contains(words(v), id) })
}

// readAlso reads the kinds that are written beside the four parties, with commas
// between them: as they are called, or by the beginning of that.
func (s sight) readAlso(a ask) []string {
	var kinds []string
	for written := range strings.SplitSeq(a.in.Get(askAlso), ",") {
		if written = strings.TrimSpace(written); written == "" {
			continue
		}
		kind := s.kindCalled(written)
		if kind == "" {
			a.in.Fail(askAlso, "insightweb.coverage.no_kind", written)
			continue
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

// kindCalled is the kind that somebody calls so: one that is called just so goes
// before one that begins so, and that before one that has it in its name.
func (s sight) kindCalled(written string) string {
	written = strings.ToLower(written)
	for _, is := range []func(said string) bool{
		func(said string) bool { return said == written },
		func(said string) bool { return strings.HasPrefix(said, written) },
		func(said string) bool { return strings.Contains(said, written) },
	} {
		for _, vocabulary := range kindVocabularies {
			for _, word := range words(vocabulary) {
				if is(strings.ToLower(page.Word(s.l, vocabulary, word))) {
					return word
				}
			}
		}
	}
	return ""
}
