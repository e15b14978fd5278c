// Package migrations holds the schema of the database: one forward-only set
// of files for both engines, run in the order of their numbers. A file that has
// been released is never changed; what is to be different comes in a new one.
package migrations

import "embed"

// FS holds the files.
//
//go:embed *.sql
var FS embed.FS
