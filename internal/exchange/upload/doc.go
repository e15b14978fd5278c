// Package upload takes documents in through the interface. They are tried
// first: whoever sent them sees what would change, or everything that is wrong
// with them. What was tried without a fault waits a day for somebody to say
// that it is to be taken in, which a job then does.
package upload
