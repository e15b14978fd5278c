// Package db is the one door to the database. It speaks to an embedded file or
// to a server, with one SQL text for both: $1 placeholders, TEXT, BIGINT,
// INTEGER, DOUBLE PRECISION and BYTEA columns, booleans as INTEGER 0 or 1,
// times as the text made by Time, and keys made by the program.
//
// Everything happens in a transaction: Read sees one consistent snapshot and
// cannot change anything; Write is serializable, so that code which reads,
// checks and writes is right as it stands. The function given to Write may run
// more than once and must therefore do nothing that a rollback cannot undo.
// Neither may be called inside the other, nor may a query be made while the
// rows of another are being walked. A statement that fails ends its
// transaction: to allow for what may already be there, write
// ON CONFLICT … DO NOTHING and look at the number of rows.
//
// Text is compared byte by byte on both engines and LIKE minds case; lists for
// people are sorted by platform/text.
package db
