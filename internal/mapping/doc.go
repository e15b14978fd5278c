// Package mapping holds what people say about the collaboration: statements of
// what works, what needs developing and what they wish, by the factors that
// make collaboration work (after Danermark). Questionnaires, rounds and answers
// will find their room here.
package mapping
