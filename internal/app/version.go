package app

import "runtime/debug"

// UnknownRevision is what Version says where the build does not know.
const UnknownRevision = "unknown"

// Version is the version and revision that this program was built from, as far as the build says.
func Version() (version, revision string) {
	version, revision = "(devel)", UnknownRevision
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, revision
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			revision = setting.Value
		}
	}
	return info.Main.Version, revision
}
