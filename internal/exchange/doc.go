// Package exchange takes documents in and gives them out: the samkarta/1
// interchange format. Reading is strict and streamed: a document is gone
// through record by record, all faults of all files are reported together, and
// with any fault nothing is stored.
package exchange
