package emulator

import (
	"context"
	"slices"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"event-topology/tools/pubsub-emulator/internal/avro"
)

// CommitSchema adds a revision. It must be compatible with the latest in both directions (Pub/Sub documentation,
// "Commit a schema revision").
func (e *Emulator) CommitSchema(_ context.Context, request *pb.CommitSchemaRequest) (*pb.Schema, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.schemas[request.GetName()]
	if found == nil {
		return nil, notFound(request.GetName())
	}
	parsed, err := parseSchema(request.GetSchema())
	if err != nil {
		return nil, err
	}
	return found.commit(request.GetSchema().GetDefinition(), parsed)
}

// RollbackSchema adds a revision that is a copy of an older one.
func (e *Emulator) RollbackSchema(_ context.Context, request *pb.RollbackSchemaRequest) (*pb.Schema, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, to, err := e.schemaAt(request.GetName() + "@" + request.GetRevisionId())
	if err != nil {
		return nil, err
	}
	return found.commit(to.config.GetDefinition(), to.parsed)
}

func (s *schema) commit(definition string, parsed avro.Schema) (*pb.Schema, error) {
	if len(s.revisions) >= mostRevisions {
		return nil, status.Errorf(codes.FailedPrecondition,
			"The schema has %d revisions: delete one before another is made.", mostRevisions)
	}
	if err := parsed.CanFollow(s.latest().parsed); err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "The revision is not compatible with the one before: %v.", err)
	}
	return s.add(definition, parsed), nil
}

// DeleteSchemaRevision deletes one revision, but not the only one.
func (e *Emulator) DeleteSchemaRevision(
	_ context.Context, request *pb.DeleteSchemaRevisionRequest,
) (*pb.Schema, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	name, id, isExact := strings.Cut(request.GetName(), "@")
	if !isExact {
		return nil, status.Error(codes.InvalidArgument, "The name must have a revision: NAME@REVISION.")
	}
	found, _, err := e.schemaAt(request.GetName())
	if err != nil {
		return nil, err
	}
	if len(found.revisions) == 1 {
		return nil, status.Errorf(codes.FailedPrecondition, "%s is the only revision of %s.", id, idOf(name))
	}
	index, err := found.revision(id)
	if err != nil {
		return nil, err
	}
	found.revisions = slices.Delete(found.revisions, index, index+1)
	return viewed(found.latest().config, false), nil
}

// ListSchemaRevisions lists the revisions of a schema, newest first.
func (e *Emulator) ListSchemaRevisions(
	_ context.Context, request *pb.ListSchemaRevisionsRequest,
) (*pb.ListSchemaRevisionsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.schemas[request.GetName()]
	if found == nil {
		return nil, notFound(request.GetName())
	}
	response := &pb.ListSchemaRevisionsResponse{}
	isStarted := request.GetPageToken() == ""
	for _, each := range slices.Backward(found.revisions) {
		id := each.config.GetRevisionId()
		isStarted = isStarted || id == request.GetPageToken()
		switch size := int(request.GetPageSize()); {
		case !isStarted:
		case size > 0 && len(response.Schemas) == size:
			response.NextPageToken = id
			return response, nil
		default:
			response.Schemas = append(response.Schemas, viewed(each.config, request.GetView() != pb.SchemaView_FULL))
		}
	}
	return response, nil
}
