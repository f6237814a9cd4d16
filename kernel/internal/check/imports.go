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

// ImportAs makes a package known to all cells that follow under a name that no cell can write, such as "shellˑ".
func (s *Session) ImportAs(name, path string) { s.imports[name] = path }

// IsName tells whether cells know a name.
func (s *Session) IsName(name string) bool {
	_, imported := s.imports[name]
	return imported || s.symbols[name] != nil
}

// Imported returns the import path of the package that cells know under a name; "" if the name is none of a package.
func (s *Session) Imported(name string) string { return s.imports[name] }
