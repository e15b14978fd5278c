// Package hsds turns the catalogue of insatser to the Human Services Data
// Specification 3.0 of Open Referral, and services of that specification to
// drafts.
//
// An insats is a service, who gives it an organization. The words of the format
// are taxonomies; every word that an insats says is an attribute with its term.
// What the specification has no field for is in one more attribute, the record as
// the format has it, so that a service which comes back is the same insats. A new
// field of the kind comes along by itself.
package hsds
