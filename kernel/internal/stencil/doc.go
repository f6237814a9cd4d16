// Package stencil turns generic declarations into plain ones, as a compiler that stencils does: one copy for each list of
// type arguments, with the types in place of the type parameters.
//
//	World     one check by go/types, and what its package-level names are outside of it
//	Template  a declaration whose names are resolved, so that it outlives the check
//	Set       the templates and instances of one session
//	Instance  a function or type with its type arguments, such as Map[int,string]
//	Tree      a syntax tree without type parameters, as later checks need it
//
// Start with NewSet. For each cell, add the templates of what it declares generically, and begin a Run: Run.Plain makes plain
// syntax trees of all else in the cell, and Run.Finish the instances that these need and the session does not have yet.
//
// The plain trees are to be checked again: so constants, selections and type switches are those of the types in place, and
// nothing behind this package knows type parameters. The names of instances cannot be written in a cell, and read as Go prints
// them: main.Pair[int,string].
//
// Generic functions and types of the standard library come from their own source (package symbols has it), or from text of
// ours where the interpreter cannot run that.
package stencil
