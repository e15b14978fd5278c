// Package mapping holds what people say about the collaboration: statements of
// what works, what needs developing and what they wish, by the factors that
// make collaboration work (after Danermark), and the questionnaires that a mapping
// asked with. Rounds and answers will find their room here.
package mapping
