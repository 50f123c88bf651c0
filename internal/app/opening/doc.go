// Package opening opens the store that the settings name, with the keys that seal it. Commands that need no app open their
// store here, as the app does.
//
// It must not know what is done with the store. Start reading at [Store].
package opening
