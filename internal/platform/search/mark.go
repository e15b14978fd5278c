package search

// Span is a piece of a text; Marked tells that it was what was looked for.
type Span struct {
	Text   string
	Marked bool
}

// Mark splits a text in spans, of which those are marked whose words are among
// the matched ones of a Hit. The spans together are the text, byte by byte.
func Mark(text string, matched []string) []Span {
	set := make(map[string]bool, len(matched))
	for _, m := range matched {
		set[m] = true
	}
	var spans []Span
	at := 0
	eachWord(text, func(start, end, tail int) {
		if set[string(normal(nil, text[start:end]))] {
			spans = append(appendSpan(spans, text[at:start], false), Span{text[start:tail], true})
			at = tail
		}
	})
	return appendSpan(spans, text[at:], false)
}

func appendSpan(spans []Span, text string, marked bool) []Span {
	if text == "" {
		return spans
	}
	return append(spans, Span{text, marked})
}
