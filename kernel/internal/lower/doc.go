// Package lower rewrites a checked cell into Go that the interpreter runs as the language says.
//
//	Lowerer  the rewriting for one session
//
// Start with New and Lowerer.Lower, which makes one unit of a cell: its imports, the variables and declarations that it
// brings, and a function with its statements.
//
// Each rewriting stands in a file of its own and answers one limit of the interpreter:
//
//	names.go      names have versions, packages have names that no cell can hide
//	constants.go  constants are folded by the type checker's exact arithmetic
//	loops.go      range over integers; loop variables that live one iteration
//	builtins.go   min, max, clear
//	calls.go      go statements, arguments of deferred calls, parameters without names
//	marks.go      a mark before each statement says which line runs
//	refuse.go     what cannot be run rightly is refused by name
package lower
