package emulator

import (
	"context"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"event-topology/tools/pubsub-emulator/internal/queue"
)

// Acknowledge removes messages. Ids that are unknown or expired are ignored, but for exactly-once delivery.
func (e *Emulator) Acknowledge(_ context.Context, request *pb.AcknowledgeRequest) (*emptypb.Empty, error) {
	return e.settle(request.GetSubscription(), request.GetAckIds(), (*queue.Queue).Ack)
}

// ModifyAckDeadline gives messages more time, or back when that is zero.
func (e *Emulator) ModifyAckDeadline(
	_ context.Context, request *pb.ModifyAckDeadlineRequest,
) (*emptypb.Empty, error) {
	if err := checkExtension(request.GetAckDeadlineSeconds()); err != nil {
		return nil, err
	}
	deadline := seconds(request.GetAckDeadlineSeconds())
	return e.settle(request.GetSubscription(), request.GetAckIds(), func(messages *queue.Queue, ackID string) queue.Outcome {
		return messages.Extend(ackID, deadline)
	})
}

func (e *Emulator) settle(
	name string, ackIDs []string, each func(*queue.Queue, string) queue.Outcome,
) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.attached(name)
	if err != nil {
		return nil, err
	}
	failures := map[string]string{}
	for _, ackID := range ackIDs {
		switch each(found.queue, ackID) {
		case queue.Invalid:
			failures[ackID] = "PERMANENT_FAILURE_INVALID_ACK_ID"
		case queue.Unordered:
			failures[ackID] = "TRANSIENT_FAILURE_UNORDERED_ACK_ID"
		}
	}
	if len(failures) == 0 || !found.queue.Settings.ExactlyOnce {
		return &emptypb.Empty{}, nil
	}
	return nil, unsettled(failures)
}

// unsettled names the ids that failed in the error's details, where Google's client libraries look for them; the
// others have been settled (Pub/Sub documentation, "Exactly-once delivery").
func unsettled(failures map[string]string) error {
	refusal := status.New(codes.InvalidArgument, "Some acknowledgement ids in the request were invalid. This could be "+
		"because the acknowledgement ids have expired or the acknowledgement ids were malformed.")
	detailed, err := refusal.WithDetails(&errdetails.ErrorInfo{
		Reason: "EXACTLY_ONCE_ACKID_FAILURE", Domain: "pubsub.googleapis.com", Metadata: failures,
	})
	if err != nil {
		return refusal.Err()
	}
	return detailed.Err()
}
