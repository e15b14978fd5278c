package insightweb

import (
	"slices"
	"strings"

	"samkarta/internal/record"
)

// words are those of a vocabulary of the format.
func words(vocabulary string) []string { return slices.Clone(record.Vocabulary(vocabulary)) }

// join says several short things after each other.
func join(all []string) string { return strings.Join(all, ", ") }
