package insats

import "samkarta/internal/platform/text"

// What says what a criterion asks for, whoever it is about: "a-kassa eller
// aktivitetsstöd", "18–25 år".
func (c Criterion) What(l *text.Lang) string { return c.what(l) }

// HasEnded tells whether an insats says of itself that it has ended.
func (x *Insats) HasEnded() bool { return x.Status == ended }
