// Package config reads Jitasa's settings from flags and the environment, checks all of them, and reports every problem at
// once and by name. Flags override the environment; an empty value counts as not set.
//
// Start at settings.go, the one list of what can be set, then Load. Secrets are of the type Secret, which prints as
// "***" wherever it is printed; no error quotes the value of a secret.
//
// It must not know what the settings are used for: it opens nothing, connects to nothing and reads no files. The
// standard library's time-zone database is linked in, so that JITASA_TZ works in an empty container.
package config
