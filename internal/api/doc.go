// Package api answers the questions that can be asked of the map in JSON: the
// same answers by the HTTP API under /api/v1/, described by an OpenAPI 3.1
// document that it serves itself, and on the command line.
//
// A question is a struct whose fields say by their tags what they are called
// (query) and what they may hold (is), so that the API's parameters, the command
// line's flags and the check of both come from one place. A Map answers it.
//
// In the answers a list is always there, empty if there is nothing in it; a
// number that is not known is null; a text that is not known is "" where the
// field is named in the struct here, and left out where it stands as the format
// has it.
package api
