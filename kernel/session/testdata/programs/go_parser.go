package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"strconv"
)

func eval(e ast.Expr) (float64, error) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return strconv.ParseFloat(e.Value, 64)
	case *ast.ParenExpr:
		return eval(e.X)
	case *ast.UnaryExpr:
		v, err := eval(e.X)
		return -v, err
	case *ast.BinaryExpr:
		x, err := eval(e.X)
		if err != nil {
			return 0, err
		}
		y, err := eval(e.Y)
		if err != nil {
			return 0, err
		}
		switch e.Op {
		case token.ADD:
			return x + y, nil
		case token.SUB:
			return x - y, nil
		case token.MUL:
			return x * y, nil
		case token.QUO:
			return x / y, nil
		}
	}
	return 0, fmt.Errorf("cannot evaluate %T", e)
}

// Packages go/parser, go/ast, go/token, go/format and go/scanner.
func main() {
	for _, s := range []string{"1 + 2*3", "-(4-6)/4", "f(1)", "1 +"} {
		e, err := parser.ParseExpr(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		v, err := eval(e)
		fmt.Println(s, v, err)
	}
	src := "package p\n\nimport \"fmt\"\n\ntype T struct{ a, b int }\n\nfunc (t T) M() {}\nfunc F(x int) (int, error) { fmt.Println(x); return x, nil }\n"
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			fmt.Println("func", d.Name.Name, d.Recv != nil, fset.Position(d.Pos()))
		case *ast.GenDecl:
			fmt.Println("gen", d.Tok, len(d.Specs))
		}
	}
	calls := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if _, ok := n.(*ast.CallExpr); ok {
			calls++
		}
		return true
	})
	fmt.Println("calls", calls)
	b, err := format.Source([]byte("package p\nvar   x=1\nfunc f( ){x++}"))
	fmt.Println(string(b), err)
	var s scanner.Scanner
	text := []byte("x := 1 // c")
	s.Init(fset.AddFile("", fset.Base(), len(text)), text, nil, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		fmt.Printf("%s %q|", tok, lit)
	}
	fmt.Println()
}
