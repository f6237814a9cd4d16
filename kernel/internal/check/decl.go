package check

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/stencil"
)

// A decl is one declaration of a cell. Once kept, it stands for its cell in the checks of later ones.
type decl struct {
	node    ast.Decl         // kept: without function bodies, and with import paths where the cell had package names
	names   []string         // what it declares
	method  string           // the method that it declares, as "T.M"; names is empty then
	paths   []string         // kept: the packages that node refers to
	symbols []*Symbol        // kept: the versions that names have
	uses    map[*Symbol]bool // kept: what it refers to, in function bodies as well
	needs   []*Symbol        // kept: what node refers to
	base    *Symbol          // kept: the type that the method is one of
	number  int              // kept: rises with the order of the cells
	dynamic bool             // kept: node has an interface with methods in it
	gone    bool             // kept: nothing can refer to it any more
	plain   *stencil.Tree    // kept: what stands for node in the session without generics; nil where node itself does
	generic bool             // kept: nothing does
	source  *cell.Cell       // nil for a variable, which has no source to be declared again from
	start   int              // byte offsets in the source
	end     int
	renewed bool // kept: declared while Renew was on
}

func (d *decl) text() string { return d.source.Source[d.start:d.end] }

// title is what messages call a declaration.
func (d *decl) title() string {
	if d.method != "" {
		return d.method
	}
	return strings.Join(d.names, ", ")
}

// declsOf lists the declarations of a cell.
func (s *Session) declsOf(c *cell.Cell, nodes []ast.Decl) ([]*decl, error) {
	var decls []*decl
	for _, node := range nodes {
		d := &decl{node: node, source: c}
		d.start, d.end = s.offset(c, node.Pos()), s.offset(c, node.End())
		switch n := node.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil {
				d.names = []string{n.Name.Name}
				break
			}
			base := receiverBase(n)
			if base == nil {
				return nil, cell.Errors{{Pos: s.Fset.Position(n.Pos()), Msg: "a method needs a receiver of a named type"}}
			}
			d.method = base.Name + "." + n.Name.Name
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					d.names = append(d.names, spec.Name.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						d.names = append(d.names, name.Name)
					}
				}
			}
		}
		d.names = slices.DeleteFunc(d.names, func(name string) bool { return name == "_" || name == "init" })
		decls = append(decls, d)
	}
	return decls, nil
}

// offset returns where a position stands in the cell's source; what go/token calls its offset is that in the text parsed.
func (s *Session) offset(c *cell.Cell, pos token.Pos) int {
	return cell.Offset(c.Source, s.Fset.Position(pos))
}

// again parses a kept declaration once more, at its own place in its own cell.
func (s *Session) again(d *decl) (ast.Decl, error) {
	if d.source.Program {
		return s.againOfProgram(d)
	}
	source := cell.Only(d.source.Source, d.start, d.end)
	c, err := cell.Parse(s.Fset, d.source.Name, source)
	if err != nil {
		return nil, err
	}
	return c.Decls[0], nil
}

// againOfProgram parses a whole program for one of its declarations, and keeps the others until they are asked for: a package
// that comes as source has hundreds.
func (s *Session) againOfProgram(d *decl) (ast.Decl, error) {
	if node := s.parsed[d.source][d.start]; node != nil {
		delete(s.parsed[d.source], d.start) // the next one who asks gets a tree of their own
		return node, nil
	}
	c, err := cell.Parse(s.Fset, d.source.Name, d.source.Source)
	if err != nil {
		return nil, err
	}
	all := map[int]ast.Decl{}
	for _, node := range c.Decls {
		all[s.offset(c, node.Pos())] = node
	}
	if all[d.start] == nil {
		panic("check: a declaration is gone from its own source")
	}
	s.parsed = map[*cell.Cell]map[int]ast.Decl{d.source: all} // of one program at a time
	return s.againOfProgram(d)
}

// receiverBase returns the identifier of a method's receiver type; nil if it has none.
func receiverBase(f *ast.FuncDecl) *ast.Ident {
	if len(f.Recv.List) != 1 {
		return nil
	}
	t := f.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.ParenExpr:
			t = x.X
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

// unchangedOut tells which of a cell's declarations bring something new. One that stands in the session with the same
// text, and refers to nothing new, does not: running a cell again leaves its types, and so the variables of them, alone.
func (s *Session) unchangedOut(own []*decl) map[*decl]bool {
	changed := map[*decl]bool{}
	same := map[*decl]*decl{}
	for _, d := range own {
		kept := s.find(d)
		if kept == nil || kept.source == nil || kept.text() != d.text() || s.hidden(kept) || s.outdated(kept) {
			changed[d] = true
			continue
		}
		same[d] = kept
	}
	for again := true; again; {
		again = false
		fresh := map[string]bool{}
		for d := range changed {
			for _, name := range d.names {
				fresh[name] = true
			}
			if base, _, ok := strings.Cut(d.method, "."); ok {
				fresh[base] = fresh[base] || s.findMethod(d.method) != nil
			}
		}
		for _, d := range own {
			if changed[d] {
				continue
			}
			base, _, isMethod := strings.Cut(same[d].method, ".")
			stale := isMethod && fresh[base] || slices.ContainsFunc(d.names, func(n string) bool { return fresh[n] })
			for sym := range same[d].uses {
				stale = stale || fresh[sym.Name] || sym.checked != sym.Name
			}
			if stale {
				changed[d], again = true, true
			}
		}
	}
	return changed
}

// find returns the kept declaration that d would replace by the names of both; nil if there is none.
func (s *Session) find(d *decl) *decl {
	if d.method != "" {
		return s.findMethod(d.method)
	}
	if len(d.names) == 0 {
		return nil
	}
	if kept := s.declOf(d.names[0]); kept != nil && slices.Equal(kept.names, d.names) && !s.hidden(kept) {
		return kept
	}
	return nil
}

// declOf returns the kept declaration of the name's current version; nil if there is none.
func (s *Session) declOf(name string) *decl {
	if sym := s.symbols[name]; sym != nil {
		return sym.decl
	}
	return nil
}

func (s *Session) findMethod(method string) *decl {
	base, _, _ := strings.Cut(method, ".")
	if current := s.symbols[base]; current != nil {
		for _, kept := range current.methods {
			if kept.method == method {
				return kept
			}
		}
	}
	return nil
}

// hidden tells whether one of the names that a kept declaration declares has a newer version.
func (s *Session) hidden(kept *decl) bool {
	return slices.ContainsFunc(kept.symbols, (*Symbol).replaced)
}

// replaced tells whether the name has a newer version.
func (sym *Symbol) replaced() bool { return sym.checked != sym.Name }
