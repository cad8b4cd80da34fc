// Package avro knows Avro schemas as far as Pub/Sub uses them: their definitions, whether one can follow another, and
// messages in both encodings.
package avro

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	hamba "github.com/hamba/avro/v2"
)

// Schema is a definition that was understood.
type Schema struct{ parsed hamba.Schema }

// Parse reads a definition.
func Parse(definition string) (Schema, error) {
	parsed, err := hamba.ParseWithCache(definition, "", &hamba.SchemaCache{})
	return Schema{parsed}, err
}

// CanFollow tells why a schema cannot be the next revision of another: data of either must be readable by the
// other (Pub/Sub documentation, "Commit a schema revision"; Avro specification, "Schema resolution").
func (s Schema) CanFollow(before Schema) error {
	check := hamba.NewSchemaCompatibility()
	return errors.Join(check.Compatible(s.parsed, before.parsed), check.Compatible(before.parsed, s.parsed))
}

// CheckBinary tells why data is not one value of the schema in Avro's binary encoding.
func (s Schema) CheckBinary(data []byte) error {
	rest := bytes.NewReader(data)
	reader := hamba.NewReader(rest, len(data)+1)
	reader.ReadNext(s.parsed)
	if reader.Error != nil {
		return reader.Error
	}
	var more [1]byte
	if reader.Read(more[:]); reader.Error == nil {
		return errors.New("there are bytes after the value")
	} else if !errors.Is(reader.Error, io.EOF) && !errors.Is(reader.Error, io.ErrUnexpectedEOF) {
		return fmt.Errorf("after the value: %w", reader.Error)
	}
	return nil
}
