package check

import (
	"go/ast"
	"maps"
	"slices"
)

// plainReached is what the session without generics has declared and a cell's declarations can depend on, as Session.reached is for
// all of the session. Of the session's declarations those up to number last count, and of the instances the first ones.
func (s *Session) plainReached(last, instances int, decls []ast.Decl) *prelude {
	r := plainReach{session: s, last: last, names: map[string]bool{}, decls: map[*decl]bool{}, trees: make([]bool, instances),
		instances: map[string][]int{}}
	for i := range r.trees {
		tree := &s.plain.added[i]
		tree.Refresh()
		for _, name := range declaredNames(tree.Node) {
			r.instances[name] = append(r.instances[name], i)
		}
	}
	for _, d := range decls {
		f, ok := d.(*ast.FuncDecl)
		r.wide = r.wide || ok && f.Recv != nil
		r.node(d)
	}
	if r.wide {
		for i := range r.trees {
			r.tree(i)
		}
		for d := range s.decls.all() {
			if isType(d.node) {
				r.decl(d)
			}
		}
	}

	out := &prelude{paths: map[string]string{}}
	for i, reached := range r.trees {
		if reached {
			out.addTree(&s.plain.added[i])
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(r.decls), func(a, b *decl) int { return a.number - b.number }) {
		if d.plain != nil {
			out.addTree(d.plain)
		} else {
			out.add(d.node, d.paths)
		}
	}
	return out
}

// A plainReach is what has been reached, by the names that checks know.
type plainReach struct {
	session   *Session
	last      int
	instances map[string][]int // by the names that they declare, or have methods of
	names     map[string]bool
	decls     map[*decl]bool
	trees     []bool // of the instances
	wide      bool   // all types are
}

func (r *plainReach) node(node ast.Node) {
	r.wide = r.wide || holdsInterface(node)
	for _, id := range identsOf(node) {
		r.name(id.Name)
	}
}

func (r *plainReach) name(name string) {
	if r.names[name] {
		return
	}
	r.names[name] = true
	for _, i := range r.instances[name] {
		r.tree(i)
	}
	if sym := r.session.symbols[name]; sym != nil {
		if sym.decl != nil {
			r.decl(sym.decl)
		}
		for _, method := range sym.methods {
			r.decl(method)
		}
	}
}

func (r *plainReach) tree(i int) {
	if !r.trees[i] {
		r.trees[i] = true
		r.node(r.session.plain.added[i].Node)
	}
}

func (r *plainReach) decl(d *decl) {
	if d.number > r.last || d.generic || r.decls[d] {
		return
	}
	r.decls[d] = true
	node := ast.Node(d.node)
	if d.plain != nil {
		d.plain.Refresh()
		node = d.plain.Node
	}
	r.node(node)
	for _, sym := range d.symbols { // whose methods it needs
		r.name(sym.checked)
	}
}

// declaredNames are the names that an instance declares, or that of the type that it is a method of.
func declaredNames(node ast.Node) (names []string) {
	switch d := node.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil {
			return []string{receiverBase(d).Name}
		}
		return []string{d.Name.Name}
	case *ast.GenDecl:
		for _, id := range declaredIn(d) {
			names = append(names, id.Name)
		}
	}
	return names
}
