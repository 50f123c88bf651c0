// Package why hears that somebody asks why something is wanted of them, or what is meant, whatever it is: "ถามทำไม",
// "do I have to?", "งง". It must know neither questions nor conversations. Start at [Asked].
package why
