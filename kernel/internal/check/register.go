package check

import (
	"go/ast"
	"go/token"
	"iter"
	"maps"
	"slices"
)

// A register holds the kept declarations in the order of the cells. Symbols know which of them declare, are methods of and refer to
// each: so a check costs what its cell mentions, however much the session has declared before.
type register struct {
	list []*decl // those that are gone among them
	gone int     // how many
	last int     // the number of the newest
}

// all are the declarations that are not gone, in the order of the cells.
func (r *register) all() iter.Seq[*decl] {
	return func(yield func(*decl) bool) {
		for _, d := range r.list {
			if !d.gone && !yield(d) {
				return
			}
		}
	}
}

// add adds a declaration behind all others.
func (r *register) add(d *decl) {
	r.last++
	d.number = r.last
	r.list = append(r.list, d)
	for _, sym := range d.symbols {
		sym.decl = d
	}
	if d.base != nil {
		d.base.methods = append(d.base.methods, d)
	}
	for sym := range d.uses {
		sym.users = append(sym.users, d)
	}
}

// takeBack takes back the add that was the last of those not taken back.
func (r *register) takeBack() {
	d := r.list[len(r.list)-1]
	r.list = r.list[:len(r.list)-1]
	for _, sym := range d.symbols {
		sym.decl = nil
	}
	if d.base != nil {
		d.base.methods = d.base.methods[:len(d.base.methods)-1]
	}
	for sym := range d.uses {
		sym.users = sym.users[:len(sym.users)-1]
	}
}

// drop has a declaration count as gone; keep takes that back.
func (r *register) drop(d *decl) { d.gone, r.gone = true, r.gone+1 }
func (r *register) keep(d *decl) { d.gone, r.gone = false, r.gone-1 }

// tidy forgets what is gone, once that is the larger part.
func (r *register) tidy() {
	if 2*r.gone <= len(r.list) {
		return
	}
	gone := func(d *decl) bool { return d.gone }
	for _, d := range r.list {
		if d.gone {
			for sym := range d.uses {
				sym.users = slices.DeleteFunc(sym.users, gone)
			}
			for _, sym := range d.symbols {
				sym.decl = nil
			}
		}
	}
	r.list = slices.DeleteFunc(r.list, gone)
	r.gone = 0
}

// reached lists, in the order of the cells, the declarations that a cell's can depend on: those of the names that it mentions, and
// also of others, with the methods of types, and what these refer to in turn. Kept functions have no bodies, so that what theirs
// mention does not count.
// A method reaches the types that hold its receiver, which may get it as well. An interface reaches all types, of which any may have
// its methods.
func (s *Session) reached(decls []ast.Decl, also ...*Symbol) []*decl {
	r := reach{symbols: map[*Symbol]bool{}, decls: map[*decl]bool{}}
	for _, sym := range also {
		r.symbol(sym)
	}
	for _, d := range decls {
		r.wide = r.wide || holdsInterface(d)
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			if base := receiverBase(f); base != nil { // not where a source is still being typed
				r.holders(s.symbols[base.Name], map[*Symbol]bool{})
			}
		}
		for _, id := range identsOf(d) {
			r.symbol(s.symbols[id.Name])
		}
	}
	if r.wide {
		for d := range s.decls.all() {
			if isType(d.node) {
				r.decl(d)
			}
		}
	}
	return slices.SortedFunc(maps.Keys(r.decls), func(a, b *decl) int { return a.number - b.number })
}

// A reach is what has been reached.
type reach struct {
	symbols map[*Symbol]bool
	decls   map[*decl]bool
	wide    bool // all types are
}

func (r *reach) symbol(sym *Symbol) {
	if sym == nil || r.symbols[sym] {
		return
	}
	r.symbols[sym] = true
	r.decl(sym.decl)
	for _, method := range sym.methods {
		r.decl(method)
	}
}

func (r *reach) decl(d *decl) {
	if d == nil || d.gone || r.decls[d] {
		return
	}
	r.decls[d] = true
	r.wide = r.wide || d.dynamic
	for _, symbols := range [][]*Symbol{d.needs, d.symbols} {
		for _, sym := range symbols {
			r.symbol(sym)
		}
	}
}

// holders reaches the types that a type is part of, directly or through others.
func (r *reach) holders(sym *Symbol, seen map[*Symbol]bool) {
	if sym == nil || seen[sym] {
		return
	}
	seen[sym] = true
	for _, d := range sym.users {
		if isType(d.node) {
			r.decl(d)
			for _, holder := range d.symbols {
				r.holders(holder, seen)
			}
		}
	}
}

func isType(node ast.Decl) bool {
	g, ok := node.(*ast.GenDecl)
	return ok && g.Tok == token.TYPE
}

// holdsInterface tells whether a syntax tree has an interface with methods in it.
func holdsInterface(node ast.Node) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		i, ok := n.(*ast.InterfaceType)
		found = found || ok && len(i.Methods.List) > 0
		return !found
	})
	return found
}
