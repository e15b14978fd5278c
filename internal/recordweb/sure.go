package recordweb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// sure writes what was posted. What its writer must be sure of is asked; the box
// that says so goes for what was shown beside it and for nothing else, so that
// whoever ticks it and then changes more is asked again.
func sure(in *web.Input, write func(sure bool) error) error {
	err := write(false)
	doubts := record.DoubtsIn(err)
	if doubts == nil {
		return err
	}
	if in.Is(fieldSure) && in.Get(fieldDoubts) == digest(doubts) {
		return write(true)
	}
	in.Set(fieldSure)
	return err
}

// digest is the same for doubts that say the same of the same.
func digest(doubts []fault.Field) string {
	var said string
	for _, d := range doubts {
		said += fmt.Sprintln(d.Key, d.Args)
	}
	sum := sha256.Sum256([]byte(said))
	return hex.EncodeToString(sum[:12])
}
