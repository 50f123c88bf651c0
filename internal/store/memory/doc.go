// Package memory is an engine over maps, for tests and trials that are to be fast: nothing of it outlives the process.
//
// It keeps documents as the JSON that they are, so that what is read is a copy as with any other engine, and each index as a
// sorted slice of places. One lock guards everything. What it promises is what package storetest asks of every engine.
//
// Start reading at [Engine]; how a query finds its documents is in order.go.
package memory
