package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

// deletedTopic stands in a subscription whose topic is gone (pubsub.proto, Subscription.topic).
const deletedTopic = "_deleted-topic_"

type topic struct {
	config        *pb.Topic
	subscriptions map[string]*subscription
	// log holds what is retained for replay, oldest first.
	log []*pb.PubsubMessage
}

// CreateTopic stores key and storage policy without any effect: there is no storage.
func (e *Emulator) CreateTopic(_ context.Context, request *pb.Topic) (*pb.Topic, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.checkName(request.GetName(), "topics"); err != nil {
		return nil, err
	}
	if e.topics[request.GetName()] != nil {
		return nil, status.Errorf(codes.AlreadyExists, "Resource already exists in the project (resource=%s).",
			idOf(request.GetName()))
	}
	config := proto.Clone(request).(*pb.Topic)
	config.State, config.SatisfiesPzs = pb.Topic_STATE_UNSPECIFIED, false
	if err := e.checkTopic(config); err != nil {
		return nil, err
	}
	config.State = pb.Topic_ACTIVE
	e.topics[config.Name] = &topic{config: config, subscriptions: map[string]*subscription{}}
	return proto.Clone(config).(*pb.Topic), nil
}

// UpdateTopic changes what Pub/Sub lets be changed.
func (e *Emulator) UpdateTopic(_ context.Context, request *pb.UpdateTopicRequest) (*pb.Topic, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.topics[request.GetTopic().GetName()]
	if found == nil {
		return nil, notFound(request.GetTopic().GetName())
	}
	config, err := merge(found.config, request.GetTopic(), request.GetUpdateMask(),
		"labels", "message_storage_policy", "kms_key_name", "message_retention_duration",
		"schema_settings", "ingestion_data_source_settings", "message_transforms")
	if err != nil {
		return nil, err
	}
	if err := e.checkTopic(config); err != nil {
		return nil, err
	}
	found.config = config
	found.forget()
	return proto.Clone(config).(*pb.Topic), nil
}

// GetTopic returns one topic.
func (e *Emulator) GetTopic(_ context.Context, request *pb.GetTopicRequest) (*pb.Topic, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.topics[request.GetTopic()]
	if found == nil {
		return nil, notFound(request.GetTopic())
	}
	return proto.Clone(found.config).(*pb.Topic), nil
}

// DeleteTopic leaves the subscriptions and their messages behind, without a topic.
func (e *Emulator) DeleteTopic(_ context.Context, request *pb.DeleteTopicRequest) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.topics[request.GetTopic()]
	if found == nil {
		return nil, notFound(request.GetTopic())
	}
	for _, subscribed := range found.subscriptions {
		subscribed.config.Topic = deletedTopic
	}
	for _, each := range e.snapshots {
		if each.config.GetTopic() == request.GetTopic() {
			each.config.Topic = deletedTopic
		}
	}
	delete(e.topics, request.GetTopic())
	e.policies.Remove(request.GetTopic())
	return &emptypb.Empty{}, nil
}
