// Package archtest checks that the code keeps to the project's own rules: which package may import which, where state
// may live, how long a function or file may be, that every package says what it is for.
//
// It has tests only. Start at rules_test.go, which is the rules as tables; check_test.go applies them to a tree, and
// archtest_test.go runs them over this module and, to show that each rule can fail, over a small tree that breaks them
// all. The import rules are mirrored in .golangci.yml (depguard), so that an editor shows them too.
//
// It reads sources only: no type checking and no build, so that it runs in well under a second.
package archtest
