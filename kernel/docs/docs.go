// Package docs reads what a Go package's comments say and writes it for a reader.
//
//	Package  the documentation of one package: its names' comments and examples
//
// Start with Read, which takes a package's files; Package.Plain and Package.Markdown write one name's comment.
package docs

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/printer"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// Builtin is the path of the package that documents the predeclared names. None of its names is exported.
const Builtin = "builtin"

// A Package is what a package's sources say of it, by the names "T", "F", "T.Method", "T.Field" and "" for the package
// itself. A method stands under the type that declares it, which may be one that the package does not export.
type Package struct {
	Comments map[string]string    `json:"comments"` // as go/doc gives them, with its marks for headings, lists and links
	Examples map[string][]Example `json:"examples,omitempty"`
}

// An Example shows how a name is used.
type Example struct {
	Name   string `json:"name,omitempty"` // tells the examples of one name apart
	Code   string `json:"code"`
	Output string `json:"output,omitempty"`
}

// Read reads the documentation of the package with an import path from its files, which it changes. They must be parsed with
// their comments. Those of tests give the examples.
func Read(fset *token.FileSet, files []*ast.File, path string) (*Package, error) {
	var mode doc.Mode
	if path == Builtin {
		mode = doc.AllDecls
	}
	p, err := doc.NewFromFiles(fset, files, path, mode)
	if err != nil {
		return nil, err
	}
	r := &Package{Comments: map[string]string{}, Examples: map[string][]Example{}}
	r.add(fset, "", p.Doc, p.Examples)
	r.values(p.Consts, p.Vars)
	r.functions(fset, p.Funcs)
	for _, t := range p.Types {
		r.add(fset, t.Name, t.Doc, t.Examples)
		r.values(t.Consts, t.Vars)
		r.functions(fset, t.Funcs)
		r.functions(fset, t.Methods)
		for _, spec := range t.Decl.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok {
				r.members(t.Name, spec.Type)
			}
		}
	}
	return r, nil
}

func (p *Package) add(fset *token.FileSet, name, text string, examples []*doc.Example) {
	if text != "" {
		p.Comments[name] = text
	}
	for _, e := range examples {
		p.Examples[name] = append(p.Examples[name], Example{e.Suffix, exampleCode(fset, e), e.Output})
	}
}

// exampleCode is an example's body, without the braces and the comment that holds the output.
func exampleCode(fset *token.FileSet, e *doc.Example) string {
	var b bytes.Buffer
	if printer.Fprint(&b, fset, &printer.CommentedNode{Node: e.Code, Comments: e.Comments}) != nil {
		return ""
	}
	text := b.String()
	if block, ok := strings.CutPrefix(text, "{"); ok {
		text = strings.ReplaceAll(strings.TrimSuffix(block, "}"), "\n\t", "\n")
	}
	if at := outputComment.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	return strings.TrimSpace(text)
}

// outputComment is what ends an example that is a test.
var outputComment = regexp.MustCompile(`(?im)^// (unordered )?output:`)

// values adds constants and variables. One of a group that says nothing of its own has the group's text.
func (p *Package) values(groups ...[]*doc.Value) {
	for _, v := range slices.Concat(groups...) {
		for _, spec := range v.Decl.Specs {
			spec := spec.(*ast.ValueSpec)
			text := commentOf(spec.Doc, spec.Comment)
			if text == "" {
				text = v.Doc
			}
			for _, name := range spec.Names {
				p.add(nil, name.Name, text, nil)
			}
		}
	}
}

func (p *Package) functions(fset *token.FileSet, functions []*doc.Func) {
	for _, f := range functions {
		name := f.Name
		if f.Recv != "" {
			base, _, _ := strings.Cut(strings.TrimPrefix(f.Orig, "*"), "[")
			name = base + "." + name
		}
		p.add(fset, name, f.Doc, f.Examples)
	}
}

// members adds the fields of a struct and the methods of an interface.
func (p *Package) members(owner string, t ast.Expr) {
	var list *ast.FieldList
	switch t := t.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list = t.Methods
	default:
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			p.add(nil, owner+"."+name.Name, commentOf(field.Doc, field.Comment), nil)
		}
	}
}

func commentOf(above, behind *ast.CommentGroup) string {
	if text := above.Text(); text != "" {
		return text
	}
	return behind.Text()
}
