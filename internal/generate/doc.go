// Package generate makes a made-up country of full size, for measuring: 290
// municipalities in 80 associations, with their units, forums and all that is
// told of them, as documents of samkarta/1.
//
// Each record takes its form from a record of the demonstration, drawn with
// replacement: how many sit in a forum and as what, its level, its formality and
// in which words its frequency is told come together, as they do there. Whom it
// points at is drawn anew, among those of the same kind in the made-up place.
// The ADR on the national data says what that does not imitate.
//
// The same seed gives the same bytes. Each association is made of the seed and
// its own number alone, and is let go when it is written, so that the memory
// that is needed does not grow with the country.
package generate
