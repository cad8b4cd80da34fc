package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// DetachSubscription drops all messages and lets no new ones in; there is no way back (pubsub.proto,
// Subscription.detached).
func (e *Emulator) DetachSubscription(
	_ context.Context, request *pb.DetachSubscriptionRequest,
) (*pb.DetachSubscriptionResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.attached(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	found.leave()
	config := proto.Clone(found.config).(*pb.Subscription)
	config.Detached = true
	found.config = config
	found.queue.Clear()
	return &pb.DetachSubscriptionResponse{}, nil
}

// attached finds a subscription that is not detached.
func (e *Emulator) attached(name string) (*subscription, error) {
	found, err := e.subscription(name)
	if err != nil {
		return nil, err
	}
	if found.config.GetDetached() {
		return nil, status.Errorf(codes.FailedPrecondition, "The subscription %s is detached from its topic.", idOf(name))
	}
	return found, nil
}

// pulled finds a subscription whose messages are pulled.
func (e *Emulator) pulled(name string) (*subscription, error) {
	found, err := e.attached(name)
	if err != nil {
		return nil, err
	}
	if found.config.GetPushConfig().GetPushEndpoint() != "" {
		return nil, status.Error(codes.FailedPrecondition, "This method is not supported for this subscription type.")
	}
	return found, nil
}
