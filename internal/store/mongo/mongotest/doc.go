// Package mongotest gives tests databases on a real server: the one that
// JITASA_TEST_MONGODB names (deploy/test/mongodb starts one and says its address).
// Without it such tests are skipped, or fail if JITASA_REQUIRE_MONGODB is set, as CI does.
//
// It is for tests only. Start reading at [New].
package mongotest
