package stencil

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Set is the templates and instances of one session.
type Set struct {
	library   *library
	templates map[Name]*Template
	methods   map[Name][]*Template // of generic types
	instances map[string]*Instance // by their lasting names
	order     []*Instance
	moved     int // how many types were moved out of functions
}

// NewSet returns a set without instances. Positions are in fset. What the source of packages imports is resolved by importer.
func NewSet(fset *token.FileSet, importer types.Importer) *Set {
	return &Set{library: newLibrary(fset, importer), templates: map[Name]*Template{}, methods: map[Name][]*Template{},
		instances: map[string]*Instance{}}
}

// Empty tells whether the session has no instances yet.
func (s *Set) Empty() bool { return len(s.instances) == 0 && s.moved == 0 }

// Save returns a function that brings the set back to its present state.
func (s *Set) Save() (restore func()) {
	saved := *s
	saved.templates, saved.instances = maps.Clone(s.templates), maps.Clone(s.instances)
	saved.methods = map[Name][]*Template{}
	for name, list := range s.methods {
		saved.methods[name] = slices.Clip(list)
	}
	saved.order = slices.Clip(s.order)
	made := make([]map[*Template]bool, len(s.order))
	for i, inst := range s.order {
		made[i] = maps.Clone(inst.methods)
	}
	return func() {
		*s = saved
		for i, inst := range s.order {
			inst.methods = made[i]
		}
	}
}

// Add adds the template of a generic function or type.
func (s *Set) Add(name Name, t *Template) { s.templates[name] = t }

// AddMethod adds the template of a method of a generic type.
func (s *Set) AddMethod(receiver Name, t *Template) {
	s.methods[receiver] = append(s.methods[receiver], t)
}

// An Instance is a generic function or type with its type arguments, or a declaration of a package that comes with its source.
type Instance struct {
	generic Name
	args    []Tree
	lasting string
	isType  bool
	methods map[*Template]bool // which of its methods there are
}

// Checked implements Name.
func (i *Instance) Checked() string { return i.text(Name.Checked) }

// Lasting implements Name.
func (i *Instance) Lasting() string { return i.lasting }

func (i *Instance) text(of func(Name) string) string { return instanceText(i.generic, i.args, of) }

func instanceText(generic Name, args []Tree, of func(Name) string) string {
	if len(args) == 0 {
		return of(generic)
	}
	texts := make([]string, len(args))
	for n, arg := range args {
		texts[n] = arg.typeText(of)
	}
	return of(generic) + "[" + strings.Join(texts, ",") + "]"
}

// A movedName is the name of a type that was moved out of a function.
type movedName struct {
	name   string
	number int
}

func (m *movedName) Checked() string { return m.name + "·local" + strconv.Itoa(m.number) }
func (m *movedName) Lasting() string { return m.Checked() }

// A request is an instance that is wanted.
type request struct {
	generic Name
	args    []Tree
}

// A Declaration is one that a Run adds to the session.
type Declaration struct {
	Name   Name // nil for a method
	Tree   Tree // a *ast.FuncDecl, or a *ast.GenDecl with one type
	Header Tree // the same without a function body
	Hidden bool // it comes from a package: no reader knows its lines
}

// An Error is what cannot be run, where it stands.
type Error struct {
	Pos token.Pos
	Msg string
}

// A Run makes the plain trees of one cell, and the instances that they need.
type Run struct {
	*Set
	Errors []Error
	queue  []func()
	added  []Declaration
}

// Begin begins a run.
func (s *Set) Begin() *Run { return &Run{Set: s} }

func (r *Run) fail(pos token.Pos, msg string) { r.Errors = append(r.Errors, Error{pos, msg}) }

// Plain returns a template's tree without type parameters; the template must be of no generic declaration.
func (r *Run) Plain(t *Template) Tree {
	if r.refused(t) {
		return Tree{Node: t.node}
	}
	c := r.copier(t, nil, r.localNames(t))
	tree := Tree{Node: c.copy(t.node), meanings: c.to}
	r.declareLocals(t, c, false)
	return tree
}

// Variable returns the declaration of a variable of the template's type.
func (r *Run) Variable(name Name, t *Template) Tree {
	if r.refused(t) {
		return Tree{Node: &ast.GenDecl{Tok: token.VAR}}
	}
	c := r.copier(t, nil, nil)
	spec := &ast.ValueSpec{Names: []*ast.Ident{c.ident(token.NoPos, name)}, Type: c.copy(t.node).(ast.Expr)}
	return Tree{&ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{spec}}, c.to}
}

// Needed tells whether a plain tree differs from the source, or cannot be made.
func (t *Template) Needed() bool { return t.needed || t.err != nil }

// refused reports why a template cannot be run.
func (r *Run) refused(t *Template) bool {
	if t.err != nil {
		r.fail(t.at, t.err.Error())
	}
	return t.err != nil
}

func (r *Run) copier(t *Template, args []Tree, locals []Name) *copier {
	c := &copier{run: r, from: t.meanings, to: map[ast.Node]meaning{}, args: args, locals: locals, taken: map[string]bool{}}
	for _, arg := range args {
		ast.Inspect(arg.Node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				c.taken[id.Name] = true
			}
			return true
		})
	}
	return c
}

func (r *Run) localNames(t *Template) []Name {
	var names []Name
	for _, m := range t.moved {
		r.moved++
		names = append(names, &movedName{m.spec.Name.Name, r.moved})
	}
	return names
}

// declareLocals declares the types that are moved out of a function.
func (r *Run) declareLocals(t *Template, c *copier, hidden bool) {
	for i, m := range t.moved {
		outside := *c
		outside.to = map[ast.Node]meaning{}
		spec := &ast.TypeSpec{Name: outside.ident(m.spec.Name.Pos(), c.locals[i]), Type: outside.copy(m.expr).(ast.Expr)}
		r.add(c.locals[i], &ast.GenDecl{Tok: token.TYPE, TokPos: m.spec.Pos(), Specs: []ast.Spec{spec}}, outside.to, hidden)
	}
}

// deepest is how many parts the type arguments of an instance may have: go/types looks for cycles of instantiations only in
// sources without any error, and cells have such as do not matter.
const deepest = 200

// instance returns the instance that is wanted, which Finish makes if it is new.
func (r *Run) instance(want request, pos token.Pos) Name {
	lasting := instanceText(want.generic, want.args, Name.Lasting)
	if inst := r.instances[lasting]; inst != nil {
		return inst
	}
	inst := &Instance{generic: want.generic, args: want.args, lasting: lasting, methods: map[*Template]bool{}}
	r.instances[lasting] = inst
	r.order = append(r.order, inst)
	t, methods := r.template(want.generic)
	if t == nil {
		r.fail(pos, want.generic.Checked()+" is generic, and cannot be run in a cell yet: use a concrete function or type")
		return inst
	}
	if strings.Count(lasting, "[")+strings.Count(lasting, "*")+strings.Count(lasting, "(")+strings.Count(lasting, "{") > deepest {
		r.fail(pos, "instantiation cycle: "+want.generic.Checked()+" needs itself with ever larger type arguments")
		return inst
	}
	r.queue = append(r.queue, func() {
		r.make(inst, t)
		r.addMethods(inst, methods)
	})
	return inst
}

// template finds what a generic name stands for, and its methods.
func (r *Run) template(name Name) (*Template, []*Template) {
	if p, ok := name.(packageName); ok {
		return r.library.template(p)
	}
	return r.templates[name], r.methods[name]
}

// make declares an instance.
func (r *Run) make(inst *Instance, t *Template) {
	if r.refused(t) {
		return
	}
	_, hidden := inst.generic.(packageName)
	c := r.copier(t, inst.args, r.localNames(t))
	switch n := t.node.(type) {
	case *ast.FuncDecl:
		typ := *n.Type
		typ.TypeParams = nil
		f := &ast.FuncDecl{Name: c.ident(n.Name.Pos(), inst), Type: c.fields(&typ).(*ast.FuncType)}
		if n.Body != nil {
			f.Body = c.copy(n.Body).(*ast.BlockStmt)
		}
		r.add(inst, f, c.to, hidden)
	case *ast.TypeSpec:
		inst.isType = true
		spec := &ast.TypeSpec{Name: c.ident(n.Name.Pos(), inst), Assign: n.Assign, Type: c.copy(n.Type).(ast.Expr)}
		r.add(inst, &ast.GenDecl{Tok: token.TYPE, TokPos: n.Pos(), Specs: []ast.Spec{spec}}, c.to, hidden)
	default:
		g := c.copy(n).(*ast.GenDecl)
		r.add(inst, g, c.to, hidden)
	}
	r.declareLocals(t, c, hidden)
}

// addMethods declares the methods of an instance of a type that it does not have yet.
func (r *Run) addMethods(inst *Instance, methods []*Template) {
	_, hidden := inst.generic.(packageName)
	for _, t := range methods {
		if inst.methods[t] {
			continue
		}
		inst.methods[t] = true
		r.queue = append(r.queue, func() {
			if r.refused(t) {
				return
			}
			c := r.copier(t, inst.args, r.localNames(t))
			r.add(nil, c.copy(t.node), c.to, hidden)
			r.declareLocals(t, c, hidden)
		})
	}
}

func (r *Run) add(name Name, node ast.Node, meanings map[ast.Node]meaning, hidden bool) {
	tree := Tree{node, meanings}
	r.added = append(r.added, Declaration{Name: name, Tree: tree, Header: tree.Header(), Hidden: hidden})
}

// Header returns a copy of a declaration's tree without a function body.
func (t Tree) Header() Tree {
	node := t.Node
	if f, ok := node.(*ast.FuncDecl); ok {
		short := *f
		short.Body = nil
		node = &short
	}
	c := &copier{from: t.meanings, to: map[ast.Node]meaning{}}
	return Tree{c.copy(node), c.to}
}

// Finish makes the instances that are needed, methods of earlier instances that are new included.
func (r *Run) Finish() []Declaration {
	for _, inst := range slices.Clone(r.order) {
		if inst.isType {
			_, methods := r.template(inst.generic)
			r.addMethods(inst, methods)
		}
	}
	for len(r.queue) > 0 {
		next := r.queue[0]
		r.queue = r.queue[1:]
		next()
	}
	return r.added
}
