package insight

import "slices"

// placed is things of the map in order, to be had by area without going through
// those of the whole country.
type placed[T any] struct {
	all     []T
	byPlace map[string][]int32 // by municipality, where they stand in all
	nowhere map[string][]int32 // those that name no place, by the association that keeps them
}

func (p *placed[T]) add(thing T, places []string, keptBy string) {
	if p.byPlace == nil {
		p.byPlace, p.nowhere = map[string][]int32{}, map[string][]int32{}
	}
	at := int32(len(p.all))
	p.all = append(p.all, thing)
	for _, code := range places {
		p.byPlace[code] = append(p.byPlace[code], at)
	}
	if len(places) == 0 {
		p.nowhere[keptBy] = append(p.nowhere[keptBy], at)
	}
}

// in gives those that an area takes, in order.
func (p *placed[T]) in(a area) []T {
	if a.all {
		return p.all
	}
	var at []int32
	for _, keeper := range a.keepers {
		at = append(at, p.nowhere[keeper]...)
	}
	return p.at(p.around(a.codes, at))
}

// home gives those that belong to an area or to no place, in order.
func (p *placed[T]) home(a area) []T {
	if a.all {
		return p.all
	}
	var at []int32
	for _, free := range p.nowhere {
		at = append(at, free...)
	}
	return p.at(p.around(a.codes, at))
}

func (p *placed[T]) around(codes []string, at []int32) []int32 {
	for _, code := range codes {
		at = append(at, p.byPlace[code]...)
	}
	slices.Sort(at)
	return slices.Compact(at)
}

func (p *placed[T]) at(places []int32) []T {
	things := make([]T, len(places))
	for i, at := range places {
		things[i] = p.all[at]
	}
	return things
}
