// Package glossary is the dictionary of the field: what a word or an
// abbreviation means, in Swedish and in English, in one plain sentence each.
//
// The same abbreviation can mean different things in different places (GPS is
// the county's psychiatry network in Jönköping and a youth service in Svalöv),
// or two things everywhere (SE). A term says where its meaning holds, and
// Resolve puts what holds at a place first.
//
// The terms are in data/terms.json, written for this program.
package glossary
