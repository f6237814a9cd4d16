// Package modules reads third-party packages from their source, so that cells can import them.
//
//	Loader   finds packages, checks them, and keeps what it has loaded
//	Package  one loaded package, with its source as cells can take it
//
// Start with Loader.Load. A package's source becomes one program whose package-level names have the package's number behind
// them, since the interpreter is given one package only. What cgo, assembly or package unsafe do is refused by name.
package modules
