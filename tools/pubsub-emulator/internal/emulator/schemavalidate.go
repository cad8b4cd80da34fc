package emulator

import (
	"context"
	"errors"
	"slices"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"event-topology/tools/pubsub-emulator/internal/avro"
)

// ValidateSchema refuses what is no definition.
func (e *Emulator) ValidateSchema(
	_ context.Context, request *pb.ValidateSchemaRequest,
) (*pb.ValidateSchemaResponse, error) {
	if _, err := parseSchema(request.GetSchema()); err != nil {
		return nil, err
	}
	return &pb.ValidateSchemaResponse{}, nil
}

// ValidateMessage refuses a message that is not of a schema, given by name or in full.
func (e *Emulator) ValidateMessage(
	_ context.Context, request *pb.ValidateMessageRequest,
) (*pb.ValidateMessageResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var against avro.Schema
	var err error
	if request.GetName() == "" {
		against, err = parseSchema(request.GetSchema())
	} else {
		var found revision
		_, found, err = e.schemaAt(request.GetName())
		against = found.parsed
	}
	if err != nil {
		return nil, err
	}
	if err := checkData(against, request.GetEncoding(), request.GetMessage()); err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "Invalid message: %v.", err)
	}
	return &pb.ValidateMessageResponse{}, nil
}

func checkData(against avro.Schema, encoding pb.Encoding, data []byte) error {
	switch encoding {
	case pb.Encoding_JSON:
		return against.CheckJSON(data)
	case pb.Encoding_BINARY:
		return against.CheckBinary(data)
	}
	return errors.New("an encoding is needed: JSON or BINARY")
}

// checkSchemaSettings knows pubsub.proto, message SchemaSettings.
func (e *Emulator) checkSchemaSettings(settings *pb.SchemaSettings) error {
	if settings == nil || settings.GetSchema() == deletedSchema {
		return nil
	}
	if settings.GetEncoding() == pb.Encoding_ENCODING_UNSPECIFIED {
		return status.Error(codes.InvalidArgument, "schema_settings need an encoding.")
	}
	found := e.schemas[settings.GetSchema()]
	if found == nil {
		return notFound(settings.GetSchema())
	}
	_, err := found.allowed(settings)
	return err
}

// allowed returns the revisions a message may be of, newest first.
func (s *schema) allowed(settings *pb.SchemaSettings) ([]revision, error) {
	first, last := 0, len(s.revisions)-1
	var err error
	if id := settings.GetFirstRevisionId(); id != "" {
		if first, err = s.revision(id); err != nil {
			return nil, err
		}
	}
	if id := settings.GetLastRevisionId(); id != "" {
		if last, err = s.revision(id); err != nil {
			return nil, err
		}
	}
	if first > last {
		return nil, status.Error(codes.InvalidArgument, "The first revision is newer than the last.")
	}
	revisions := slices.Clone(s.revisions[first : last+1])
	slices.Reverse(revisions)
	return revisions, nil
}

// validate refuses all messages when one is of no revision of the topic's schema. The others are told which one they
// are of, by attributes (Pub/Sub documentation, "Schema overview"). That the topic of a deleted schema takes nothing is
// documented there too, but not with which code.
func (e *Emulator) validate(messages []*pb.PubsubMessage, settings *pb.SchemaSettings) error {
	if settings == nil {
		return nil
	}
	found := e.schemas[settings.GetSchema()]
	if found == nil {
		return status.Error(codes.FailedPrecondition, "The schema of the topic has been deleted.")
	}
	revisions, err := found.allowed(settings)
	if err != nil {
		return err
	}
	for _, message := range messages {
		var failure error
		for _, each := range revisions {
			if failure = checkData(each.parsed, settings.GetEncoding(), message.GetData()); failure == nil {
				markSchema(message, each.config, settings.GetEncoding())
				break
			}
		}
		if failure != nil {
			return status.Errorf(codes.InvalidArgument,
				"Request contains a message that does not match the schema of the topic: %v.", failure)
		}
	}
	return nil
}

func markSchema(message *pb.PubsubMessage, of *pb.Schema, encoding pb.Encoding) {
	if message.Attributes == nil {
		message.Attributes = map[string]string{}
	}
	message.Attributes["googclient_schemaname"] = of.GetName()
	message.Attributes["googclient_schemarevisionid"] = of.GetRevisionId()
	message.Attributes["googclient_schemaencoding"] = encoding.String()
}
