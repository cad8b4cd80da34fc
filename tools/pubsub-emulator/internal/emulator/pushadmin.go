package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

// ModifyPushConfig changes where messages are pushed to; the empty configuration means that they are pulled.
func (e *Emulator) ModifyPushConfig(
	_ context.Context, request *pb.ModifyPushConfigRequest,
) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.attached(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	config := proto.Clone(found.config).(*pb.Subscription)
	config.PushConfig = proto.Clone(request.GetPushConfig()).(*pb.PushConfig)
	complete(config)
	if err := e.check(config); err != nil {
		return nil, err
	}
	found.apply(config)
	return &emptypb.Empty{}, nil
}
