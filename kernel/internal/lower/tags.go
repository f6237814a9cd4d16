package lower

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"regan/kernel/display"
)

// tag gives a struct type a tag that no other has, by which two types with the same fields differ at run time, and keeps
// unexported fields out of what encoders write: to the interpreter they are exported ones, under a name of its own. The tag
// has the name that display shows.
func (r *rewriter) tag(spec *ast.TypeSpec) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok || spec.Assign.IsValid() {
		return
	}
	s.Fields.List = oneByOne(s.Fields.List)
	for i, field := range s.Fields.List {
		text := ""
		if field.Tag != nil {
			text, _ = strconv.Unquote(field.Tag.Value)
		}
		if len(field.Names) > 0 && !field.Names[0].IsExported() && text == "" {
			text = `json:"-" xml:"-"`
			text += " " + display.NameTag + ":" + strconv.Quote(field.Names[0].Name)
		}
		if i == 0 {
			text = strings.TrimSpace(text + " cell:" + strconv.Quote(spec.Name.Name+"."+strconv.Itoa(r.serial)))
		}
		if text != "" {
			field.Tag = &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(text), ValuePos: field.End()}
		}
	}
}

// nameBlankFields gives the blank fields of a struct type names: the interpreter knows no struct with two of them.
func nameBlankFields(s *ast.StructType) {
	n := 0
	for _, field := range s.Fields.List {
		for _, name := range field.Names {
			if name.Name == "_" {
				n++
				name.Name = "blankˑ" + strconv.Itoa(n)
			}
		}
	}
}

// oneByOne gives each of several names that share a type a field of its own, and so a tag.
func oneByOne(fields []*ast.Field) []*ast.Field {
	var list []*ast.Field
	for _, field := range fields {
		if len(field.Names) < 2 {
			list = append(list, field)
			continue
		}
		for _, name := range field.Names {
			one := *field
			one.Names = []*ast.Ident{name}
			list = append(list, &one)
		}
	}
	return list
}
