// Package demo holds the demonstration: the project's own data, made from six
// reports of 2015–2019, and the day on which it runs.
package demo

import (
	"context"
	"embed"
	"io/fs"
	"time"

	"samkarta/internal/access"
	"samkarta/internal/exchange"
	"samkarta/internal/record"
)

//go:embed data/*.json
var documents embed.FS

// Day is the day of the demonstration: right after the newest of its reports,
// so that how fresh the facts are means something.
var Day = time.Date(2019, time.June, 1, 9, 0, 0, 0, time.UTC)

// Clock starts at the demonstration's day and goes on from there.
func Clock() func() time.Time {
	start := time.Now()
	return func() time.Time { return Day.Add(time.Since(start)) }
}

// Documents are the documents of the demonstration.
func Documents() ([]exchange.File, error) {
	data, err := fs.Sub(documents, "data")
	if err != nil {
		return nil, err
	}
	return exchange.FilesIn(data)
}

// Load imports the demonstration's documents.
func Load(ctx context.Context, records *record.Service) (*exchange.Summary, error) {
	files, err := Documents()
	if err != nil {
		return nil, err
	}
	return exchange.Import(ctx, records, access.System("demo"), files, exchange.Options{})
}
