package kernel

import (
	"regan/kernel/display"
	"regan/kernel/internal/wire"
)

// payloads are what a cell hands to its front end with the reply: at most one of each kind, since front ends take only one.
type payloads struct {
	page display.Bundle
	next *wire.NextInput
}

// turn adds a page. Of several, the texts follow one another, in each MIME type that all of them have.
func (p *payloads) turn(page display.Bundle) {
	if p.page == nil {
		p.page = page
		return
	}
	joined := display.Bundle{}
	for mime, first := range p.page {
		above, ok := first.(string)
		below, also := page[mime].(string)
		if ok && also {
			joined[mime] = above + "\n\n" + below
		}
	}
	p.page = joined
}

// list returns the payloads as a reply has them.
func (p *payloads) list() []any {
	list := []any{}
	if p.page != nil {
		list = append(list, &wire.Page{Source: "page", Data: wire.Data(p.page)})
	}
	if p.next != nil {
		list = append(list, p.next)
	}
	return list
}
