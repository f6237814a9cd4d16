package lower

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// tag gives a struct type a tag that no other has, by which two types with the same fields differ at run time, and keeps
// unexported fields out of what encoders write: to the interpreter they are exported ones.
func (r *rewriter) tag(spec *ast.TypeSpec) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok || spec.Assign.IsValid() {
		return
	}
	for i, field := range s.Fields.List {
		text := ""
		if field.Tag != nil {
			text, _ = strconv.Unquote(field.Tag.Value)
		}
		if len(field.Names) > 0 && !field.Names[0].IsExported() && text == "" {
			text = `json:"-" xml:"-"`
		}
		if i == 0 {
			text = strings.TrimSpace(text + " cell:" + strconv.Quote(spec.Name.Name+"."+strconv.Itoa(r.serial)))
		}
		if text != "" {
			field.Tag = &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(text), ValuePos: field.End()}
		}
	}
}
