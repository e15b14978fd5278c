package web

import (
	"fmt"
	"net/http"
)

// RenderPart writes a partial alone, without the layout: what a script of a page
// puts into it. Nothing is written if anything fails.
func (s *Site) RenderPart(w http.ResponseWriter, r *http.Request, name string, value any) error {
	t := s.tmpl.Lookup(name)
	if t == nil {
		return fmt.Errorf("there is no template %q", name)
	}
	part := buffer()
	defer buffers.Put(part)
	if err := t.Execute(part, value); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	writePage(w, r, http.StatusOK, part.Bytes())
	return nil
}
