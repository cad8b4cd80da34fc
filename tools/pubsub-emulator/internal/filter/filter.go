// Package filter reads and evaluates the filter of a subscription (Pub/Sub documentation, "Filter messages").
package filter

import (
	"fmt"
	"strings"
)

// MaxBytes is the longest filter Pub/Sub takes (Pub/Sub documentation, "Filter messages", syntax).
const MaxBytes = 256

// Filter decides by the attributes of a message. The zero filter is nil: use Parse.
type Filter func(attributes map[string]string) bool

// Parse reads a filter. The empty text accepts every message.
func Parse(text string) (Filter, error) {
	if text == "" {
		return func(map[string]string) bool { return true }, nil
	}
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("the filter has %d bytes, the limit is %d", len(text), MaxBytes)
	}
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens}
	filter, err := p.expression()
	if err != nil {
		return nil, err
	}
	if !p.at(end, "") {
		return nil, p.unexpected("the end of the filter")
	}
	return filter, nil
}

func has(key string) Filter {
	return func(attributes map[string]string) bool {
		_, found := attributes[key]
		return found
	}
}

func equals(key, value string) Filter {
	return func(attributes map[string]string) bool {
		actual, found := attributes[key]
		return found && actual == value
	}
}

func hasPrefix(key, prefix string) Filter {
	return func(attributes map[string]string) bool {
		actual, found := attributes[key]
		return found && strings.HasPrefix(actual, prefix)
	}
}

func not(operand Filter) Filter {
	return func(attributes map[string]string) bool { return !operand(attributes) }
}

func and(left, right Filter) Filter {
	return func(attributes map[string]string) bool { return left(attributes) && right(attributes) }
}

func or(left, right Filter) Filter {
	return func(attributes map[string]string) bool { return left(attributes) || right(attributes) }
}
