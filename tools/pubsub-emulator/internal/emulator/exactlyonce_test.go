package emulator

import (
	"slices"
	"testing"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func exactlyOnce(t *testing.T) cloud {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, EnableExactlyOnceDelivery: true})
	return c
}

// failures are the ack ids that a refusal names, as Google's client libraries read them.
func failures(t *testing.T, err error) map[string]string {
	t.Helper()
	refusedWith(t, err, codes.InvalidArgument)
	info, found := status.Convert(err).Details()[0].(*errdetails.ErrorInfo)
	if !found || info.GetReason() != "EXACTLY_ONCE_ACKID_FAILURE" || info.GetDomain() != "pubsub.googleapis.com" {
		t.Fatalf("details: %v", status.Convert(err).Details())
	}
	return info.GetMetadata()
}

func TestExpiredAckIdsAreRefusedAndTheOthersTakeEffect(t *testing.T) {
	c := exactlyOnce(t)
	must(t, c.publish(deployer, text("1"), text("2")))
	old := c.pull(deployer, inbox)
	c.modify(inbox, old[0].GetAckId(), 0)
	refused := failures(t, c.ack(inbox, old...))
	if len(refused) != 1 || refused[old[0].GetAckId()] != "PERMANENT_FAILURE_INVALID_ACK_ID" {
		t.Fatalf("refused: %v", refused)
	}
	again := c.pull(deployer, inbox)
	if !slices.Equal(data(again), []string{"1"}) {
		t.Fatalf("then came %v", data(again))
	}
	must(t, c.ack(inbox, again[0]))
	must(t, c.ack(inbox, again[0]))
	_, err := c.subscriber.ModifyAckDeadline(as(t, deployer), &pb.ModifyAckDeadlineRequest{
		Subscription: inbox, AckIds: []string{again[0].GetAckId()}, AckDeadlineSeconds: 20})
	if refused := failures(t, err); len(refused) != 1 {
		t.Fatalf("refused: %v", refused)
	}
	if left := c.pull(deployer, inbox); len(left) != 0 {
		t.Fatalf("an acknowledged message came again: %v", left)
	}
}

func TestWithoutExactlyOnceExpiredAckIdsAreIgnored(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.ack(inbox, &pb.ReceivedMessage{AckId: "expired"}))
}

func TestOutOfOrderAcksMayBeTriedAgain(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{
		Name: inbox, Topic: created, EnableExactlyOnceDelivery: true, EnableMessageOrdering: true})
	must(t, c.publish(deployer, keyed("k", "1", "2")...))
	received := c.receive(c.stream(inbox), 2)
	refused := failures(t, c.ack(inbox, received[1]))
	if refused[received[1].GetAckId()] != "TRANSIENT_FAILURE_UNORDERED_ACK_ID" {
		t.Fatalf("refused: %v", refused)
	}
	must(t, c.ack(inbox, received...))
}

func TestAStreamConfirmsAcksAndDeadlines(t *testing.T) {
	c := exactlyOnce(t)
	must(t, c.publish(deployer, text("1"), text("2")))
	stream := c.stream(inbox)
	first, err := stream.Recv()
	must(t, err)
	if !first.GetSubscriptionProperties().GetExactlyOnceDeliveryEnabled() || len(first.GetReceivedMessages()) != 2 {
		t.Fatalf("received %v", first)
	}
	one, two := first.GetReceivedMessages()[0].GetAckId(), first.GetReceivedMessages()[1].GetAckId()
	must(t, stream.Send(&pb.StreamingPullRequest{
		AckIds: []string{one, "odd"}, ModifyDeadlineAckIds: []string{two, one}, ModifyDeadlineSeconds: []int32{30, 30}}))
	answer, err := stream.Recv()
	must(t, err)
	acks, deadlines := answer.GetAcknowledgeConfirmation(), answer.GetModifyAckDeadlineConfirmation()
	if !slices.Equal(acks.GetAckIds(), []string{one}) || !slices.Equal(acks.GetInvalidAckIds(), []string{"odd"}) ||
		!slices.Equal(deadlines.GetAckIds(), []string{two}) || !slices.Equal(deadlines.GetInvalidAckIds(), []string{one}) {
		t.Fatalf("confirmed %v", answer)
	}
	must(t, stream.Send(&pb.StreamingPullRequest{AckIds: []string{two}}))
	answer, err = stream.Recv()
	must(t, err)
	if !slices.Equal(answer.GetAcknowledgeConfirmation().GetAckIds(), []string{two}) ||
		answer.GetModifyAckDeadlineConfirmation() != nil {
		t.Fatalf("confirmed %v", answer)
	}
}

func TestExactlyOnceIsForPullOnly(t *testing.T) {
	c := start(t)
	c.topic(created)
	push := &pb.PushConfig{PushEndpoint: "https://ar.example/push"}
	_, err := c.subscriber.CreateSubscription(as(t, deployer), &pb.Subscription{
		Name: inbox, Topic: created, EnableExactlyOnceDelivery: true, PushConfig: push})
	refusedWith(t, err, codes.InvalidArgument)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, EnableExactlyOnceDelivery: true})
	_, err = c.subscriber.ModifyPushConfig(as(t, deployer), &pb.ModifyPushConfigRequest{Subscription: inbox, PushConfig: push})
	refusedWith(t, err, codes.InvalidArgument)
}
