package db

import (
	"bytes"
	"runtime"
	"strconv"
	"sync"
)

// inside holds the goroutines that are in a transaction. One that began
// another would wait for itself: the embedded engine has one writer, and a
// server has so many connections and no more.
var inside sync.Map

// enter notes that this goroutine is in a transaction, until leave is called.
func enter() (leave func(), err error) {
	me := goroutine()
	if _, already := inside.LoadOrStore(me, true); already {
		return nil, errNested
	}
	return func() { inside.Delete(me) }, nil
}

// goroutine is the number of the running goroutine, read off the first line
// of its stack: "goroutine 18 [running]:".
func goroutine() uint64 {
	var line [40]byte
	words := bytes.Fields(line[:runtime.Stack(line[:], false)])
	n, err := strconv.ParseUint(string(words[1]), 10, 64)
	if err != nil {
		panic(err) // the runtime always writes it so
	}
	return n
}
