// Package forum knows where people meet to collaborate: the forums with who
// sits in them as whom, their rhythm, and the agreements behind them.
//
// A forum is formal when it is recurring and has shared records, a plan and
// follow-up (the definition that the mapping of Höglandet uses).
package forum
