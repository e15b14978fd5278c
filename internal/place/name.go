package place

import (
	"strings"
	"sync"
)

// ByName finds the municipality that somebody means who writes "Jönköping",
// "jonkoping", "Jönköpings kommun", "Stockholms stad" or "0680". Where å ä ö
// make the difference (Habo and Håbo) they count.
func ByName(words string) (Municipality, bool) {
	key := nameKey(words)
	if m, ok := Find(key); ok {
		return m, true
	}
	if m, ok := names().exact[key]; ok {
		return m, true
	}
	m, ok := names().plain[plain.Replace(key)]
	return m, ok
}

// CodeOf gives the code of the municipality that somebody means, as ByName finds
// it; what is none is left as it is, and is found nowhere.
func CodeOf(words string) string {
	if m, ok := ByName(words); ok {
		return m.Code
	}
	return words
}

// nameKey is the name without case, spare blanks and the word for what it is.
func nameKey(words string) string {
	key := strings.Join(strings.Fields(strings.ToLower(words)), " ")
	for _, what := range []string{" kommun", " stad"} {
		if stem, ok := strings.CutSuffix(key, what); ok {
			return stem
		}
	}
	return key
}

var plain = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e")

type nameIndex struct {
	exact map[string]Municipality // by the nameKey of all it may be called
	plain map[string]Municipality // the same with a a o for å ä ö
}

// names is read apart from the register, for whoever looks for a name.
var names = sync.OnceValue(func() nameIndex {
	n := nameIndex{exact: make(map[string]Municipality, 900), plain: make(map[string]Municipality, 900)}
	add := func(called string, m Municipality) {
		key := nameKey(called)
		setFirst(n.exact, key, m)
		setFirst(n.plain, plain.Replace(key), m)
	}
	for _, m := range places().all {
		add(m.Short, m)
		add(m.Name, m)
		add(m.Short+"s", m)
	}
	gotland, _ := Find("0980")
	add("Region Gotland", gotland)
	return n
})

func setFirst(names map[string]Municipality, key string, m Municipality) {
	if _, taken := names[key]; !taken {
		names[key] = m
	}
}
