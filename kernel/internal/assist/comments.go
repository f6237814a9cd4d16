package assist

import (
	"go/token"
	"go/types"
	"strings"

	"regan/kernel/docs"
	"regan/kernel/internal/check"
)

// documented returns the package and the name under which an object's comment stands; "" for none.
func documented(obj types.Object) (path, name string) {
	path = docs.Builtin
	if obj.Pkg() != nil {
		path = obj.Pkg().Path()
	}
	switch o := obj.(type) {
	case *types.PkgName:
		return o.Imported().Path(), ""
	case *types.Func:
		if owner := ownerOf(o); owner != "" {
			return path, owner + "." + o.Name()
		}
		return path, o.Name()
	case *types.Var:
		if o.IsField() {
			if owner := structWith(o.Origin()); owner != "" {
				return path, owner + "." + o.Name()
			}
			return "", ""
		}
	}
	return path, obj.Name()
}

// ownerOf names the type that a method belongs to; "" for a function.
func ownerOf(f *types.Func) string {
	recv := f.Signature().Recv()
	if recv == nil {
		return ""
	}
	t := recv.Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

func isInterfaceMethod(obj types.Object) bool {
	f, ok := obj.(*types.Func)
	return ok && f.Signature().Recv() != nil && types.IsInterface(f.Signature().Recv().Type())
}

// structWith names the type of a package that has a field.
func structWith(field *types.Var) string {
	if field.Pkg() == nil {
		return ""
	}
	scope := field.Pkg().Scope()
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if s, ok := t.Type().Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				if f == field {
					return name
				}
			}
		}
	}
	return ""
}

// makers returns the functions of a type's package whose first result is of the type, or points to one.
func makers(name *types.TypeName) []*types.Func {
	if name.Pkg() == nil {
		return nil
	}
	var found []*types.Func
	scope := name.Pkg().Scope()
	for _, n := range scope.Names() {
		f, ok := scope.Lookup(n).(*types.Func)
		if !ok || !f.Exported() || f.Signature().Results().Len() == 0 {
			continue
		}
		t := types.Unalias(f.Signature().Results().At(0).Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if named, ok := t.(*types.Named); ok && named.Obj() == name {
			found = append(found, f)
		}
	}
	return found
}

// methodsOf returns the methods of a type and of pointers to it that a cell can call.
func methodsOf(l *check.Look, t types.Type) []*types.Func {
	var found []*types.Func
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		f, ok := m.Obj().(*types.Func)
		if ok && (f.Exported() || f.Pkg() == l.Pkg) {
			found = append(found, f)
		}
	}
	return found
}

func parts(l *check.Look, p *docs.Package, functions []*types.Func) []Part {
	var found []Part
	for _, f := range functions {
		part := Part{Name: f.Name(), Declaration: function(l, f)}
		if _, name := documented(f); p != nil {
			part.Synopsis = p.Synopsis(name)
		}
		found = append(found, part)
	}
	return found
}

// commentOn returns the comment on a declaration that starts on a line of a source: the one that ends on the line above, or
// else the one that ends the line.
func commentOn(source string, line int) string {
	lines := strings.Split(source, "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	first := line - 1
	for first > 0 && strings.HasPrefix(strings.TrimSpace(lines[first-1]), "//") {
		first--
	}
	var text []string
	for _, l := range lines[first : line-1] {
		l = strings.TrimPrefix(strings.TrimSpace(l), "//")
		text = append(text, strings.TrimPrefix(l, " "))
	}
	if len(text) == 0 && line >= 2 && strings.HasSuffix(strings.TrimSpace(lines[line-2]), "*/") {
		above := strings.Join(lines[:line-1], "\n")
		if _, block, ok := cutLast(above, "/*"); ok {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(block), "*/"))
		}
	}
	if len(text) == 0 {
		for _, t := range tokensOf(lines[line-1]) {
			if c := lines[line-1][t.start:t.end]; t.tok == token.COMMENT && strings.HasPrefix(c, "//") {
				return strings.TrimSpace(c[len("//"):])
			}
		}
	}
	return strings.TrimSpace(strings.Join(text, "\n"))
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
