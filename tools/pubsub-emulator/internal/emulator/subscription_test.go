package emulator

import (
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

func TestFilterChoosesMessages(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, Filter: `attributes.country = "th" OR attributes.country = "sg"`})
	c.subscribe(&pb.Subscription{Name: other, Topic: created})
	for _, country := range []string{"th", "de", "sg"} {
		must(t, c.publish(deployer, &pb.PubsubMessage{Attributes: map[string]string{"country": country}}))
	}
	if filtered, all := c.pull(deployer, inbox), c.pull(deployer, other); len(filtered) != 2 || len(all) != 3 {
		t.Fatalf("%d filtered, %d in all", len(filtered), len(all))
	}
}

func TestAckRemovesAndNackRedelivers(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("x")))
	first := c.pull(deployer, inbox)[0]
	if held := c.pull(deployer, inbox); len(held) != 0 {
		t.Fatal("a leased message was delivered again")
	}
	c.modify(inbox, first.GetAckId(), 0)
	second := c.pull(deployer, inbox)[0]
	for _, ackID := range []string{first.GetAckId(), second.GetAckId()} {
		_, err := c.subscriber.Acknowledge(as(t, deployer), &pb.AcknowledgeRequest{Subscription: inbox, AckIds: []string{ackID}})
		must(t, err)
	}
	c.modify(inbox, second.GetAckId(), 0)
	if left := c.pull(deployer, inbox); len(left) != 0 {
		t.Fatalf("still there: %v", left)
	}
}

func TestPullWaitsForTheFirstMessage(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	published := make(chan error, 1)
	go func() {
		time.Sleep(50 * time.Millisecond)
		published <- c.publish(deployer, text("late"))
	}()
	response, err := c.subscriber.Pull(as(t, deployer), &pb.PullRequest{Subscription: inbox, MaxMessages: 1})
	must(t, err)
	must(t, <-published)
	if len(response.GetReceivedMessages()) != 1 {
		t.Fatalf("received %v", response)
	}
}

func TestStreamRespectsFlowControlAndAcks(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("1"), text("2"), text("3")))
	stream, err := c.subscriber.StreamingPull(as(t, deployer))
	must(t, err)
	must(t, stream.Send(&pb.StreamingPullRequest{
		Subscription: inbox, StreamAckDeadlineSeconds: 10, MaxOutstandingMessages: 2}))
	first, err := stream.Recv()
	must(t, err)
	if len(first.GetReceivedMessages()) != 2 {
		t.Fatalf("%d messages at once", len(first.GetReceivedMessages()))
	}
	must(t, stream.Send(&pb.StreamingPullRequest{AckIds: []string{first.GetReceivedMessages()[0].GetAckId()}}))
	second, err := stream.Recv()
	must(t, err)
	if got := second.GetReceivedMessages(); len(got) != 1 || string(got[0].GetMessage().GetData()) != "3" {
		t.Fatalf("then came %v", got)
	}
}

func TestOrderedMessagesAreRedeliveredInOrder(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, EnableMessageOrdering: true})
	for _, data := range []string{"1", "2"} {
		must(t, c.publish(deployer, &pb.PubsubMessage{Data: []byte(data), OrderingKey: "k"}))
	}
	for step, want := range []string{"1", "1", "2"} {
		received := c.pull(deployer, inbox)
		if len(received) != 1 || string(received[0].GetMessage().GetData()) != want {
			t.Fatalf("step %d: %v instead of %s", step, received, want)
		}
		if step == 0 {
			c.modify(inbox, received[0].GetAckId(), 0)
			continue
		}
		_, err := c.subscriber.Acknowledge(as(t, deployer),
			&pb.AcknowledgeRequest{Subscription: inbox, AckIds: []string{received[0].GetAckId()}})
		must(t, err)
	}
}

func TestUpdateChangesOnlyWhatMayChange(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, Labels: map[string]string{"team": "crm"}})
	update := func(changes *pb.Subscription, paths ...string) (*pb.Subscription, error) {
		changes.Name = inbox
		return c.subscriber.UpdateSubscription(as(t, deployer), &pb.UpdateSubscriptionRequest{
			Subscription: changes, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
	}
	updated, err := update(&pb.Subscription{AckDeadlineSeconds: 60, Filter: "attributes:x"}, "ack_deadline_seconds")
	must(t, err)
	if updated.GetAckDeadlineSeconds() != 60 || updated.GetFilter() != "" || updated.GetLabels()["team"] != "crm" {
		t.Fatalf("updated to %v", updated)
	}
	_, err = update(&pb.Subscription{Filter: "attributes:x"}, "filter")
	refusedWith(t, err, codes.InvalidArgument)
	updated, err = update(&pb.Subscription{EnableExactlyOnceDelivery: true}, "enable_exactly_once_delivery")
	must(t, err)
	if !updated.GetEnableExactlyOnceDelivery() {
		t.Fatalf("updated to %v", updated)
	}
}

func TestWhatIsNotEmulatedIsRefused(t *testing.T) {
	c := start(t)
	c.topic(created)
	for _, subscription := range []*pb.Subscription{
		{BigqueryConfig: &pb.BigQueryConfig{Table: "p.d.t"}},
		{CloudStorageConfig: &pb.CloudStorageConfig{Bucket: "b"}},
		{MessageTransforms: []*pb.MessageTransform{{Disabled: true}}},
		{PushConfig: &pb.PushConfig{
			PushEndpoint: "https://ar.example", Attributes: map[string]string{"x-goog-version": "v1beta1"}}},
	} {
		subscription.Name, subscription.Topic = inbox, created
		_, err := c.subscriber.CreateSubscription(as(t, deployer), subscription)
		refusedWith(t, err, codes.Unimplemented)
	}
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("x")))
	c.modify(inbox, "no such id", 0)
	if received := c.pull(deployer, inbox); len(received) != 1 {
		t.Fatal("the emulator did not go on")
	}
}

func TestRetentionOfAMonthAsOnGoogle(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, MessageRetentionDuration: durationpb.New(31 * day),
		ExpirationPolicy: &pb.ExpirationPolicy{}})
	stored, err := c.subscriber.GetSubscription(as(t, deployer), &pb.GetSubscriptionRequest{Subscription: inbox})
	must(t, err)
	if stored.GetMessageRetentionDuration().AsDuration() != 31*day || stored.GetExpirationPolicy().GetTtl() != nil {
		t.Fatalf("stored %v", stored)
	}
}

func TestUnknownProjectsAndIllegalNamesAreRefused(t *testing.T) {
	c := start(t)
	for name, code := range map[string]codes.Code{
		"projects/nowhere/topics/abc":   codes.NotFound,
		"projects/ar/topics/ab":         codes.InvalidArgument,
		"projects/ar/topics/googly":     codes.InvalidArgument,
		"projects/ar/topics/a/b":        codes.InvalidArgument,
		"projects/ar/subscriptions/abc": codes.InvalidArgument,
	} {
		_, err := c.publisher.CreateTopic(as(t, deployer), &pb.Topic{Name: name})
		t.Log(name)
		refusedWith(t, err, code)
	}
}

func TestDeletedTopicLeavesSubscriptionBehind(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("kept")))
	_, err := c.publisher.DeleteTopic(as(t, deployer), &pb.DeleteTopicRequest{Topic: created})
	must(t, err)
	stored, err := c.subscriber.GetSubscription(as(t, deployer), &pb.GetSubscriptionRequest{Subscription: inbox})
	must(t, err)
	if stored.GetTopic() != "_deleted-topic_" || len(c.pull(deployer, inbox)) != 1 {
		t.Fatalf("left behind: %v", stored)
	}
}

func TestListsArePaged(t *testing.T) {
	c := start(t)
	for _, name := range []string{"abc", "abd", "abe"} {
		c.topic("projects/ar/topics/" + name)
	}
	var names []string
	token := ""
	for range 3 {
		response, err := c.publisher.ListTopics(as(t, deployer),
			&pb.ListTopicsRequest{Project: "projects/ar", PageSize: 2, PageToken: token})
		must(t, err)
		for _, topic := range response.GetTopics() {
			names = append(names, idOf(topic.GetName()))
		}
		if token = response.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(names) != 3 || names[2] != "abe" || token != "" {
		t.Fatalf("listed %v, then %q", names, token)
	}
}
