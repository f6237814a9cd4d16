// This file lets the package declare functions without bodies, which the linker finds elsewhere: see signs.go.
