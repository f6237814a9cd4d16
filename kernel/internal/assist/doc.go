// Package assist tells what could stand at a cursor and what the name at a cursor is, from the types that the session knows.
//
//	Completion   matches, and the piece of the source that they replace
//	Explanation  the declaration of a name, and where it is
//
// Start with Complete and Inspect. They look at a source that is still being typed: what is wrong with it never matters,
// and the session stays as it is.
//
// Matches start exactly as what has been typed, and stand in alphabetic order: there is no guessing and no ranking.
package assist
