package report

import "iter"

// Texts goes through what a block says, as a reader sees it: not the tables that
// only workbooks hold.
func Texts(b Block) iter.Seq[string] {
	return func(yield func(string) bool) { say(b, func(s string) bool { return s == "" || yield(s) }) }
}

func say(b Block, yield func(string) bool) bool {
	switch x := b.(type) {
	case Heading:
		return yield(x.Text)
	case Paragraph:
		return yield(x.Text.String())
	case List:
		return sayItems(x.Items, yield)
	case Terms:
		return sayTerms(x, yield)
	case Table:
		return x.Behind || sayTable(x, yield)
	case Figure:
		return yield(x.Caption) && yield(x.Alt)
	case Cards:
		for _, c := range x {
			if !yield(c.Kicker) || !yield(c.Title) || !yield(c.Lead) || !sayTerms(c.Terms, yield) || !yield(c.Foot) {
				return false
			}
		}
	}
	return true
}

func sayItems(items []Item, yield func(string) bool) bool {
	for _, i := range items {
		if !yield(i.Text.String()) || !sayItems(i.Items, yield) {
			return false
		}
	}
	return true
}

func sayTerms(terms Terms, yield func(string) bool) bool {
	for _, t := range terms {
		if !yield(t.Term) || !yield(t.Text.String()) {
			return false
		}
	}
	return true
}

func sayTable(t Table, yield func(string) bool) bool {
	if !yield(t.Caption) {
		return false
	}
	for _, c := range t.Columns {
		if !yield(c.Title) {
			return false
		}
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if !yield(c.Text.String()) {
				return false
			}
		}
	}
	return true
}
