package report

import "samkarta/internal/platform/picture"

// Drawing is what a figure shows. It is drawn from shapes, so that each format
// can have it as sharp as it can: nil draws nothing.
type Drawing = *picture.Picture
