// Package delivertest puts a Deliverer and its desk on a real store, with a platform and an audience that do as a test says:
// for the tests of packages deliver and dispatch. A [Rig] has one process, a clock that moves only when the test waits, and
// [Rig.Restart], which is another process that knows only what is stored. Start reading at [New].
package delivertest
