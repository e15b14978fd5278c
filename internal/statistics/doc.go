// Package statistics knows the figures that are told of places, parties and
// insatser: how many people there are of some kind, what share, what they cost.
// A figure that is not told is unknown and never nought; what is reckoned out of
// others says so. The income measure (försörjningsmåttet) is checked by its own
// sums.
package statistics
