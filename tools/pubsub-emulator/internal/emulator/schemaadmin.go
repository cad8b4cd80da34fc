package emulator

import (
	"context"
	"maps"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// CreateSchema makes a schema with one revision.
func (e *Emulator) CreateSchema(_ context.Context, request *pb.CreateSchemaRequest) (*pb.Schema, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	name := request.GetParent() + "/schemas/" + request.GetSchemaId()
	if err := e.checkName(name, "schemas"); err != nil {
		return nil, err
	}
	if e.schemas[name] != nil {
		return nil, status.Errorf(codes.AlreadyExists, "Resource already exists in the project (resource=%s).", idOf(name))
	}
	parsed, err := parseSchema(request.GetSchema())
	if err != nil {
		return nil, err
	}
	made := &schema{name: name}
	e.schemas[name] = made
	return made.add(request.GetSchema().GetDefinition(), parsed), nil
}

// GetSchema returns the latest revision, or the one that is named after an @.
func (e *Emulator) GetSchema(_ context.Context, request *pb.GetSchemaRequest) (*pb.Schema, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	_, found, err := e.schemaAt(request.GetName())
	if err != nil {
		return nil, err
	}
	return viewed(found.config, request.GetView() == pb.SchemaView_BASIC), nil
}

// ListSchemas lists the latest revisions of a project's schemas by name.
func (e *Emulator) ListSchemas(_ context.Context, request *pb.ListSchemasRequest) (*pb.ListSchemasResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := within(maps.Keys(e.schemas), request.GetParent())
	names, next := page(all, request.GetPageSize(), request.GetPageToken())
	response := &pb.ListSchemasResponse{NextPageToken: next}
	for _, name := range names {
		shown := viewed(e.schemas[name].latest().config, request.GetView() != pb.SchemaView_FULL)
		response.Schemas = append(response.Schemas, shown)
	}
	return response, nil
}

// DeleteSchema leaves the topics that use it behind; nothing can be published to them.
func (e *Emulator) DeleteSchema(_ context.Context, request *pb.DeleteSchemaRequest) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.schemas[request.GetName()] == nil {
		return nil, notFound(request.GetName())
	}
	for _, each := range e.topics {
		if each.config.GetSchemaSettings().GetSchema() == request.GetName() {
			each.config.SchemaSettings.Schema = deletedSchema
		}
	}
	delete(e.schemas, request.GetName())
	e.policies.Remove(request.GetName())
	return &emptypb.Empty{}, nil
}
