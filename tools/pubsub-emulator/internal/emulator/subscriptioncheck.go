package emulator

import (
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
)

// complete fills in Pub/Sub's defaults (pubsub.proto, messages Subscription, DeadLetterPolicy and RetryPolicy).
func complete(config *pb.Subscription) {
	if config.GetAckDeadlineSeconds() == 0 {
		config.AckDeadlineSeconds = 10
	}
	if config.MessageRetentionDuration == nil {
		config.MessageRetentionDuration = durationpb.New(7 * day)
	}
	if config.ExpirationPolicy == nil {
		config.ExpirationPolicy = &pb.ExpirationPolicy{Ttl: durationpb.New(31 * day)}
	}
	if policy := config.DeadLetterPolicy; policy != nil && policy.GetMaxDeliveryAttempts() == 0 {
		policy.MaxDeliveryAttempts = 5
	}
	if policy := config.RetryPolicy; policy != nil {
		if policy.MinimumBackoff == nil {
			policy.MinimumBackoff = durationpb.New(10 * time.Second)
		}
		if policy.MaximumBackoff == nil {
			policy.MaximumBackoff = durationpb.New(600 * time.Second)
		}
	}
	if proto.Equal(config.PushConfig, &pb.PushConfig{}) {
		config.PushConfig = nil
	}
	completePush(config)
}

// check knows the limits of pubsub.proto, message Subscription, on a completed configuration. Subscriptions never
// expire here.
func (e *Emulator) check(config *pb.Subscription) error {
	if err := refuseOthers(config, "name", "topic", "ack_deadline_seconds", "message_retention_duration", "labels",
		"enable_message_ordering", "expiration_policy", "filter", "dead_letter_policy", "retry_policy", "state",
		"push_config", "retain_acked_messages", "enable_exactly_once_delivery", "detached",
	); err != nil {
		return err
	}
	if deadline := config.GetAckDeadlineSeconds(); deadline < 10 || deadline > 600 {
		return status.Errorf(codes.InvalidArgument, "Invalid ack_deadline_seconds: %d is not between 10 and 600.", deadline)
	}
	retry := config.GetRetryPolicy()
	for _, err := range []error{
		between("message_retention_duration", config.GetMessageRetentionDuration(), 10*time.Minute, 31*day),
		between("expiration_policy.ttl", config.GetExpirationPolicy().GetTtl(), day, 366*day),
		between("retry_policy.minimum_backoff", retry.GetMinimumBackoff(), 0, 600*time.Second),
		between("retry_policy.maximum_backoff", retry.GetMaximumBackoff(),
			retry.GetMinimumBackoff().AsDuration(), 600*time.Second),
		e.checkDeadLetter(config),
		checkPush(config),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Emulator) checkDeadLetter(config *pb.Subscription) error {
	policy := config.GetDeadLetterPolicy()
	switch attempts := policy.GetMaxDeliveryAttempts(); {
	case policy == nil:
		return nil
	case attempts < 5 || attempts > 100:
		return status.Errorf(codes.InvalidArgument,
			"Invalid dead_letter_policy.max_delivery_attempts: %d is not between 5 and 100.", attempts)
	case policy.GetDeadLetterTopic() == config.GetTopic():
		return status.Error(codes.InvalidArgument, "The dead-letter topic cannot be the subscription's own topic.")
	case e.topics[policy.GetDeadLetterTopic()] == nil:
		return notFound(policy.GetDeadLetterTopic())
	}
	return nil
}

func seconds(count int32) time.Duration { return time.Duration(count) * time.Second }
