// Package record is the one mechanism by which Samkarta keeps facts.
//
// A record is one thing that somebody says about the collaboration: a unit, a
// forum, a way in, a statement. Each area declares its kinds of record as plain
// Go structs (see Define); this package reads them strictly out of JSON, keeps
// every version of them, tells what changed, who said it and when it was last
// confirmed, and gives the areas a View: what an actor may see of the map on a
// day. The list of kinds is the list of the samkarta/1 format.
//
// Records are never deleted: they end. The database holds the truth, one row a
// record and one a version; reading goes through a Snapshot in memory that is
// patched whenever the database's revision has moved on (ADR 0002).
package record
