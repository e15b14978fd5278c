// Package party knows who collaborates: the coordination associations (lag
// 2003:1210), their parties, the units of the parties as a tree, who sits in the
// same house, and the target groups that all of it is for.
//
// An actor is a party or a unit; their ids share one space, so that a forum or
// a way in can point at either.
package party
