package session_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// generateProgram writes a well-typed program that ends and prints the same each time, the same one for a seed. Its functions
// p0, p1, ... are made at random of most statements and expressions of the language; main calls each and prints what it returns
// or panics with.
func generateProgram(seed uint64, functions int) string {
	g := &generator{rng: rand.New(rand.NewPCG(seed, 20))}
	g.line("package main")
	g.line(`import ("errors"; "fmt")`)
	g.b.WriteString(generatedPrelude)
	g.b.WriteString(idiomPrelude)
	g.line("var _ = errors.New")
	for i := range functions {
		g.function(i)
	}
	g.line("func main() {")
	for i := range functions {
		g.line(`run("p%d", func() { fmt.Println(p%d(%d, %q)) })`, i, i, g.rng.IntN(9), g.word())
	}
	g.line("}")
	return g.b.String()
}

// generatedPrelude is what every generated program starts with.
const generatedPrelude = `
type point struct {
	X, Y int
	Name string
	List []int
}

func (p point) Sum() int   { return p.X + p.Y + len(p.List) }
func (p *point) Move(d int) { p.X += d; p.Y -= d; p.List = append(p.List, d) }

type outer struct {
	point
	Arr [3]int
	Map map[string]int
}

type shape interface{ Sum() int }

type square struct{ side int }

func (s square) Sum() int { return s.side * s.side }

var budget int

func tick() {
	if budget--; budget < 0 {
		panic("out of budget")
	}
}

func run(name string, f func()) {
	budget = 1500
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	fmt.Print(name, ": ")
	f()
}

func i(v int) int { return v }
func s(v string) string { return v }
func at(l []int, i int) int {
	if len(l) == 0 {
		return -1
	}
	return l[uint(i)%uint(len(l))]
}
func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := 0; k < n; k++ {
			if !yield(k * 2) {
				return
			}
		}
	}
}
func whenEmpty(c chan int) chan int {
	if len(c) > 0 {
		return nil
	}
	return c
}
func many(vs ...any) int { return len(vs) }
func two(a int) (int, string) { return a + 1, fmt.Sprint(a) }
`

// generatedTypes are the types of variables.
var generatedTypes = []string{"int", "int", "int", "uint8", "int8", "int64", "float64", "string", "bool", "[]int", "[]string", "[3]int",
	"map[string]int", "point", "*point", "outer", "func(int) int", "any", "shape", "chan int"}

type generator struct {
	rng    *rand.Rand
	b      strings.Builder
	vars   []generatedVar
	names  int
	depth  int      // of blocks
	loops  []string // the labels of the loops around a statement, "" for one without
	number int      // of the function
	result string   // what a return statement returns
	funcs  int      // function literals around a statement
	yields int      // ranges over functions around a statement: defer in one is refused
}

type generatedVar struct{ name, typ string }

func (g *generator) line(format string, args ...any) {
	fmt.Fprintf(&g.b, format+"\n", args...)
}

func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

func (g *generator) word() string {
	return []string{"", "a", "go", "é世", "x\xffy", "hello"}[g.rng.IntN(6)]
}

func (g *generator) name(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

func (g *generator) declare(name, typ string) { g.vars = append(g.vars, generatedVar{name, typ}) }

// scoped writes what belongs to a block of its own.
func (g *generator) scoped(f func()) {
	vars, depth := len(g.vars), g.depth
	g.depth++
	f()
	g.vars, g.depth = g.vars[:vars], depth
}

// pick returns a variable of a type; empty if there is none.
func (g *generator) pick(typ string) string {
	var names []string
	for _, v := range g.vars {
		if v.typ == typ {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return names[g.rng.IntN(len(names))]
}

func (g *generator) function(n int) {
	g.number, g.vars, g.loops, g.depth, g.funcs = n, nil, nil, 0, 0
	g.result = "int"
	switch g.rng.IntN(3) {
	case 0:
		g.line("func p%d(a int, b string) int {", n)
	case 1:
		g.line("func p%d(a int, b string) (r int) {", n)
		g.declare("r", "int")
	default:
		g.result = "int, string"
		g.line("func p%d(a int, b string) (r int, t string) {", n)
		g.declare("r", "int")
		g.declare("t", "string")
	}
	g.declare("a", "int")
	g.declare("b", "string")
	g.line("tick()")
	g.statements(4 + g.rng.IntN(6))
	g.line("return %s", g.returned())
	g.line("}")
}

func (g *generator) returned() string {
	parts := strings.Split(g.result, ", ")
	for i, t := range parts {
		parts[i] = g.expr(t, 2)
	}
	return strings.Join(parts, ", ")
}

func (g *generator) statements(n int) {
	for range n {
		g.statement()
	}
}

func (g *generator) block(n int) { g.scoped(func() { g.statements(n) }) }

func (g *generator) statement() {
	if g.depth > 3 {
		g.simple()
		return
	}
	switch g.rng.IntN(28) {
	case 24, 25, 26, 27:
		g.line("{")
		g.scoped(g.idiom)
		g.line("}")
	case 0, 1:
		g.line("if %s {", g.expr("bool", 2))
		g.block(1 + g.rng.IntN(2))
		if g.chance(50) {
			g.line("} else {")
			g.block(1)
		}
		g.line("}")
	case 2, 3, 4:
		g.loop()
	case 5:
		g.switches()
	case 6:
		g.closure()
	case 7:
		g.deferred()
	case 8:
		g.selects()
	case 9:
		g.typeSwitch()
	case 10:
		if len(g.loops) > 0 {
			g.branch()
		} else {
			g.line("if %s { return %s }", g.expr("bool", 1), g.returned())
		}
	case 11:
		g.line("if %s { panic(%s) }", g.expr("bool", 2), g.expr([]string{"string", "int"}[g.rng.IntN(2)], 1))
	case 12:
		g.line("{")
		g.block(2)
		g.line("}")
	case 13:
		g.collected()
	default:
		g.simple()
	}
}

// simple writes a statement without statements in it.
func (g *generator) simple() {
	switch g.rng.IntN(14) {
	case 0, 1, 2, 3:
		typ := generatedTypes[g.rng.IntN(len(generatedTypes))]
		name := g.name("v")
		value := g.expr(typ, 2)
		switch {
		case g.chance(15) && typ != "*point" && typ != "func(int) int" && typ != "shape" && typ != "chan int" && !strings.HasPrefix(typ, "map") && typ != "outer":
			g.line("var %s %s", name, typ)
		case g.chance(40) || typ == "any" || typ == "shape":
			g.line("var %s %s = %s", name, typ, value)
		default:
			g.line("%s := %s", name, value)
			if value == "nil" {
				panic("generator: := nil")
			}
		}
		g.line("_ = %s", name)
		g.declare(name, typ)
	case 4, 5:
		if len(g.vars) > 0 {
			v := g.vars[g.rng.IntN(len(g.vars))]
			if v.typ != "func(int) int" && v.typ != "closure" { // which could call itself
				g.line("%s = %s", v.name, g.expr(v.typ, 3))
			}
		}
	case 6:
		if v := g.pick("int"); v != "" {
			g.line("%s %s %s", v, []string{"+=", "-=", "*=", "|=", "^=", "&^="}[g.rng.IntN(6)], g.expr("int", 2))
		}
	case 7:
		for _, typ := range []string{"uint8", "int8", "int64", "int"} {
			if v := g.pick(typ); v != "" {
				g.line("%s%s", v, []string{"++", "--"}[g.rng.IntN(2)])
				return
			}
		}
	case 8:
		g.swap()
	case 9:
		g.update()
	case 10:
		g.line("fmt.Println(%s, %s)", g.printable(), g.printable())
	case 11:
		if v, w := g.pick("int"), g.pick("string"); v != "" && w != "" {
			g.line("%s, %s = two(%s)", v, w, g.expr("int", 1))
		}
	case 12:
		if f := g.pick("closure"); f != "" {
			v := g.pick("int")
			if v == "" || g.chance(50) {
				v = "_"
			}
			g.line("%s = %s(%s)", v, f, g.expr("int", 1))
		}
	case 13:
		if c := g.pick("chan int"); c != "" {
			g.line("if len(%s) < cap(%s) { %s <- %s }", c, c, c, g.expr("int", 1))
		}
	}
}

// printable returns an expression whose text is the same each time.
func (g *generator) printable() string {
	typ := []string{"int", "string", "bool", "uint8", "int8", "float64", "[]int", "[3]int", "map[string]int", "[]string"}[g.rng.IntN(10)]
	return g.expr(typ, 2)
}

func (g *generator) swap() {
	typ := generatedTypes[g.rng.IntN(len(generatedTypes))]
	if v := g.pick("[3]int"); v != "" && g.chance(40) {
		g.line("%s[%d], %s[2] = %s[2], %s", v, g.rng.IntN(2), v, v, g.expr("int", 1))
		return
	}
	if v := g.pick("outer"); v != "" && g.chance(40) {
		g.line("%s.X, %s.List, %s.Name = %s.Y, append(%s.List, %s.X), %s", v, v, v, v, v, v, g.expr("string", 1))
		return
	}
	if a, b := g.pick(typ), g.pick(typ); a != "" && a != b && typ != "func(int) int" {
		g.line("%s, %s = %s, %s", a, b, b, g.expr(typ, 1))
	}
}

// update changes a part of a variable.
func (g *generator) update() {
	if v := g.pick("map[string]int"); v != "" && g.chance(30) {
		if g.chance(30) {
			g.line("delete(%s, %s)", v, g.expr("string", 1))
		} else {
			g.line("%s[%s] %s %s", v, g.expr("string", 1), []string{"=", "+="}[g.rng.IntN(2)], g.expr("int", 1))
		}
		return
	}
	if v := g.pick("[]int"); v != "" && g.chance(40) {
		switch g.rng.IntN(3) {
		case 0:
			g.line("if len(%s) > 0 { %s[len(%s)-1] = %s }", v, v, v, g.expr("int", 1))
		case 1:
			g.line("%s = append(%s, %s, %s)", v, v, g.expr("int", 1), g.expr("int", 1))
		default:
			g.line("%s = %s[:min(len(%s), %d)]", v, v, v, g.rng.IntN(4))
		}
		return
	}
	for _, typ := range []string{"*point", "point", "outer"} {
		if v := g.pick(typ); v != "" && g.chance(60) {
			switch g.rng.IntN(4) {
			case 0:
				g.line("%s.Move(%s)", v, g.expr("int", 1))
			case 1:
				g.line("%s.Name += %s", v, g.expr("string", 1))
			case 2:
				g.line("%s.List = append(%s.List, %s)", v, v, g.expr("int", 1))
			default:
				g.line("%s.Y = %s", v, g.expr("int", 2))
			}
			return
		}
	}
	if v := g.pick("[3]int"); v != "" {
		g.line("%s[%d] += %s", v, g.rng.IntN(3), g.expr("int", 1))
	}
}

func (g *generator) loop() {
	label := ""
	if g.chance(30) {
		label = g.name("L")
		g.line("%s:", label)
	}
	v, w := g.name("k"), g.name("e")
	n := 1 + g.rng.IntN(4)
	first, second := "int", ""
	switch g.rng.IntN(9) {
	case 0, 1:
		g.line("for %s := 0; %s < %d; %s++ {", v, v, n, v)
		first = "" // the body could keep it from ending: it may only read it
	case 2:
		g.line("for %s := range %d {", v, n)
	case 3:
		second = "int"
		g.line("for %s, %s := range %s {", v, w, g.expr("[]int", 1))
	case 4:
		second = "rune"
		g.line("for %s, %s := range %s {", v, w, g.expr("string", 1))
	case 5:
		second = "int"
		g.line("for %s, %s := range %s {", v, w, g.expr("[3]int", 1))
	case 6:
		g.line("for %s := range count(%d) {", v, n)
		g.yields++
		defer func() { g.yields-- }()
	case 7:
		g.line("for %s := %d; ; {", v, n)
		g.line("if %s--; %s < 0 { break }", v, v)
		first = ""
	case 8:
		g.line("for range %d {", n)
		first, v = "", ""
	}
	g.line("tick()")
	for _, name := range []string{v, w} {
		if name == v && v != "" || name == w && second != "" {
			g.line("_ = %s", name)
		}
	}
	g.loops = append(g.loops, label)
	g.scoped(func() {
		if first != "" {
			g.declare(v, first)
		}
		if second != "" {
			g.declare(w, second)
		}
		if v != "" && first == "" && g.chance(50) {
			g.line("fs%s := func() int { return %s }", v, v)
			g.line("fmt.Print(fs%s(), \" \")", v)
		}
		if label != "" {
			g.line("if %s { %s %s }", g.expr("bool", 1), []string{"break", "continue"}[g.rng.IntN(2)], label)
		}
		g.statements(1 + g.rng.IntN(3))
	})
	g.loops = g.loops[:len(g.loops)-1]
	g.line("}")
}

func (g *generator) branch() {
	word := []string{"break", "continue"}[g.rng.IntN(2)]
	label := g.loops[g.rng.IntN(len(g.loops))]
	g.line("if %s { %s %s }", g.expr("bool", 2), word, label)
}

func (g *generator) switches() {
	n := 2 + g.rng.IntN(3)
	other := g.rng.IntN(n + 1) // where default stands, if anywhere
	tagged := g.chance(60)
	if tagged {
		g.line("switch %s {", g.expr("int", 1))
	} else {
		g.line("switch {")
	}
	for k := range n {
		switch {
		case k == other:
			g.line("default:")
		case tagged && g.chance(30):
			g.line("case %d, i(%d):", k*10, k)
		case tagged:
			g.line("case %d, %d:", k, k+100)
		case g.chance(30):
			g.line("case %s, %s:", g.expr("bool", 1), g.expr("bool", 1))
		default:
			g.line("case %s:", g.expr("bool", 2))
		}
		g.block(1)
		if g.chance(20) {
			g.line("if %s { break }", g.expr("bool", 1))
		}
		g.line("fmt.Print(%q)", fmt.Sprint("c", k, " "))
		if k < n-1 && g.chance(25) {
			g.line("fallthrough")
		}
	}
	g.line("}")
}

func (g *generator) closure() {
	name, p := g.name("f"), g.name("x")
	if g.funcs > 1 {
		g.simple()
		return
	}
	g.line("%s := func(%s int) int {", name, p)
	g.vars = append(g.vars, generatedVar{p, "int"})
	loops, results := g.loops, g.result
	g.loops, g.result = nil, "int"
	g.funcs++
	g.scoped(func() {
		g.depth++
		g.line("tick()")
		g.statements(1 + g.rng.IntN(2))
		g.line("return %s", g.returned())
	})
	g.funcs--
	g.loops, g.result = loops, results
	g.vars = slices.DeleteFunc(g.vars, func(v generatedVar) bool { return v.name == p })
	g.line("}")
	g.line("_ = %s", name)
	g.declare(name, "closure") // which no expression calls: it may change variables, and Go leaves open when those beside it are read
}

// collected makes functions in a loop and calls them after it.
func (g *generator) collected() {
	list, k := g.name("fs"), g.name("k")
	g.line("var %s []func() int", list)
	g.line("for %s := 0; %s < 3; %s++ {", k, k, k)
	g.line("%s = append(%s, func() int { %s += %s; return %s })", list, list, k, g.expr("int", 1), k)
	g.line("if %s > 10 || %s < 0 { break }", k, k)
	g.line("}")
	f := g.name("f")
	g.line("for _, %s := range %s { fmt.Print(%s(), %s(), \" \") }", f, list, f, f)
}

func (g *generator) deferred() {
	if g.yields > 0 {
		g.simple()
		return
	}
	switch g.rng.IntN(3) {
	case 0:
		g.line("defer fmt.Print(%s, %s, \" \")", g.expr("int", 2), g.expr("string", 1))
	case 1:
		if len(g.loops) > 0 || g.funcs > 0 {
			g.simple()
			return
		}
		if v := g.pick("int"); v != "" {
			g.line("defer func() { %s += 7; fmt.Print(\"d\", %s, \" \") }()", v, v)
		}
	default:
		if len(g.loops) > 0 || g.funcs > 0 {
			g.simple()
			return
		}
		g.line("defer func() {")
		g.line("if e := recover(); e != nil { fmt.Print(\"caught \", e, \" \"); if e == \"out of budget\" { panic(e) } }")
		g.line("}()")
	}
}

func (g *generator) selects() {
	c := g.pick("chan int")
	if c == "" {
		g.simple()
		return
	}
	v := g.name("v")
	g.line("select {")
	g.line("case %s := <-%s:", v, c)
	g.line("fmt.Print(%s, \" \")", v)
	g.block(1)
	if g.chance(40) {
		g.line("if %s { break }", g.expr("bool", 1))
		g.line("fmt.Print(\"rest \")")
	}
	if len(g.loops) > 0 && g.chance(40) {
		g.line("%s %s", []string{"break", "continue"}[g.rng.IntN(2)], g.loops[g.rng.IntN(len(g.loops))])
	}
	if g.chance(70) {
		g.line("default:")
		g.block(1)
	} else {
		g.line("case whenEmpty(%s) <- %s:", c, g.expr("int", 1)) // else either clause could be taken
	}
	g.line("}")
}

func (g *generator) typeSwitch() {
	x, v := g.pick("any"), g.name("v")
	if x == "" {
		g.simple()
		return
	}
	g.line("switch %s := %s.(type) {", v, x)
	g.line("case nil:")
	g.line("fmt.Print(\"nil \", %s == nil)", v)
	for _, typ := range []string{"int", "string", "[]int", "point", "*point", "func(int) int"} {
		if g.chance(60) {
			g.line("case %s:", typ)
			g.scoped(func() {
				if typ != "func(int) int" {
					g.declare(v, typ)
				}
				g.line("_ = %s", v)
				g.statements(1)
			})
		}
	}
	g.line("case bool, float64:")
	g.line("fmt.Print(%s, \" \")", v)
	g.line("default:")
	g.line("fmt.Print(\"other \", %s != nil)", v)
	g.line("}")
}

// expr returns an expression of a type. No operation in it has only constants.
func (g *generator) expr(typ string, depth int) string {
	if v := g.pick(typ); v != "" && g.chance(45) {
		return v
	}
	sub := func(t string) string { return g.expr(t, depth-1) }
	switch typ {
	case "int":
		if depth <= 0 {
			return fmt.Sprintf("i(%d)", g.rng.IntN(12)-2)
		}
		switch g.rng.IntN(16) {
		case 0, 1, 2, 3:
			return fmt.Sprintf("(%s %s %s)", sub("int"), []string{"+", "-", "*", "&", "|", "^", "&^"}[g.rng.IntN(7)], sub("int"))
		case 4:
			return fmt.Sprintf("(%s %s %d)", sub("int"), []string{"/", "%", "<<", ">>", "+"}[g.rng.IntN(5)], 1+g.rng.IntN(5))
		case 5:
			return fmt.Sprintf("(%s / %s)", sub("int"), sub("int"))
		case 6:
			return fmt.Sprintf("len(%s)", sub([]string{"string", "[]int", "map[string]int", "[]string"}[g.rng.IntN(4)]))
		case 7:
			return fmt.Sprintf("at(%s, %s)", sub("[]int"), sub("int"))
		case 8:
			return fmt.Sprintf("int(%s)", sub([]string{"uint8", "int8", "int64"}[g.rng.IntN(3)]))
		case 9:
			return fmt.Sprintf("%s.Sum()", sub([]string{"point", "*point", "shape", "outer"}[g.rng.IntN(4)]))
		case 10:
			return fmt.Sprintf("%s(%s, %s)", []string{"min", "max"}[g.rng.IntN(2)], sub("int"), sub("int"))
		case 11:
			if f := g.pick("func(int) int"); f != "" {
				return fmt.Sprintf("%s(%s)", f, sub("int"))
			}
		case 12:
			return fmt.Sprintf("many(%s, nil, %s)", sub("any"), sub("int"))
		case 13:
			if v := g.pick("map[string]int"); v != "" {
				return fmt.Sprintf("%s[%s]", v, sub("string"))
			}
		case 14:
			return fmt.Sprintf("(func() int { return %s }())", sub("int"))
		case 15:
			if v := g.pick("[3]int"); v != "" {
				return fmt.Sprintf("%s[%d]", v, g.rng.IntN(3))
			}
			if v := g.pick("outer"); v != "" {
				return v + []string{".X", ".Arr[1]", ".point.Y", ".Map[\"a\"]"}[g.rng.IntN(4)]
			}
		}
		return fmt.Sprintf("i(%d)", g.rng.IntN(12)-2)
	case "uint8", "int8", "int64":
		if depth > 0 && g.chance(50) {
			return fmt.Sprintf("(%s %s %s)", sub(typ), []string{"+", "-", "*", "&", "^"}[g.rng.IntN(5)], sub(typ))
		}
		if depth > 0 && g.chance(20) {
			return fmt.Sprintf("(%s %s (%s & 7))", sub(typ), []string{"<<", ">>"}[g.rng.IntN(2)], sub("uint8"))
		}
		return fmt.Sprintf("%s(%s)", typ, g.expr("int", depth-1))
	case "rune":
		return "'x'"
	case "float64":
		if depth > 0 && g.chance(50) {
			return fmt.Sprintf("(%s %s %s)", sub(typ), []string{"+", "-", "*"}[g.rng.IntN(3)], sub(typ))
		}
		return fmt.Sprintf("(float64(%s) / %d)", g.expr("int", depth-1), 2+g.rng.IntN(3))
	case "string":
		if depth <= 0 {
			return fmt.Sprintf("s(%q)", g.word())
		}
		switch g.rng.IntN(6) {
		case 0, 1:
			return fmt.Sprintf("(%s + %s)", sub("string"), sub("string"))
		case 2:
			return fmt.Sprintf("fmt.Sprint(%s)", sub("int"))
		case 3:
			return fmt.Sprintf("%s.Name", sub([]string{"point", "*point", "outer"}[g.rng.IntN(3)]))
		case 4:
			v := sub("string")
			return fmt.Sprintf("string([]byte(%s))", v)
		}
		return fmt.Sprintf("s(%q)", g.word())
	case "bool":
		if depth <= 0 {
			return fmt.Sprintf("(i(%d) > %d)", g.rng.IntN(5), g.rng.IntN(5))
		}
		switch g.rng.IntN(6) {
		case 0, 1:
			return fmt.Sprintf("(%s %s %s)", sub("int"), []string{"<", "<=", ">", ">=", "==", "!="}[g.rng.IntN(6)], sub("int"))
		case 2:
			return fmt.Sprintf("(%s %s %s)", sub("bool"), []string{"&&", "||"}[g.rng.IntN(2)], sub("bool"))
		case 3:
			return fmt.Sprintf("!%s", sub("bool"))
		case 4:
			return fmt.Sprintf("(%s %s %s)", sub("string"), []string{"<", "==", "!="}[g.rng.IntN(3)], sub("string"))
		}
		return fmt.Sprintf("(%s == %s)", sub("[3]int"), sub("[3]int"))
	case "[]int":
		if v := g.pick("[]int"); v != "" && g.chance(40) {
			return fmt.Sprintf("append(%s, %s)", v, sub("int"))
		}
		return fmt.Sprintf("([]int{%s, %s})", sub("int"), sub("int"))
	case "[]string":
		return fmt.Sprintf("([]string{%s, %s})", sub("string"), sub("string"))
	case "[3]int":
		return fmt.Sprintf("([3]int{%s, 2: %s})", sub("int"), sub("int"))
	case "map[string]int":
		return fmt.Sprintf("(map[string]int{\"a\": %s, \"b\": %s})", sub("int"), sub("int"))
	case "point":
		return fmt.Sprintf("(point{X: %s, Name: %s})", sub("int"), sub("string"))
	case "*point":
		if v := g.pick("point"); v != "" && g.chance(40) {
			return "(&" + v + ")"
		}
		return fmt.Sprintf("(&point{Y: %s, List: %s})", sub("int"), sub("[]int"))
	case "outer":
		return fmt.Sprintf("(outer{point: %s, Arr: %s, Map: map[string]int{\"a\": %s}})", sub("point"), sub("[3]int"), sub("int"))
	case "func(int) int":
		return fmt.Sprintf("(func(x int) int { return x %s %s })", []string{"+", "-", "*"}[g.rng.IntN(3)], sub("int"))
	case "any":
		return sub([]string{"int", "string", "[]int", "point", "*point", "bool", "float64"}[g.rng.IntN(7)])
	case "shape":
		return []string{fmt.Sprintf("(square{%s})", sub("int")), sub("point"), sub("*point")}[g.rng.IntN(3)]
	case "chan int":
		return fmt.Sprintf("make(chan int, %d)", 1+g.rng.IntN(3))
	}
	panic("generator: no expression of type " + typ)
}
