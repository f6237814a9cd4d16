package check

// Import makes a package known to the cells that follow, under its own name, as if a cell had imported it. It reports false
// if the name is taken. Undo takes that back.
func (s *Session) Import(path string) (undo func(), ok bool) {
	pkg, err := s.importer.Import(path)
	if err != nil {
		return nil, false
	}
	name := pkg.Name()
	if _, taken := s.imports[name]; taken || s.symbols[name] != nil {
		return nil, false
	}
	s.imports[name] = path
	return func() { delete(s.imports, name) }, true
}
