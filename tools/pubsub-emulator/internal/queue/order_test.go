package queue

import (
	"slices"
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

func ordered(settings Settings, limit int, messages ...string) fixture {
	settings.Ordered = true
	f := with(settings, limit)
	for _, id := range messages {
		f.Add(&pb.PubsubMessage{MessageId: id, OrderingKey: id[:1], PublishTime: timestamppb.Now()})
	}
	return f
}

func ids(received []*pb.ReceivedMessage) (ids []string) {
	for _, each := range received {
		ids = append(ids, each.GetMessage().GetMessageId())
	}
	return ids
}

func (f fixture) takes(t *testing.T, holder *Holder, want ...string) []*pb.ReceivedMessage {
	t.Helper()
	taken := f.Take(10, time.Hour, holder)
	if !slices.Equal(ids(taken), want) {
		t.Fatalf("took %v instead of %v", ids(taken), want)
	}
	return taken
}

func TestAStreamGetsAllOfAKeyInOrderAndNobodyElseDoesMeanwhile(t *testing.T) {
	f := ordered(Settings{}, 0, "a1", "b1", "a2", "a3")
	f.locked(func() {
		stream, other := &Holder{Streams: true}, &Holder{Streams: true}
		f.takes(t, stream, "a1", "b1", "a2", "a3")
		f.Add(&pb.PubsubMessage{MessageId: "a4", OrderingKey: "a", PublishTime: timestamppb.Now()})
		f.takes(t, other)
		f.takes(t, nil)
		f.takes(t, stream, "a4")
	})
}

func TestPullAndPushGetOneOfAKeyAtATime(t *testing.T) {
	f := ordered(Settings{}, 0, "a1", "a2", "b1")
	f.locked(func() {
		taken := f.takes(t, nil, "a1", "b1")
		f.takes(t, nil)
		f.Ack(taken[0].GetAckId())
		f.takes(t, &Holder{}, "a2")
	})
}

func TestANackReplaysAllLaterMessagesOfItsKeyEvenAckedOnes(t *testing.T) {
	f := ordered(Settings{}, 9, "a1", "a2", "b1", "a3")
	f.locked(func() {
		stream := &Holder{Streams: true}
		taken := f.takes(t, stream, "a1", "a2", "b1", "a3")
		f.Ack(taken[1].GetAckId())
		if stream.Outstanding != 3 {
			t.Fatalf("%d outstanding after an ack", stream.Outstanding)
		}
		f.Extend(taken[0].GetAckId(), 0)
		if stream.Outstanding != 1 {
			t.Fatalf("%d outstanding after a nack", stream.Outstanding)
		}
		if late := f.Ack(taken[3].GetAckId()); late != Invalid {
			t.Fatalf("the lease of a later message is still good: %v", late)
		}
		again := f.takes(t, stream, "a1", "a2", "a3")
		for i, attempt := range []int32{2, 2, 1} {
			if again[i].GetDeliveryAttempt() != attempt {
				t.Errorf("%s: attempt %d", again[i].GetMessage().GetMessageId(), again[i].GetDeliveryAttempt())
			}
		}
		for _, each := range again {
			f.Ack(each.GetAckId())
		}
		f.Ack(taken[2].GetAckId())
		if f.entries.Len() != 0 || len(f.Unacked()) != 0 {
			t.Fatalf("%d entries left", f.entries.Len())
		}
	})
}

func TestAnAckedMessageIsGoneWithTheEarlierOnes(t *testing.T) {
	f := ordered(Settings{}, 0, "a1", "a2", "a3")
	f.locked(func() {
		taken := f.takes(t, &Holder{Streams: true}, "a1", "a2", "a3")
		f.Ack(taken[1].GetAckId())
		f.Ack(taken[0].GetAckId())
		f.Extend(taken[2].GetAckId(), 0)
		f.takes(t, nil, "a3")
		if f.entries.Len() != 1 {
			t.Fatalf("%d entries left", f.entries.Len())
		}
	})
}

func TestADeadLetterFreesItsKey(t *testing.T) {
	f := ordered(Settings{}, 1, "a1", "a2", "a3")
	f.locked(func() {
		taken := f.takes(t, &Holder{Streams: true}, "a1", "a2", "a3")
		f.Ack(taken[1].GetAckId())
		f.Extend(taken[0].GetAckId(), 0)
		if !slices.Equal(f.dead.forwarded, []string{"a1"}) || f.entries.Len() != 1 {
			t.Fatalf("forwarded %v, %d left", f.dead.forwarded, f.entries.Len())
		}
		if f.Ack(taken[2].GetAckId()) != Done {
			t.Fatal("the message after the dead letter lost its lease")
		}
	})
}

func TestBackoffHoldsBackTheKeyAndNoOther(t *testing.T) {
	f := ordered(Settings{MinBackoff: 30 * time.Millisecond, MaxBackoff: time.Second}, 0, "a1", "a2", "b1")
	f.locked(func() {
		f.Extend(f.Take(1, time.Hour, nil)[0].GetAckId(), 0)
		f.takes(t, nil, "b1")
	})
	f.eventually(t, "a1 is back", func() bool { return slices.Equal(ids(f.Take(1, time.Hour, nil)), []string{"a1"}) })
}

func TestExactlyOnceAnswersTruthfully(t *testing.T) {
	f := ordered(Settings{ExactlyOnce: true}, 0, "a1", "a2")
	f.locked(func() {
		taken := f.takes(t, &Holder{Streams: true}, "a1", "a2")
		one, two := taken[0].GetAckId(), taken[1].GetAckId()
		for step, got := range []Outcome{f.Ack(two), f.Ack(one), f.Ack(one), f.Ack(two), f.Ack("odd"), f.Extend(one, time.Hour)} {
			if want := []Outcome{Unordered, Done, Done, Done, Invalid, Invalid}[step]; got != want {
				t.Errorf("step %d: %v instead of %v", step, got, want)
			}
		}
	})
}

func TestConfirmedAcksAreForgottenInTheEnd(t *testing.T) {
	var acks recent
	acks.add("first")
	for range remembered {
		acks.add("more")
	}
	if acks.has("first") || len(acks.order) != remembered {
		t.Fatal("nothing was forgotten")
	}
}
