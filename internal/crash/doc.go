// Package crash holds the tests that kill: the real program, killed with SIGKILL
// at random moments while people write and the platform fails now and then, answers every
// acknowledged event exactly once, in each person's order. TestKill does so with one process on a file;
// TestChaos with three on a MongoDB server, which loses its power in the middle
// and stays away; TestCopyKilled kills `jitasa store copy`.
//
// The test process plays everything around the program: LINE (package linesim,
// with short redelivery pauses and faults on), the people, and the supervisor
// that starts `jitasa serve` again after each kill. Two thin layers between the
// two sides write down what the platform cannot tell by itself: [gate] stands
// before the webhook and knows which events were acknowledged; [witness] stands
// before the Messaging API and knows which event each accepted answer belongs
// to, by its reply token or its retry key, in the order of acceptance.
//
// An ordinary run takes some twenty seconds with a fixed seed; a longer one:
//
//	go test ./internal/crash -crash.for=10m -crash.seed=7 -timeout=20m
//	JITASA_TEST_MONGODB=… go test ./internal/crash -run Chaos -chaos.for=10m -crash.seed=7 -timeout=20m
//
// The package must not know how the program works inside, but for two things
// that are its promises: the settings of `jitasa serve`, and the documents that
// it leaves (read through package store, after the end). Start reading at
// TestKill.
package crash
