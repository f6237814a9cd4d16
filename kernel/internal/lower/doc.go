// Package lower rewrites a checked cell into Go that the interpreter runs as the language says.
//
//	Lowerer  the rewriting for one session
//
// Start with New and Lowerer.Lower, which makes one unit of a cell: its imports, the variables and declarations that it
// brings, and a function with its statements.
//
// What comes here has no generic declarations any more: package check has plain ones in their place, which package stencil
// makes.
//
// A unit is made in unit.go and show.go; rewrite.go says which rewriting meets which node. Each rewriting stands in a file of its own and
// answers one limit of the interpreter:
//
//	names.go      names have versions, packages have names that no cell can hide
//	constants.go  constants are folded by the type checker's exact arithmetic
//	dynamic.go    values in interfaces, which keep their types: see package mirror. The pass that comes before all others
//	convert.go    conversions to interfaces
//	arguments.go  what is handed to calls
//	literals.go   composite literals
//	classes.go    what the engine is told of types and their methods
//	dispatch.go   calls of the methods of interfaces
//	assert.go     type assertions and type switches, as functions of the unit
//	locals.go     types declared in functions are declared outside
//	functions.go  declared functions as values
//	tags.go       struct types with the same fields, which differ by a tag; blank fields
//	assign.go     assignments of several values at once
//	control.go    select and switch statements, labels
//	several.go    several results that are converted on the way
//	methods.go    method values, which bind their receivers
//	bounds.go     checks of indexes, slices and shifts
//	conditions.go conditions with checks in them
//	loops.go      range over integers; loop variables that live one iteration
//	iterators.go  range over functions
//	builtins.go   min, max, clear, recover
//	calls.go      go statements, deferred calls, function literals, parameters without names
//	debug.go      calls of the debugger, where one is attached
//	marks.go      a mark before each statement says which line runs
//	selftype.go   types that refer to themselves with no struct type between, which are structs with one field in units
//	recursive.go  the declarations of types that refer to themselves stand in a file of their own
//	loads.go      what nil pointers point to, and nil where the interpreter does not know its type
//	define.go     variables to the left of := that are there already
//	commaok.go    values that are not in a map or interface, which are zero
//	returns.go    calls among the results of a return statement, which come first
//	holders.go    functions that hold values which the engine does not find are noted
//	panics.go     panics in deferred functions, behind which others are left to be called
//	refuse.go     what cannot be run rightly is refused by name
package lower
