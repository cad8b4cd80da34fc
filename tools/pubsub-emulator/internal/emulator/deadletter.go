package emulator

import (
	"maps"
	"strconv"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// Limit is zero unless the service agent of the subscription's project may publish to the dead-letter topic and
// consume the subscription: without these grants Pub/Sub neither counts deliveries nor forwards, and says nothing
// (Pub/Sub documentation, "Handle message failures", "Grant forwarding permissions").
func (s *subscription) Limit() int {
	policy := s.config.GetDeadLetterPolicy()
	if policy == nil || s.emulator.topics[policy.GetDeadLetterTopic()] == nil {
		return 0
	}
	agent := s.emulator.agent(projectOf(s.config.GetName()))
	policies := s.emulator.policies
	if !policies.Allows(agent, "pubsub.topics.publish", policy.GetDeadLetterTopic()) ||
		!policies.Allows(agent, "pubsub.subscriptions.consume", s.config.GetName()) {
		return 0
	}
	return int(policy.GetMaxDeliveryAttempts())
}

// Forward publishes a message with the attributes that tell where it comes from (Pub/Sub documentation,
// "Handle message failures", "Forwarded messages").
func (s *subscription) Forward(message *pb.PubsubMessage, deliveries int) {
	attributes := maps.Clone(message.GetAttributes())
	if attributes == nil {
		attributes = map[string]string{}
	}
	attributes["CloudPubSubDeadLetterSourceDeliveryCount"] = strconv.Itoa(deliveries)
	attributes["CloudPubSubDeadLetterSourceSubscription"] = idOf(s.config.GetName())
	attributes["CloudPubSubDeadLetterSourceSubscriptionProject"] = projectOf(s.config.GetName())
	attributes["CloudPubSubDeadLetterSourceTopicPublishTime"] =
		message.GetPublishTime().AsTime().Format(time.RFC3339Nano)
	s.emulator.publish(s.emulator.topics[s.config.GetDeadLetterPolicy().GetDeadLetterTopic()], &pb.PubsubMessage{
		Data: message.GetData(), Attributes: attributes, OrderingKey: message.GetOrderingKey(),
	})
}
