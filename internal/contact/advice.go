package contact

import (
	"strings"

	"samkarta/internal/forum"
	"samkarta/internal/party"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// Advice says in one plain sentence what to do to use a way: "Ring
// Arbetsförmedlingen på direktnumret 010-…".
func (w Way) Advice(v *record.View, l *text.Lang) string {
	switch w.Type {
	case SharedForum:
		return forumAdvice(l, w.Forum)
	case SameHouse:
		if w.House.Extent != "" {
			return l.T("way.do.colocated_extent", spoken(v, l, w.House.Actor), w.House.Extent)
		}
		return l.T("way.do.colocated", spoken(v, l, w.House.Actor))
	case Colleague, PassedOn, Chain:
		return l.T("way.do."+w.Type, spoken(v, l, w.Over))
	}
	return w.Path.advice(v, l)
}

// advice says what to do with a path as far as it was told: with the mailbox or
// number if that is known, with the function if one is named.
func (p *Path) advice(v *record.View, l *text.Lang) string {
	key, into := "way.do."+p.Via, spoken(v, l, p.Into)
	if p.Via == "" {
		key = "way.do.unknown"
	}
	if value := p.reachedBy(); value != "" && l.Has(key+"_at") {
		return l.T(key+"_at", into, value)
	}
	if p.Function != "" && l.Has(key+"_named") {
		return l.T(key+"_named", into, p.Function)
	}
	return l.T(key, into)
}

// reachedBy gives the mailbox or the number of a path, as far as it goes by one.
func (p *Path) reachedBy() string {
	wanted := map[string]string{"mailbox": "mail", "direct_line": "phone"}[p.Via]
	for _, c := range p.Channels {
		if c.Value != "" && c.Type == wanted {
			return c.Value
		}
	}
	return ""
}

func forumAdvice(l *text.Lang, f *forum.Forum) string {
	if f.Frequency == nil {
		return l.T("way.do.forum_shared", f.Name)
	}
	if f.Frequency.AsNeeded {
		return l.T("way.do.forum_called", f.Name)
	}
	return l.T("way.do.forum_rhythm", f.Name, lowerFirst(f.Frequency.Words(l)))
}

// spoken is what an end is called in a sentence: the party is not said after a
// unit that has it in its name, as in "Arbetsförmedlingen i Jönköping".
func spoken(v *record.View, l *text.Lang, id string) string {
	a, ok := party.FindActor(v, id)
	if ok && a.Unit != nil && a.Party != nil && (strings.Contains(a.Unit.Name, a.Party.Name) || says(a.Unit.Name, a.Party.ShortName)) {
		return a.Unit.Name
	}
	return EndName(v, l, id)
}

// says tells whether a name begins with a short one as a word of its own.
func says(name, short string) bool {
	rest, ok := strings.CutPrefix(name, short)
	return ok && short != "" && (rest == "" || strings.ContainsAny(rest[:1], " ,:"))
}

func lowerFirst(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}
