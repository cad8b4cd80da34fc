package emulator

import (
	"context"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// pullWait bounds how long a pull waits for the first message; Pub/Sub promises no more than "a bounded time".
const pullWait = 10 * time.Second

// Pull returns messages at once when there are any, and else waits for the first.
func (e *Emulator) Pull(ctx context.Context, request *pb.PullRequest) (*pb.PullResponse, error) {
	if request.GetMaxMessages() <= 0 {
		return nil, status.Error(codes.InvalidArgument, "max_messages must be greater than 0.")
	}
	late := time.NewTimer(pullWait)
	defer late.Stop()
	for {
		messages, changed, err := e.pull(ctx, request)
		if err != nil || len(messages) > 0 || request.GetReturnImmediately() { //nolint:staticcheck // clients may send it
			return &pb.PullResponse{ReceivedMessages: messages}, err
		}
		select {
		case <-changed:
		case <-late.C:
			return &pb.PullResponse{}, nil
		case <-ctx.Done():
			return nil, status.FromContextError(ctx.Err()).Err()
		}
	}
}

func (e *Emulator) pull(
	ctx context.Context, request *pb.PullRequest,
) (messages []*pb.ReceivedMessage, changed <-chan struct{}, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, nil, status.FromContextError(err).Err()
	}
	found, err := e.pulled(request.GetSubscription())
	if err != nil {
		return nil, nil, err
	}
	messages = found.queue.Take(int(request.GetMaxMessages()), found.queue.Settings.AckDeadline, nil)
	return messages, found.queue.Changed(), nil
}

func checkExtension(deadline int32) error {
	if deadline < 0 || deadline > 600 {
		return status.Errorf(codes.InvalidArgument, "Invalid ack deadline: %d is not between 0 and 600.", deadline)
	}
	return nil
}
