package stencil

import (
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strconv"
)

// A Name is a package-level name outside of any one check. It is comparable.
type Name interface {
	Checked() string // what checks call it; may change as names get new versions
	Lasting() string // the same for as long as the session lives, and another for each version
}

// A meaning is what a node of a syntax tree stands for, where its own text does not say so.
type meaning struct {
	kind  kind
	name  Name       // named, instantiated
	args  []ast.Expr // instantiated: type arguments, whose nodes have meanings in the same tree
	index int        // parameter, local
	path  string     // imported, member
}

type kind int

const (
	named        kind = iota // an identifier: a package-level name
	imported                 // an identifier: a package
	member                   // an identifier: that name of a package
	parameter                // an identifier: a type parameter, by its index
	instantiated             // any expression: a generic function or type with its arguments
	local                    // an identifier: a type declared in the function, which the instance moves out of it
	private                  // an identifier: a variable, constant or label of the function's own
	moved                    // a type declaration that the instance moves out of the function
	running                  // a constant expression whose value counts as computed when the code runs
	written                  // any expression: a type, which args[0] writes
)

// A Tree is a syntax tree in which no type parameter is left. The names in it follow the versions of the session.
type Tree struct {
	Node     ast.Node
	meanings map[ast.Node]meaning // named and imported only
}

// Refresh gives the identifiers of a tree the present names of what they mean, and returns the packages that it mentions.
func (t *Tree) Refresh() (paths []string) {
	for node, m := range t.meanings {
		switch m.kind {
		case named:
			node.(*ast.Ident).Name = m.name.Checked()
		case imported:
			paths = append(paths, m.path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// PackageName is what trees call a package: no cell can hide it.
func PackageName(path string) string { return strconv.Quote(path) }

// A copier copies a syntax tree, with type arguments in place of type parameters.
type copier struct {
	run    *Run
	from   map[ast.Node]meaning
	to     map[ast.Node]meaning
	args   []Tree
	locals []Name          // the types that are moved out
	at     token.Pos       // if valid, where all of the copy is to stand
	taken  map[string]bool // names that the arguments mention: variables of these names get other ones
}

// copy returns a copy of a node, all below it included.
func (c *copier) copy(node ast.Node) ast.Node {
	m, ok := c.from[node]
	if !ok {
		return c.fields(node)
	}
	switch m.kind {
	case parameter:
		arg := c.args[m.index]
		return (&copier{run: c.run, from: arg.meanings, to: c.to, at: node.Pos()}).copy(arg.Node)
	case instantiated:
		return c.ident(node.Pos(), c.run.instance(c.closed(m), node.Pos()))
	case local:
		return c.ident(node.Pos(), c.locals[m.index])
	case named:
		return c.ident(node.Pos(), m.name)
	case imported:
		id := &ast.Ident{NamePos: node.Pos(), Name: PackageName(m.path)}
		c.to[id] = m
		return id
	case member:
		id := &ast.Ident{NamePos: node.Pos(), Name: PackageName(m.path)}
		c.to[id] = meaning{kind: imported, path: m.path}
		return &ast.SelectorExpr{X: id, Sel: &ast.Ident{NamePos: node.Pos(), Name: node.(*ast.Ident).Name}}
	case private:
		id := *node.(*ast.Ident)
		if c.taken[id.Name] {
			id.Name += "ˑ"
		}
		return &id
	case written:
		return c.copy(m.args[0])
	case moved:
		return &ast.TypeSpec{Name: node.(*ast.TypeSpec).Name}
	case running:
		value := c.fields(node).(ast.Expr)
		f := c.ident(node.Pos(), c.run.instance(c.closed(m), node.Pos()))
		return &ast.CallExpr{Fun: f, Lparen: node.Pos(), Args: []ast.Expr{value}, Rparen: node.End()}
	}
	return c.fields(node)
}

func (c *copier) ident(pos token.Pos, name Name) *ast.Ident {
	if c.at.IsValid() {
		pos = c.at
	}
	id := &ast.Ident{NamePos: pos, Name: name.Checked()}
	c.to[id] = meaning{kind: named, name: name}
	return id
}

// closed is what an instantiation asks for, without type parameters.
func (c *copier) closed(m meaning) request {
	r := request{generic: m.name}
	for _, arg := range m.args {
		t := Tree{meanings: map[ast.Node]meaning{}}
		inner := *c
		inner.to = t.meanings
		t.Node = inner.copy(arg)
		r.args = append(r.args, t)
	}
	return r
}

// fields copies a node whose own text says what it is.
func (c *copier) fields(node ast.Node) ast.Node {
	v := reflect.New(reflect.TypeOf(node).Elem())
	v.Elem().Set(reflect.ValueOf(node).Elem())
	for i := range v.Elem().NumField() {
		c.field(v.Elem().Field(i))
		if f := v.Elem().Field(i); c.at.IsValid() && f.Type() == posType {
			f.SetInt(int64(c.at))
		}
	}
	switch n := v.Interface().(type) {
	case *ast.CallExpr:
		n.Fun = parenthesised(n.Fun)
	case *ast.SelectorExpr:
		n.X = parenthesised(n.X)
	case *ast.ChanType:
		n.Value = parenthesised(n.Value)
	case *ast.DeclStmt:
		return c.withoutMoved(n)
	}
	return v.Interface().(ast.Node)
}

var posType = reflect.TypeFor[token.Pos]()

func (c *copier) field(f reflect.Value) {
	switch f.Kind() {
	case reflect.Interface, reflect.Pointer:
		if node, ok := f.Interface().(ast.Node); ok && !f.IsNil() && !isComment(node) {
			f.Set(reflect.ValueOf(c.copy(node)))
		}
	case reflect.Slice:
		if f.IsNil() {
			return
		}
		list := reflect.MakeSlice(f.Type(), f.Len(), f.Len())
		for i := range f.Len() {
			list.Index(i).Set(f.Index(i))
			c.field(list.Index(i))
		}
		f.Set(list)
	}
}

func isComment(node ast.Node) bool {
	_, ok := node.(*ast.CommentGroup)
	return ok
}

// parenthesised puts a type in parentheses where go/ast would take it for a part of something else.
func parenthesised(e ast.Expr) ast.Expr {
	switch e.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		return &ast.ParenExpr{Lparen: e.Pos(), X: e, Rparen: e.End()}
	}
	return e
}

// withoutMoved leaves out of a declaration the types that are moved out of the function.
func (c *copier) withoutMoved(s *ast.DeclStmt) ast.Stmt {
	g, ok := s.Decl.(*ast.GenDecl)
	if !ok || g.Tok != token.TYPE {
		return s
	}
	g.Specs = slices.DeleteFunc(g.Specs, func(spec ast.Spec) bool { return spec.(*ast.TypeSpec).Type == nil })
	if len(g.Specs) == 0 {
		return &ast.EmptyStmt{Semicolon: s.Pos(), Implicit: true}
	}
	return s
}
