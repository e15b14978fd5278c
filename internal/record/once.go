package record

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// answers keeps what has been worked out of a snapshot. It goes when the
// snapshot does: as soon as anything on the map changes.
type answers struct {
	mu   sync.Mutex
	kept map[asked]func() any
}

// asked is a question and of which view it was asked.
type asked struct {
	sees     string
	today    time.Time
	question any
}

// mostAnswers is how many are kept of a snapshot; then all are let go.
const mostAnswers = 1024

// Once gives the answer to a question about the whole map that a view shows,
// worked out by the first who asks it of this version of the map; others who see
// the same get the same answer. It is not to be changed, and may not depend on
// who asks: work gets what it needs from the question and from any view that
// shows the same. A question is a value of a type of its own.
func Once[T any](v *View, question any, work func() T) T {
	name := asked{v.Sees(), v.today, question}
	a := &v.snap.answers
	a.mu.Lock()
	answer, ok := a.kept[name]
	if !ok {
		if a.kept == nil || len(a.kept) >= mostAnswers {
			a.kept = map[asked]func() any{}
		}
		answer = sync.OnceValue(func() any { return work() })
		a.kept[name] = answer
	}
	a.mu.Unlock()
	return answer().(T)
}

// Sees names what the view's actor sees of that which is not published:
// everything, or what belongs to some associations. Who sees the same has the
// same name; for most that is what everybody sees.
func (v *View) Sees() string {
	if v.all || v.actor.IsAdministrator() {
		return "*"
	}
	var own []string
	for _, s := range v.actor.Assignments {
		if s.Association != "" && !slices.Contains(own, s.Association) && v.hides(s.Association) {
			own = append(own, s.Association)
		}
	}
	slices.Sort(own)
	return strings.Join(own, " ")
}

// hides tells whether an association keeps any kind of record to itself.
func (v *View) hides(association string) bool {
	return slices.ContainsFunc(v.snap.kinds.All, func(k *Kind) bool { return !v.Publishes(association, k.Name) })
}
