package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	"event-topology/tools/pubsub-emulator/internal/filter"
	"event-topology/tools/pubsub-emulator/internal/queue"
)

// CreateSubscription subscribes to what is published from now on.
func (e *Emulator) CreateSubscription(_ context.Context, request *pb.Subscription) (*pb.Subscription, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	config := proto.Clone(request).(*pb.Subscription)
	config.State, config.TopicMessageRetentionDuration = pb.Subscription_STATE_UNSPECIFIED, nil
	if config.GetDetached() {
		return nil, status.Error(codes.InvalidArgument, "A subscription cannot be created detached.")
	}
	complete(config)
	if err := e.checkName(config.GetName(), "subscriptions"); err != nil {
		return nil, err
	}
	if e.subscriptions[config.GetName()] != nil {
		return nil, status.Errorf(codes.AlreadyExists, "Resource already exists in the project (resource=%s).",
			idOf(config.GetName()))
	}
	topic := e.topics[config.GetTopic()]
	if topic == nil {
		return nil, notFound(config.GetTopic())
	}
	if err := e.check(config); err != nil {
		return nil, err
	}
	accepts, err := filter.Parse(config.GetFilter())
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "Invalid filter: %v.", err)
	}
	config.State = pb.Subscription_ACTIVE
	created := &subscription{emulator: e, filter: accepts}
	created.queue = queue.New(&e.mu, queue.Settings{}, created)
	created.apply(config)
	e.subscriptions[config.GetName()], topic.subscriptions[config.GetName()] = created, created
	return created.copy(), nil
}

// UpdateSubscription changes what Pub/Sub lets be changed: not the topic, the filter or the ordering.
func (e *Emulator) UpdateSubscription(
	_ context.Context, request *pb.UpdateSubscriptionRequest,
) (*pb.Subscription, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.subscription(request.GetSubscription().GetName())
	if err != nil {
		return nil, err
	}
	config, err := merge(found.config, request.GetSubscription(), request.GetUpdateMask(),
		"push_config", "bigquery_config", "cloud_storage_config", "bigtable_config", "ack_deadline_seconds",
		"retain_acked_messages", "message_retention_duration", "labels", "expiration_policy", "dead_letter_policy",
		"retry_policy", "enable_exactly_once_delivery", "message_transforms")
	if err != nil {
		return nil, err
	}
	complete(config)
	if err := e.check(config); err != nil {
		return nil, err
	}
	found.apply(config)
	return found.copy(), nil
}

// GetSubscription returns one subscription.
func (e *Emulator) GetSubscription(
	_ context.Context, request *pb.GetSubscriptionRequest,
) (*pb.Subscription, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.subscription(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	return found.copy(), nil
}

// DeleteSubscription drops the messages and the policy too.
func (e *Emulator) DeleteSubscription(
	_ context.Context, request *pb.DeleteSubscriptionRequest,
) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.subscription(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	found.leave()
	found.queue.Close()
	delete(e.subscriptions, request.GetSubscription())
	e.policies.Remove(request.GetSubscription())
	return &emptypb.Empty{}, nil
}

func (e *Emulator) subscription(name string) (*subscription, error) {
	if found := e.subscriptions[name]; found != nil {
		return found, nil
	}
	return nil, notFound(name)
}
