// Package place knows the 290 municipalities and the 21 regions of Sweden by
// their codes from Statistics Sweden (SCB): four digits for a municipality, of
// which the first two are its county's and its region's.
//
// The codes and the names of municipalities and counties come from
// swedish-geodata (CC0 1.0), with three names put right: Kalmar, Kalix and
// Överkalix take no genitive. The regions go by the names they use themselves.
// A code is the address of a place, in links as in data; names may change.
package place
