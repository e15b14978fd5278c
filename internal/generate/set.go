package generate

import "samkarta/internal/record"

// set is what one document holds: its records by list.
type set struct {
	name   string // of its file, without its ending
	source *record.Source
	keptBy string
	lists  map[string][]record.Body
}

func newSet(name, keptBy string, source *record.Source) *set {
	return &set{name, source, keptBy, map[string][]record.Body{}}
}

func (s *set) add(k *record.Kind, b record.Body) {
	b.HeadOf().Kind = k
	s.lists[k.List] = append(s.lists[k.List], b)
}
