// Package insats knows the catalogue of insatser: what there is for people to
// take part in, who can, why not, and where there is nothing for whom.
//
// Who can take part is said by groups of criteria: a person qualifies by any
// group whose every criterion holds. What is not known of a person is unknown
// and not false, so there are three answers: yes, no because …, and depends on
// … (judge.go). The same answers for a whole catalogue come out of an Index of
// bitmaps (index.go); what it finds is explained by the first. Gaps are cells of
// the grid municipality × age × income × stage for which there is nothing
// (gaps.go), and a change can be tried before it is made (whatif.go).
//
// Nothing of this package keeps or logs anything about a person.
package insats
