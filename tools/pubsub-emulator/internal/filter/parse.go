package filter

import "fmt"

// parser descends recursively: expression → term (AND term)* | term (OR term)*, term → [NOT | -] comparison.
type parser struct {
	tokens []token
	next   int
	depth  int
}

func (p *parser) expression() (Filter, error) {
	if p.depth++; p.depth > 64 {
		return nil, fmt.Errorf("parentheses are nested too deeply")
	}
	defer func() { p.depth-- }()
	result, err := p.term()
	for operator := ""; err == nil && (p.at(word, "AND") || p.at(word, "OR")); {
		word := p.take().value
		if operator != "" && operator != word {
			return nil, fmt.Errorf("AND and OR cannot be mixed without parentheses")
		}
		operator = word
		var right Filter
		if right, err = p.term(); err != nil {
			break
		}
		if operator == "AND" {
			result = and(result, right)
		} else {
			result = or(result, right)
		}
	}
	return result, err
}

func (p *parser) term() (Filter, error) {
	if p.accept(word, "NOT") || p.accept(symbol, "-") {
		operand, err := p.operand()
		if err != nil {
			return nil, err
		}
		return not(operand), nil
	}
	return p.operand()
}

func (p *parser) operand() (Filter, error) {
	switch {
	case p.accept(symbol, "("):
		inner, err := p.expression()
		if err != nil {
			return nil, err
		}
		return inner, p.expect(symbol, ")")
	case p.accept(word, "hasPrefix"):
		return p.prefixCall()
	case p.accept(word, "attributes"):
		return p.comparison()
	}
	return nil, p.unexpected("attributes, hasPrefix, NOT or a parenthesis")
}

// comparison is `:key`, `.key = "value"` or `.key != "value"` behind `attributes`.
func (p *parser) comparison() (Filter, error) {
	if p.accept(symbol, ":") {
		key, err := p.key()
		return has(key), err
	}
	key, err := p.member()
	if err != nil {
		return nil, err
	}
	negated := p.accept(symbol, "!=")
	if !negated && !p.accept(symbol, "=") {
		return nil, p.unexpected("= or !=")
	}
	value, err := p.value()
	if negated {
		return not(equals(key, value)), err
	}
	return equals(key, value), err
}

func (p *parser) prefixCall() (Filter, error) {
	if err := p.expect(symbol, "("); err != nil {
		return nil, err
	}
	if err := p.expect(word, "attributes"); err != nil {
		return nil, err
	}
	key, err := p.member()
	if err != nil {
		return nil, err
	}
	if err := p.expect(symbol, ","); err != nil {
		return nil, err
	}
	value, err := p.value()
	if err != nil {
		return nil, err
	}
	return hasPrefix(key, value), p.expect(symbol, ")")
}

func (p *parser) member() (string, error) {
	if err := p.expect(symbol, "."); err != nil {
		return "", err
	}
	return p.key()
}
