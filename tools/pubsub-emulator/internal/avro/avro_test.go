package avro

import (
	"strings"
	"testing"
)

const customer = `{"type": "record", "name": "Customer", "namespace": "ar", "fields": [
	{"name": "id", "type": "string"},
	{"name": "age", "type": ["null", "int"]},
	{"name": "level", "type": {"type": "enum", "name": "Level", "symbols": ["GOLD", "SILVER"]}},
	{"name": "tags", "type": {"type": "array", "items": "string"}},
	{"name": "scores", "type": {"type": "map", "values": "double"}},
	{"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 2}},
	{"name": "parent", "type": ["null", "Customer"]}
]}`

func parsed(t *testing.T, definition string) Schema {
	t.Helper()
	schema, err := Parse(definition)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestJSON(t *testing.T) {
	schema := parsed(t, customer)
	good := `{"id": "1", "age": {"int": 3}, "level": "GOLD", "tags": ["a"], "scores": {"x": 1.5}, "hash": "ab", "parent": null}`
	child := strings.Replace(good, `"parent": null`, `"parent": {"ar.Customer": `+good+`}`, 1)
	for _, text := range []string{good, child, strings.Replace(good, `{"int": 3}`, "null", 1)} {
		if err := schema.CheckJSON([]byte(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for name, change := range map[string][2]string{
		"$.id is missing":                  {`"id": "1", `, ""},
		"$.more is not in the schema":      {`"id"`, `"more": 1, "id"`},
		"$.id must be string":              {`"1"`, "1"},
		"$.age must be null or an object":  {`{"int": 3}`, "3"},
		"$.age.int must be int":            {`{"int": 3}`, `{"int": 3000000000}`},
		"$.level must be one of":           {"GOLD", "BRONZE"},
		"$.tags[0] must be string":         {`["a"]`, "[1]"},
		"$.scores.x must be double":        {"1.5", `"1.5"`},
		"$.hash must be 2 bytes":           {`"ab"`, `"abc"`},
		"there is more after the value":    {`null}`, "null} x"},
		"no JSON":                          {`{"id"`, `{id`},
		"$.parent.ar.Customer must be an ": {`"parent": null`, `"parent": {"ar.Customer": 1}`},
	} {
		err := schema.CheckJSON([]byte(strings.Replace(good, change[0], change[1], 1)))
		if err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%v instead of %s", err, name)
		}
	}
}

func TestPrimitivesInJSON(t *testing.T) {
	for definition, texts := range map[string][2]string{
		`"null"`:    {"null", "0"},
		`"boolean"`: {"true", `"true"`},
		`"long"`:    {"9223372036854775807", "1.5"},
		`"float"`:   {"1", "null"},
		`"bytes"`:   {`"\u00ff"`, `"\u0100"`},
	} {
		schema := parsed(t, definition)
		if err := schema.CheckJSON([]byte(texts[0])); err != nil {
			t.Errorf("%s: %v", definition, err)
		}
		if schema.CheckJSON([]byte(texts[1])) == nil {
			t.Errorf("%s takes %s", definition, texts[1])
		}
	}
}

func TestBinary(t *testing.T) {
	schema := parsed(t, `{"type": "record", "name": "A", "fields": [{"name": "x", "type": "string"}]}`)
	if err := schema.CheckBinary([]byte("\x02a")); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{"", "\x04a", "\x02ab"} {
		if schema.CheckBinary([]byte(wrong)) == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

func TestWhatIsNoSchema(t *testing.T) {
	for _, wrong := range []string{"", "{}", `{"type": "record", "name": "A"}`, `"nothing"`} {
		if _, err := Parse(wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

func TestARevisionMustBeReadableBothWays(t *testing.T) {
	record := func(fields string) string { return `{"type": "record", "name": "A", "fields": [` + fields + `]}` }
	x := `{"name": "x", "type": "string"}`
	for name, want := range map[string]struct {
		next string
		fits bool
	}{
		"same":            {record(x), true},
		"optional added":  {record(x + `, {"name": "y", "type": ["null", "int"], "default": null}`), true},
		"required added":  {record(x + `, {"name": "y", "type": "int"}`), false},
		"required gone":   {record(""), false},
		"another type":    {record(`{"name": "x", "type": "int"}`), false},
		"widened one way": {record(`{"name": "x", "type": ["null", "string"]}`), false},
	} {
		err := parsed(t, want.next).CanFollow(parsed(t, record(x)))
		if (err == nil) != want.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
}
