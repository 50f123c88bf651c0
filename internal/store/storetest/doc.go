// Package storetest is the contract that every engine of package store keeps:
// one suite, run on the embedded file and on a real MongoDB server.
//
// Start reading at [Run]; [Person] is the document that it works on.
package storetest
