// Package why hears that somebody asks why something is wanted of them, whatever it is: "ถามทำไม", "do I have to?". It must know
// neither questions nor conversations. Start at [Asked].
package why
