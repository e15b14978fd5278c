// Package api answers the questions that can be asked of the map in JSON: the
// same answers by the HTTP API under /api/v1/, described by an OpenAPI 3.1
// document that it serves itself, and on the command line.
package api
