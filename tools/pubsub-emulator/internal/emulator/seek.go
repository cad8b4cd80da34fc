package emulator

import (
	"context"
	"slices"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Seek marks messages as acknowledged or not, to the state at a time or in a snapshot (pubsub.proto, SeekRequest).
func (e *Emulator) Seek(_ context.Context, request *pb.SeekRequest) (*pb.SeekResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.attached(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	switch target := request.GetTarget().(type) {
	case *pb.SeekRequest_Time:
		if err := target.Time.CheckValid(); err != nil {
			return nil, status.Errorf(codes.InvalidArgument, "Invalid time: %v.", err)
		}
		found.seekTime(target.Time.AsTime())
	case *pb.SeekRequest_Snapshot:
		source, err := e.snapshot(target.Snapshot)
		if err != nil {
			return nil, err
		}
		if source.config.GetTopic() != found.config.GetTopic() {
			return nil, status.Error(codes.FailedPrecondition,
				"The snapshot and the subscription must be on the same topic.")
		}
		found.seekSnapshot(source)
	default:
		return nil, status.Error(codes.InvalidArgument, "A seek needs a time or a snapshot.")
	}
	return &pb.SeekResponse{}, nil
}

// seekTime also brings back what the topic retains, even from before the subscription was made.
func (s *subscription) seekTime(to time.Time) {
	var retained []*pb.PubsubMessage
	if source := s.emulator.topics[s.config.GetTopic()]; source != nil {
		retained = s.accepted(source.retained())
	}
	s.queue.Reset(retained, func(message *pb.PubsubMessage) bool {
		return !message.GetPublishTime().AsTime().Before(to)
	})
}

func (s *subscription) seekSnapshot(source *snapshot) {
	unacked := map[string]bool{}
	for _, message := range source.messages {
		unacked[message.GetMessageId()] = true
	}
	s.queue.Reset(s.accepted(source.messages), func(message *pb.PubsubMessage) bool {
		return unacked[message.GetMessageId()]
	})
}

// accepted leaves out what the subscription's filter does.
func (s *subscription) accepted(messages []*pb.PubsubMessage) []*pb.PubsubMessage {
	return slices.DeleteFunc(slices.Clone(messages), func(message *pb.PubsubMessage) bool {
		return !s.filter(message.GetAttributes())
	})
}
