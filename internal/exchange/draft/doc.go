// Package draft makes a samkarta/1 document of a network that somebody has drawn
// in another program: nodes become parties, units and forums, edges become seats,
// contact paths, relations, agreements and shared houses.
//
// A draft stores nothing. It says what became of every node and edge and what
// was left out and why; what the map has already is known by its id or its name
// and is not made twice. The document is taken in by the ordinary import.
package draft
