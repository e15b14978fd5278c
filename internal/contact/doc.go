// Package contact knows how actors find each other: the contact paths from one
// into another, the relations as each side tells of them, and the answer to
// "en väg in": given who I am and whom I need, the ways in, best first.
package contact
