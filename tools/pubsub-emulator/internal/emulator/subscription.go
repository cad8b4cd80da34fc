package emulator

import (
	"time"

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
	// stopPush ends the pushing; nil while messages are pulled.
	stopPush func()
}

func (s *subscription) copy() *pb.Subscription {
	config := proto.Clone(s.config).(*pb.Subscription)
	if topic := s.emulator.topics[config.GetTopic()]; topic != nil {
		config.TopicMessageRetentionDuration = topic.config.GetMessageRetentionDuration()
	}
	return config
}

// apply makes the queue and the pushing follow the configuration.
func (s *subscription) apply(config *pb.Subscription) {
	isOther := !proto.Equal(s.config.GetPushConfig(), config.GetPushConfig())
	s.config = config
	least, most := s.emulator.backoff(config)
	s.queue.Configure(queue.Settings{
		AckDeadline: seconds(config.GetAckDeadlineSeconds()),
		Ordered:     config.GetEnableMessageOrdering(),
		ExactlyOnce: config.GetEnableExactlyOnceDelivery(),
		RetainAcked: config.GetRetainAckedMessages(),
		MinBackoff:  least,
		MaxBackoff:  most,
		Retention:   config.GetMessageRetentionDuration().AsDuration(),
	})
	if isOther {
		s.followPush()
	}
}

// Bounds of the delay between pushes without a retry policy (Pub/Sub documentation, "Push subscriptions", push
// backoff).
const (
	leastPushBackoff = 100 * time.Millisecond
	mostPushBackoff  = 60 * time.Second
)

// backoff bounds the delay of redeliveries. BackoffCap shortens it, but an endpoint always gets time to breathe.
func (e *Emulator) backoff(config *pb.Subscription) (least, most time.Duration) {
	upTo := e.options.BackoffCap
	retry := config.GetRetryPolicy()
	least, most = retry.GetMinimumBackoff().AsDuration(), retry.GetMaximumBackoff().AsDuration()
	if config.GetPushConfig().GetPushEndpoint() == "" {
		return min(least, upTo), min(most, upTo)
	}
	if retry == nil {
		least, most = leastPushBackoff, mostPushBackoff
	}
	return max(min(least, upTo), leastPushBackoff), max(min(most, upTo), leastPushBackoff)
}

// leave takes the subscription away from its topic and ends its deliveries.
func (s *subscription) leave() {
	if topic := s.emulator.topics[s.config.GetTopic()]; topic != nil {
		delete(topic.subscriptions, s.config.GetName())
	}
	if s.stopPush != nil {
		s.stopPush()
		s.stopPush = nil
	}
}
