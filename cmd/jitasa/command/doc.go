// Package command is what all commands of jitasa share: their streams, settings, flags and operands, the language that
// they print in, progress bars, and what an error means to whoever typed the command.
//
// It must not know any command, nor open a store. Start reading at [Configured].
package command
