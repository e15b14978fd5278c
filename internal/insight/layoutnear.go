package insight

// LayoutNear gives where the nodes of a scope stand on an earlier day: what is
// there today stands where it stands today, and the rest finds its place around
// it. The other index is today's, of the same actor.
func (x *Index) LayoutNear(s Scope, today *Index) Layout {
	type question struct{ Scope }
	return once(x, question{s}, func() Layout { return Place(x.Network(s), today.Layout(s)) })
}
