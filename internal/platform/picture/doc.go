// Package picture draws pictures that stand on their own: the same shapes and
// texts as an SVG file, which a browser and a drawing program open, and as a PNG.
// It knows nothing of what a picture shows.
package picture
