// Package graphfile writes and reads networks in the files that other programs
// take: GraphML and GEXF for Gephi and networkx, tables of nodes and of edges as
// CSV, and the node-link JSON of networkx.
//
// It knows nothing of what a network is about. A Network is nodes and edges with
// a few things that every such program knows (a label, a place, a size, a
// colour, a weight), and attributes by name.
//
// Reading is strict and bounded: a file is taken as it is meant or refused, with
// the line and what to do about it.
package graphfile
