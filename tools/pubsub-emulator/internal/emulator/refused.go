package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// Seek is refused: acknowledged messages are not kept, so there is nothing to go back to.
func (e *Emulator) Seek(context.Context, *pb.SeekRequest) (*pb.SeekResponse, error) {
	return nil, status.Error(codes.Unimplemented, "Seek is not emulated: acknowledged messages are not kept.")
}

// ModifyPushConfig takes the empty configuration only, which means pull.
func (e *Emulator) ModifyPushConfig(
	_ context.Context, request *pb.ModifyPushConfigRequest,
) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, err := e.subscription(request.GetSubscription()); err != nil {
		return nil, err
	}
	if request.GetPushConfig().GetPushEndpoint() != "" {
		return nil, status.Error(codes.Unimplemented, "push_config is not emulated.")
	}
	return &emptypb.Empty{}, nil
}
