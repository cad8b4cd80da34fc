package avro

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	hamba "github.com/hamba/avro/v2"
)

// CheckJSON tells why data is not one value of the schema in Avro's JSON encoding (Avro specification,
// "JSON encoding"): every field of a record is there, no other is, and a value of a union that is not null is an
// object with the type's name.
func (s Schema) CheckJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after the value")
	}
	return check(s.parsed, value, "$")
}

func check(schema hamba.Schema, value any, path string) error {
	switch typed := schema.(type) {
	case *hamba.RefSchema:
		return check(typed.Schema(), value, path)
	case *hamba.UnionSchema:
		return checkUnion(typed, value, path)
	case *hamba.RecordSchema:
		return checkRecord(typed, value, path)
	case *hamba.EnumSchema:
		if text, is := value.(string); !is || !slices.Contains(typed.Symbols(), text) {
			return wrong(path, value, "one of %v", typed.Symbols())
		}
		return nil
	case *hamba.FixedSchema:
		if text, is := value.(string); !is || len([]rune(text)) != typed.Size() {
			return wrong(path, value, "%d bytes as text", typed.Size())
		}
		return nil
	case *hamba.ArraySchema:
		items, is := value.([]any)
		if !is {
			return wrong(path, value, "an array")
		}
		for i, item := range items {
			if err := check(typed.Items(), item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
		return nil
	case *hamba.MapSchema:
		values, is := value.(map[string]any)
		if !is {
			return wrong(path, value, "an object")
		}
		for key, each := range values {
			if err := check(typed.Values(), each, path+"."+key); err != nil {
				return err
			}
		}
		return nil
	}
	return checkPrimitive(schema.Type(), value, path)
}

func checkRecord(schema *hamba.RecordSchema, value any, path string) error {
	fields, is := value.(map[string]any)
	if !is {
		return wrong(path, value, "an object")
	}
	known := map[string]bool{}
	for _, field := range schema.Fields() {
		known[field.Name()] = true
		each, found := fields[field.Name()]
		if !found {
			return fmt.Errorf("%s.%s is missing", path, field.Name())
		}
		if err := check(field.Type(), each, path+"."+field.Name()); err != nil {
			return err
		}
	}
	for name := range fields {
		if !known[name] {
			return fmt.Errorf("%s.%s is not in the schema", path, name)
		}
	}
	return nil
}

func checkUnion(schema *hamba.UnionSchema, value any, path string) error {
	names := make([]string, 0, len(schema.Types()))
	for _, branch := range schema.Types() {
		name := nameOf(branch)
		names = append(names, name)
		if value == nil && name == "null" {
			return nil
		}
		if chosen, is := value.(map[string]any); is && len(chosen) == 1 {
			if inner, found := chosen[name]; found {
				return check(branch, inner, path+"."+name)
			}
		}
	}
	return wrong(path, value, "null or an object with one of the keys %v", names)
}

// nameOf is what a type is called in a union: the full name of a named type, else that of its kind.
func nameOf(schema hamba.Schema) string {
	if named, is := schema.(hamba.NamedSchema); is {
		return named.FullName()
	}
	if reference, is := schema.(*hamba.RefSchema); is {
		return reference.Schema().FullName()
	}
	return string(schema.Type())
}

func checkPrimitive(kind hamba.Type, value any, path string) error {
	matches := false
	switch kind {
	case hamba.Null:
		matches = value == nil
	case hamba.Boolean:
		_, matches = value.(bool)
	case hamba.String:
		_, matches = value.(string)
	case hamba.Bytes:
		text, is := value.(string)
		matches = is && !slices.ContainsFunc([]rune(text), func(each rune) bool { return each > 0xFF })
	case hamba.Int:
		matches = isInteger(value, 32)
	case hamba.Long:
		matches = isInteger(value, 64)
	case hamba.Float, hamba.Double:
		_, matches = value.(json.Number)
	}
	if !matches {
		return wrong(path, value, "%s", kind)
	}
	return nil
}

func isInteger(value any, bits int) bool {
	number, is := value.(json.Number)
	if !is {
		return false
	}
	_, err := strconv.ParseInt(number.String(), 10, bits)
	return err == nil
}

func wrong(path string, value any, want string, args ...any) error {
	return fmt.Errorf("%s must be %s, not %v", path, fmt.Sprintf(want, args...), value)
}
