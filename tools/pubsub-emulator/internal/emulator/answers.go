package emulator

import (
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"

	"event-topology/tools/pubsub-emulator/internal/queue"
)

// answers collects what a stream has to tell beside messages. All but due belongs to the emulator's lock.
type answers struct {
	due chan struct{}
	// acks and mods are nil while there is nothing to tell.
	acks *pb.StreamingPullResponse_AcknowledgeConfirmation
	mods *pb.StreamingPullResponse_ModifyAckDeadlineConfirmation
}

func (a *answers) notify() {
	select {
	case a.due <- struct{}{}:
	default:
	}
}

func (a *answers) acked(ackID string, outcome queue.Outcome) {
	if a.acks == nil {
		a.acks = &pb.StreamingPullResponse_AcknowledgeConfirmation{}
	}
	switch outcome {
	case queue.Done:
		a.acks.AckIds = append(a.acks.AckIds, ackID)
	case queue.Invalid:
		a.acks.InvalidAckIds = append(a.acks.InvalidAckIds, ackID)
	case queue.Unordered:
		a.acks.UnorderedAckIds = append(a.acks.UnorderedAckIds, ackID)
	}
}

func (a *answers) modified(ackID string, outcome queue.Outcome) {
	if a.mods == nil {
		a.mods = &pb.StreamingPullResponse_ModifyAckDeadlineConfirmation{}
	}
	if outcome == queue.Done {
		a.mods.AckIds = append(a.mods.AckIds, ackID)
	} else {
		a.mods.InvalidAckIds = append(a.mods.InvalidAckIds, ackID)
	}
}

// response tells messages and, with exactly-once delivery, which acks and deadlines took effect since the last one
// (pubsub.proto, StreamingPullResponse).
func (c *consumer) response(messages []*pb.ReceivedMessage) *pb.StreamingPullResponse {
	c.emulator.mu.Lock()
	defer c.emulator.mu.Unlock()
	config := c.subscription.config
	response := &pb.StreamingPullResponse{
		ReceivedMessages: messages,
		SubscriptionProperties: &pb.StreamingPullResponse_SubscriptionProperties{
			MessageOrderingEnabled:     config.GetEnableMessageOrdering(),
			ExactlyOnceDeliveryEnabled: config.GetEnableExactlyOnceDelivery(),
		},
	}
	acks, mods := c.answers.acks, c.answers.mods
	c.answers.acks, c.answers.mods = nil, nil
	if config.GetEnableExactlyOnceDelivery() {
		response.AcknowledgeConfirmation, response.ModifyAckDeadlineConfirmation = acks, mods
	}
	return response
}
