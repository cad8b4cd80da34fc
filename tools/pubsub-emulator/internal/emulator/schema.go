package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"event-topology/tools/pubsub-emulator/internal/avro"
)

const (
	// deletedSchema stands in a topic whose schema is gone (pubsub.proto, SchemaSettings.schema).
	deletedSchema = "_deleted-schema_"
	// mostRevisions a schema has at one time (Pub/Sub documentation, "Commit a schema revision").
	mostRevisions = 20
	// mostDefinitionBytes is the size of a definition (Pub/Sub documentation, "Quotas and limits", resource limits).
	mostDefinitionBytes = 300 << 10
)

// schema is never without a revision.
type schema struct {
	name      string
	revisions []revision // oldest first
}

type revision struct {
	config *pb.Schema
	parsed avro.Schema
}

func (s *schema) latest() revision { return s.revisions[len(s.revisions)-1] }

// revision finds one by its id.
func (s *schema) revision(id string) (index int, err error) {
	for i, each := range s.revisions {
		if each.config.GetRevisionId() == id {
			return i, nil
		}
	}
	return 0, notFound(s.name + "@" + id)
}

// add makes a new revision of a definition.
func (s *schema) add(definition string, parsed avro.Schema) *pb.Schema {
	made := &pb.Schema{
		Name: s.name, Type: pb.Schema_AVRO, Definition: definition,
		RevisionId: newRevisionID(), RevisionCreateTime: timestamppb.Now(),
	}
	s.revisions = append(s.revisions, revision{config: made, parsed: parsed})
	return proto.Clone(made).(*pb.Schema)
}

// newRevisionID makes eight random characters.
func newRevisionID() string {
	var id [4]byte
	rand.Read(id[:]) //nolint:errcheck // it never fails
	return hex.EncodeToString(id[:])
}

// parseSchema refuses what is no definition that Pub/Sub takes.
func parseSchema(config *pb.Schema) (avro.Schema, error) {
	switch config.GetType() {
	case pb.Schema_AVRO:
	case pb.Schema_PROTOCOL_BUFFER:
		return avro.Schema{}, status.Error(codes.Unimplemented, "Schemas of the type PROTOCOL_BUFFER are not emulated.")
	default:
		return avro.Schema{}, status.Error(codes.InvalidArgument, "A schema needs the type AVRO or PROTOCOL_BUFFER.")
	}
	if size := len(config.GetDefinition()); size > mostDefinitionBytes {
		return avro.Schema{}, status.Errorf(codes.InvalidArgument,
			"The definition has %d bytes, the limit is %d.", size, mostDefinitionBytes)
	}
	parsed, err := avro.Parse(config.GetDefinition())
	if err != nil {
		return parsed, status.Errorf(codes.InvalidArgument, "Invalid schema definition: %v.", err)
	}
	return parsed, nil
}

// schemaAt finds a schema and the revision named after an @, or else the latest.
func (e *Emulator) schemaAt(name string) (*schema, revision, error) {
	bare, id, isExact := strings.Cut(name, "@")
	found := e.schemas[bare]
	if found == nil {
		return nil, revision{}, notFound(name)
	}
	if !isExact {
		return found, found.latest(), nil
	}
	index, err := found.revision(id)
	if err != nil {
		return nil, revision{}, err
	}
	return found, found.revisions[index], nil
}

// viewed leaves the definition out of the basic view.
func viewed(config *pb.Schema, isBasic bool) *pb.Schema {
	shown := proto.Clone(config).(*pb.Schema)
	if isBasic {
		shown.Definition = ""
	}
	return shown
}
