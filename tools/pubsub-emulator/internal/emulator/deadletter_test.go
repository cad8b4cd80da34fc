package emulator

import (
	"testing"

	"cloud.google.com/go/iam/apiv1/iampb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
)

// withDeadLetter has two subscriptions on one topic, the first with a dead-letter queue.
func withDeadLetter(t *testing.T) cloud {
	c := start(t)
	c.topic(created)
	c.topic(dead)
	c.subscribe(&pb.Subscription{Name: deadSub, Topic: dead})
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, DeadLetterPolicy: &pb.DeadLetterPolicy{
		DeadLetterTopic: dead, MaxDeliveryAttempts: attempts}})
	c.subscribe(&pb.Subscription{Name: other, Topic: created, DeadLetterPolicy: &pb.DeadLetterPolicy{
		DeadLetterTopic: dead, MaxDeliveryAttempts: attempts}})
	return c
}

func (c cloud) allowForwarding(subscription string) {
	c.grant(dead, "roles/pubsub.publisher", agent)
	c.grant(subscription, "roles/pubsub.subscriber", agent)
}

// fail takes the only message and gives it back; it returns the attempt the message was delivered with.
func (c cloud) fail(subscription string) int32 {
	c.t.Helper()
	received := c.pull(deployer, subscription)
	if len(received) != 1 {
		c.t.Fatalf("%d messages instead of 1", len(received))
	}
	c.modify(subscription, received[0].GetAckId(), 0)
	return received[0].GetDeliveryAttempt()
}

func TestPoisonIsForwardedOnce(t *testing.T) {
	c := withDeadLetter(t)
	c.allowForwarding(inbox)
	must(t, c.publish(deployer, &pb.PubsubMessage{Data: []byte("poison"), Attributes: map[string]string{"country": "th"}}))
	for attempt := int32(1); attempt <= attempts; attempt++ {
		if got := c.fail(inbox); got != attempt {
			t.Fatalf("attempt %d is called %d", attempt, got)
		}
	}
	if left := c.pull(deployer, inbox); len(left) != 0 {
		t.Fatalf("still delivered: %v", left)
	}
	forwarded := c.pull(deployer, deadSub)
	if len(forwarded) != 1 {
		t.Fatalf("%d messages in the dead-letter queue", len(forwarded))
	}
	attributes := forwarded[0].GetMessage().GetAttributes()
	if attributes["country"] != "th" || attributes["CloudPubSubDeadLetterSourceSubscription"] != "inbox" ||
		attributes["CloudPubSubDeadLetterSourceDeliveryCount"] != "5" {
		t.Fatalf("attributes: %v", attributes)
	}
	untouched := c.pull(deployer, other)
	if len(untouched) != 1 || len(untouched[0].GetMessage().GetAttributes()) != 1 {
		t.Fatalf("the other subscription has %v", untouched)
	}
}

func TestWithoutBothGrantsPoisonIsRedelivered(t *testing.T) {
	for name, grant := range map[string]func(c cloud){
		"none":       func(cloud) {},
		"publisher":  func(c cloud) { c.grant(dead, "roles/pubsub.publisher", agent) },
		"subscriber": func(c cloud) { c.grant(inbox, "roles/pubsub.subscriber", agent) },
		"other project's agent": func(c cloud) {
			foreign := "serviceAccount:service-43@gcp-sa-pubsub.iam.gserviceaccount.com"
			c.grant(dead, "roles/pubsub.publisher", foreign)
			c.grant(inbox, "roles/pubsub.subscriber", foreign)
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := withDeadLetter(t)
			grant(c)
			must(t, c.publish(deployer, text("poison")))
			for range 3 * attempts {
				if counted := c.fail(inbox); counted != 0 {
					t.Fatalf("delivery %d was counted", counted)
				}
			}
			if forwarded := c.pull(deployer, deadSub); len(forwarded) != 0 {
				t.Fatalf("forwarded: %v", forwarded)
			}
		})
	}
}

func TestGrantAndRevocationTakeEffectAtOnce(t *testing.T) {
	c := withDeadLetter(t)
	must(t, c.publish(deployer, text("poison")))
	c.fail(inbox)
	c.allowForwarding(inbox)
	for range attempts - 1 {
		c.fail(inbox)
	}
	_, err := c.policies.SetIamPolicy(as(t, deployer), &iampb.SetIamPolicyRequest{Resource: dead, Policy: &iampb.Policy{}})
	must(t, err)
	c.fail(inbox)
	c.fail(inbox)
	c.grant(dead, "roles/pubsub.publisher", agent)
	c.fail(inbox)
	if forwarded := c.pull(deployer, deadSub); len(forwarded) != 1 {
		t.Fatalf("%d messages in the dead-letter queue", len(forwarded))
	}
}

func TestDeadLetterPolicyIsChecked(t *testing.T) {
	c := start(t)
	c.topic(created)
	for _, wrong := range []struct {
		policy *pb.DeadLetterPolicy
		code   codes.Code
	}{
		{&pb.DeadLetterPolicy{DeadLetterTopic: dead}, codes.NotFound},
		{&pb.DeadLetterPolicy{DeadLetterTopic: created}, codes.InvalidArgument},
		{&pb.DeadLetterPolicy{DeadLetterTopic: dead, MaxDeliveryAttempts: 4}, codes.InvalidArgument},
	} {
		_, err := c.subscriber.CreateSubscription(as(t, deployer),
			&pb.Subscription{Name: inbox, Topic: created, DeadLetterPolicy: wrong.policy})
		refusedWith(t, err, wrong.code)
	}
}
