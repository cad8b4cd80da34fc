package emulator

import (
	"testing"

	"cloud.google.com/go/iam/apiv1/iampb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
)

const (
	ownTopic = "projects/own/topics/created"
	ownInbox = "projects/own/subscriptions/inbox"
)

func TestDeployerOfAProjectDoesEverythingInItAndNothingElsewhere(t *testing.T) {
	c := start(t)
	c.topic(created)
	for _, name := range []string{ownTopic, "projects/late/topics/created"} {
		_, err := c.publisher.CreateTopic(as(t, owner), &pb.Topic{Name: name})
		must(t, err)
	}
	_, err := c.policies.SetIamPolicy(as(t, owner), &iampb.SetIamPolicyRequest{Resource: ownTopic, Policy: &iampb.Policy{}})
	must(t, err)
	_, err = c.subscriber.CreateSubscription(as(t, owner), &pb.Subscription{Name: ownInbox, Topic: ownTopic})
	must(t, err)

	_, err = c.publisher.CreateTopic(as(t, owner), &pb.Topic{Name: dead})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.policies.SetIamPolicy(as(t, owner), &iampb.SetIamPolicyRequest{Resource: created, Policy: &iampb.Policy{}})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.subscriber.CreateSubscription(as(t, owner), &pb.Subscription{Name: inbox, Topic: ownTopic})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.publisher.CreateTopic(as(t, crm), &pb.Topic{Name: "projects/own/topics/other"})
	refusedWith(t, err, codes.PermissionDenied)
}

func TestForeignTopicIsAttachedToOnlyWithTheGrant(t *testing.T) {
	c := start(t)
	c.topic(created)
	attach := func() error {
		_, err := c.subscriber.CreateSubscription(as(t, owner), &pb.Subscription{Name: ownInbox, Topic: created})
		return err
	}
	refusedWith(t, attach(), codes.PermissionDenied)
	c.grant(created, "roles/pubsub.subscriber", owner)
	must(t, attach())
	must(t, c.publish(deployer, text("x")))
	if received := c.pull(owner, ownInbox); len(received) != 1 {
		t.Fatalf("received %v", received)
	}
}

func TestProjectsThatComeLaterAreFoundAndKnownOnesStayAsTheyAre(t *testing.T) {
	c := start(t)
	_, err := c.publisher.CreateTopic(as(t, deployer), &pb.Topic{Name: "projects/nowhere/topics/created"})
	refusedWith(t, err, codes.NotFound)
	_, err = c.publisher.CreateTopic(as(t, deployer), &pb.Topic{Name: "projects/late/topics/created"})
	must(t, err)
	withDeadLetters := withDeadLetter(t)
	withDeadLetters.allowForwarding(inbox)
	_, err = withDeadLetters.publisher.CreateTopic(as(t, deployer), &pb.Topic{Name: "projects/late/topics/created"})
	must(t, err)
	must(t, withDeadLetters.publish(deployer, text("poison")))
	if counted := withDeadLetters.fail(inbox); counted != 1 {
		t.Fatalf("the service agent of a known project has changed: attempt %d", counted)
	}
}
