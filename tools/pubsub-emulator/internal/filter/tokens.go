package filter

import "fmt"

func (p *parser) key() (string, error) {
	if p.at(word, "") || p.at(text, "") {
		return p.take().value, nil
	}
	return "", p.unexpected("the name of an attribute")
}

func (p *parser) value() (string, error) {
	if p.at(text, "") {
		return p.take().value, nil
	}
	return "", p.unexpected("a text in double quotes")
}

// at tells whether the next token is of a kind, and of a value unless that is empty.
func (p *parser) at(kind kind, value string) bool {
	next := p.tokens[p.next]
	return next.kind == kind && (value == "" || next.value == value)
}

func (p *parser) take() token {
	taken := p.tokens[p.next]
	p.next++
	return taken
}

func (p *parser) accept(kind kind, value string) bool {
	found := p.at(kind, value)
	if found {
		p.next++
	}
	return found
}

func (p *parser) expect(kind kind, value string) error {
	if !p.accept(kind, value) {
		return p.unexpected(value)
	}
	return nil
}

func (p *parser) unexpected(wanted string) error {
	next := p.tokens[p.next]
	if next.kind == end {
		return fmt.Errorf("the filter ends where %s is expected", wanted)
	}
	return fmt.Errorf("%q at byte %d where %s is expected", next.value, next.at+1, wanted)
}
