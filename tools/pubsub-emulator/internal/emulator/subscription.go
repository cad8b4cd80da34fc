package emulator

import (
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/proto"

	"event-topology/tools/pubsub-emulator/internal/filter"
	"event-topology/tools/pubsub-emulator/internal/queue"
)

type subscription struct {
	emulator *Emulator
	config   *pb.Subscription
	filter   filter.Filter
	queue    *queue.Queue
}

func (s *subscription) copy() *pb.Subscription {
	config := proto.Clone(s.config).(*pb.Subscription)
	if topic := s.emulator.topics[config.GetTopic()]; topic != nil {
		config.TopicMessageRetentionDuration = topic.config.GetMessageRetentionDuration()
	}
	return config
}

// apply makes the queue follow the configuration.
func (s *subscription) apply(config *pb.Subscription) {
	s.config = config
	upTo := s.emulator.options.BackoffCap
	retry := config.GetRetryPolicy()
	s.queue.Settings = queue.Settings{
		AckDeadline: seconds(config.GetAckDeadlineSeconds()),
		Ordered:     config.GetEnableMessageOrdering(),
		MinBackoff:  min(retry.GetMinimumBackoff().AsDuration(), upTo),
		MaxBackoff:  min(retry.GetMaximumBackoff().AsDuration(), upTo),
		Retention:   config.GetMessageRetentionDuration().AsDuration(),
	}
}

func (s *subscription) detach() {
	if topic := s.emulator.topics[s.config.GetTopic()]; topic != nil {
		delete(topic.subscriptions, s.config.GetName())
	}
}
