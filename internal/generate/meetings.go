package generate

import (
	"fmt"
	"slices"

	"samkarta/internal/forum"
)

// meet makes the forums of a town.
func (m *maker) meet(t *town, n int) {
	for range n {
		m.forum(t)
	}
}

// forum makes a forum: all that is said of how it meets is one forum's of the
// demonstration, and those who sit there are drawn for it.
func (m *maker) forum(t *town) {
	f := *one(m.Rand, m.Forums)
	like := f
	f.Head, f.Aliases, f.ShortName, f.Topics, f.Agreement = forum.Forum{}.Head, nil, "", nil, ""
	f.ID, f.Evidence = m.id(t.Code, "forum"), pages(&like)
	f.ValidFrom, f.ValidTo = like.ValidFrom, like.ValidTo
	f.Name = m.name(forumNames[like.Type], t.Short)
	if f.Municipalities = nil; len(like.Municipalities) > 0 {
		f.Municipalities = m.near(t, len(like.Municipalities))
	}
	towns := slices.DeleteFunc(slices.Clone(m.towns), func(x *town) bool { return !slices.Contains(f.Municipalities, x.Code) })
	if len(towns) == 0 {
		towns = m.towns
	}
	f.Participants = m.seats(towns, like.Participants)
	if like.Convener != "" {
		f.Convener = one(m.Rand, towns).draw(m.Rand, m.end(like.Convener), asSeat)
	}
	f.TargetGroups = m.some(like.TargetGroups)
	if like.Purpose != "" {
		f.Purpose = fmt.Sprintf("Påhittat forum: %s i %s.", word("forum_kind", like.Type), t.Short)
	}
	t.forums = append(t.forums, f.ID)
	m.forums = append(m.forums, &f)
	m.add(forum.Forums.Kind, &f)
}

// tries is how often another end is drawn where one is there already.
const tries = 8

// seats draws an actor of the same kind for each seat; nobody twice who does not
// sit there twice in the demonstration.
func (m *maker) seats(towns []*town, like []forum.Participant) []forum.Participant {
	var all []forum.Participant
	became := map[string]string{}
	taken := map[string]bool{}
	for _, p := range like {
		actor := became[p.Actor]
		for try := 0; try < tries && (actor == "" || became[p.Actor] == "" && taken[actor]); try++ {
			actor = one(m.Rand, towns).draw(m.Rand, m.end(p.Actor), asSeat)
		}
		if actor == "" || became[p.Actor] == "" && taken[actor] {
			continue
		}
		became[p.Actor], taken[actor] = actor, true
		all = append(all, forum.Participant{Actor: actor, Role: p.Role, Function: p.Function})
	}
	return all
}

// agreements makes the association's agreements and has forums stand on them.
func (m *maker) agreements(n int) {
	for range n {
		like, t := one(m.Rand, m.Agreements), one(m.Rand, m.towns)
		g := &forum.Agreement{Name: m.name(title(word("agreement_kind", like.Type)), t.Short), Type: like.Type,
			About: "Påhittad överenskommelse.", TargetGroups: m.some(like.TargetGroups), Status: like.Status, Signed: like.Signed}
		g.ID, g.Evidence = m.id(t.Code, "overenskommelse"), pages(like)
		for _, p := range like.Parties {
			if id := t.draw(m.Rand, m.end(p), asEnd); id != "" && !slices.Contains(g.Parties, id) {
				g.Parties = append(g.Parties, id)
			}
		}
		for range like.ForumIDs {
			f := one(m.Rand, m.forums)
			if f.Agreement == "" {
				f.Agreement = g.ID
				g.ForumIDs = append(g.ForumIDs, f.ID)
			}
		}
		m.add(forum.Agreements.Kind, g)
	}
}
