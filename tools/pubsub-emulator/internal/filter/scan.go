package filter

import (
	"fmt"
	"strconv"
	"strings"
)

type kind int

const (
	end kind = iota
	word
	text
	symbol
)

type token struct {
	kind  kind
	value string
	at    int
}

// scan splits a filter into words, quoted texts and symbols; the last token is the end.
func scan(source string) ([]token, error) {
	var tokens []token
	for i := 0; i < len(source); {
		switch char := source[i]; {
		case char == ' ' || char == '\t' || char == '\n' || char == '\r':
			i++
		case strings.HasPrefix(source[i:], "!="):
			tokens = append(tokens, token{symbol, "!=", i})
			i += 2
		case strings.IndexByte("()=:.,-", char) >= 0:
			tokens = append(tokens, token{symbol, string(char), i})
			i++
		case char == '"':
			quoted, err := strconv.QuotedPrefix(source[i:])
			if err != nil {
				return nil, fmt.Errorf("the text that starts at byte %d does not end or has an unknown escape", i+1)
			}
			value, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, fmt.Errorf("the text that starts at byte %d cannot be read: %w", i+1, err)
			}
			tokens = append(tokens, token{text, value, i})
			i += len(quoted)
		case isWord(char, false):
			start := i
			for i < len(source) && isWord(source[i], i > start) {
				i++
			}
			tokens = append(tokens, token{word, source[start:i], start})
		default:
			return nil, fmt.Errorf("unexpected %q at byte %d", char, i+1)
		}
	}
	return append(tokens, token{kind: end, at: len(source)}), nil
}

func isWord(char byte, inside bool) bool {
	letter := char == '_' || 'a' <= char && char <= 'z' || 'A' <= char && char <= 'Z'
	return letter || inside && ('0' <= char && char <= '9' || char == '-')
}
