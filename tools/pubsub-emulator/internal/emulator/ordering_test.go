package emulator

import (
	"slices"
	"strings"
	"testing"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
)

func keyed(key string, texts ...string) (messages []*pb.PubsubMessage) {
	for _, each := range texts {
		messages = append(messages, &pb.PubsubMessage{
			Data: []byte(each), OrderingKey: key, Attributes: map[string]string{"kind": each[:1]}})
	}
	return messages
}

// receive reads from a stream until it has that many messages.
func (c cloud) receive(stream pb.Subscriber_StreamingPullClient, count int) (messages []*pb.ReceivedMessage) {
	c.t.Helper()
	for len(messages) < count {
		response, err := stream.Recv()
		must(c.t, err)
		messages = append(messages, response.GetReceivedMessages()...)
	}
	return messages
}

func TestAStreamKeepsTheOrderOfEachKeyAndReplaysAfterANack(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{
		Name: inbox, Topic: created, EnableMessageOrdering: true, Filter: `NOT attributes.kind = "z"`})
	must(t, c.publish(deployer, append(keyed("k", "a1", "z2", "a3"), keyed("l", "b1")...)...))
	stream := c.stream(inbox)
	first := c.receive(stream, 3)
	if !slices.Equal(data(first), []string{"a1", "a3", "b1"}) {
		t.Fatalf("received %v", data(first))
	}
	must(t, stream.Send(&pb.StreamingPullRequest{
		AckIds:               []string{first[1].GetAckId(), first[2].GetAckId()},
		ModifyDeadlineAckIds: []string{first[0].GetAckId()}, ModifyDeadlineSeconds: []int32{0},
	}))
	if again := c.receive(stream, 2); !slices.Equal(data(again), []string{"a1", "a3"}) {
		t.Fatalf("replayed %v", data(again))
	}
}

func TestADeadLetterKeepsItsKeyAndFreesIt(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.topic(dead)
	c.subscribe(&pb.Subscription{Name: deadSub, Topic: dead})
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, EnableMessageOrdering: true,
		DeadLetterPolicy: &pb.DeadLetterPolicy{DeadLetterTopic: dead, MaxDeliveryAttempts: attempts}})
	c.allowForwarding(inbox)
	must(t, c.publish(deployer, keyed("k", "a1", "a2")...))
	for range attempts {
		c.fail(inbox)
	}
	forwarded := c.pull(deployer, deadSub)
	if len(forwarded) != 1 || forwarded[0].GetMessage().GetOrderingKey() != "k" {
		t.Fatalf("forwarded %v", forwarded)
	}
	if next := c.pull(deployer, inbox); len(next) != 1 || next[0].GetDeliveryAttempt() != 1 || data(next)[0] != "a2" {
		t.Fatalf("then came %v", next)
	}
}

func TestOrderingKeyHasALimit(t *testing.T) {
	c := start(t)
	c.topic(created)
	must(t, c.publish(deployer, keyed(strings.Repeat("k", 1024), "x")...))
	refusedWith(t, c.publish(deployer, keyed(strings.Repeat("k", 1025), "x")...), codes.InvalidArgument)
}
