// Package check is the session as go/types sees it: one package that grows by a cell at a time.
//
//	Session  what the cells so far have declared and imported
//	Symbol   one version of a name: a cell may declare it again, differently
//	Checked  a cell that passed, with the types of all its expressions
//
// Start with New and Session.Check; keep what was checked with Commit once it runs, or forget it with Rollback.
//
// Each check goes over the whole session: the declarations of earlier cells without their function bodies, then the new
// cell. Checking cells as packages of their own would be faster and wrong for methods that a later cell declares.
//
// A name that is declared again gets a new version, and what depends on it is carried over: functions, types and methods
// that refer to it are declared again with it, so that the newest version wins everywhere. What no longer fits the new
// version stays with the old one, and a note says so. An old version is checked under a name that no cell can write, such
// as T·1, which is also what messages call it.
package check
