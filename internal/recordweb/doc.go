// Package recordweb is how the map is kept up: the pages by which every kind of
// record is created, changed, ended and confirmed, the list of what needs
// confirming, a record's history, and what has changed lately.
//
// A form is declared as data (layout.go) and built from the schema of the kind.
// What is posted becomes a tree that goes through record.Service, so a form is
// held to the same rules as an import. A change sends only the fields that
// somebody typed in; when another has changed the record meanwhile, both
// versions are shown and one is chosen, field by field (conflict.go).
package recordweb
