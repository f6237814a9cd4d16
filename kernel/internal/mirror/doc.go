// Package mirror shows compiled code the types of cells as types of Go, with their names, fields and methods.
//
//	Types  the types of one interpreter
//
// The interpreter represents a type that a cell declares by a type of package reflect that has no name and no methods: an int for
// a `type Color int`, a struct whose fields are all exported. That is its raw form. The mirror is a type made at run time with the
// same layout in memory, so that a value, and whatever it points to, is of the one or the other by a word beside it. Values in
// interfaces are in mirror form: package lower converts them where they enter and leave one. So fmt, encoding/json, text/template,
// errors and reflect see them as they see the values of compiled types, and two types with the same form differ.
//
// Start with Types.Declare and Types.Method, which lowered code calls before the code that uses the type; Box and Unbox convert.
package mirror
