package queue

import (
	"slices"
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

func all(*pb.PubsubMessage) bool  { return true }
func none(*pb.PubsubMessage) bool { return false }

func TestResetBringsBackWhatWasRetained(t *testing.T) {
	for retains, want := range map[bool][]string{false: {"b"}, true: {"a", "b"}} {
		f := with(Settings{RetainAcked: retains}, 0, "a", "b")
		f.locked(func() {
			f.Ack(f.Take(1, time.Hour, nil)[0].GetAckId())
			f.Reset(nil, all)
			f.takes(t, nil, want...)
		})
	}
}

func TestResetForwardAcksEverything(t *testing.T) {
	f := with(Settings{RetainAcked: true}, 0, "a", "b")
	f.locked(func() {
		held := f.Take(1, time.Hour, nil)[0]
		f.Reset(nil, none)
		f.takes(t, nil)
		if f.Ack(held.GetAckId()) != Invalid {
			t.Error("the lease is still good")
		}
		f.Reset(nil, all)
		f.takes(t, nil, "a", "b")
	})
}

func TestResetAddsWhatIsKeptElsewhereOnceAndInOrder(t *testing.T) {
	f := with(Settings{}, 0, "a", "c")
	f.locked(func() {
		other := []*pb.PubsubMessage{{MessageId: "b", PublishTime: timestamppb.New(time.Now().Add(-time.Minute))}}
		f.Take(1, time.Hour, nil)
		other = append(other, f.Unacked()...)
		f.Reset(other, all)
		f.takes(t, nil, "b", "c")
		if f.entries.Len() != 3 {
			t.Errorf("%d entries", f.entries.Len())
		}
	})
}

func TestWhatIsTooOldOrNoLongerRetainedDoesNotComeBack(t *testing.T) {
	f := with(Settings{RetainAcked: true}, 0)
	f.locked(func() {
		f.Add(&pb.PubsubMessage{MessageId: "a", PublishTime: timestamppb.New(time.Now().Add(-time.Minute))})
		f.Ack(f.Take(1, time.Hour, nil)[0].GetAckId())
		f.Configure(Settings{RetainAcked: true, Retention: time.Second})
		f.Configure(Settings{RetainAcked: true, Retention: time.Hour})
		f.Reset(nil, all)
		f.takes(t, nil)
		f.Add(&pb.PubsubMessage{MessageId: "b", PublishTime: timestamppb.Now()})
		f.Ack(f.Take(1, time.Hour, nil)[0].GetAckId())
		f.Configure(Settings{Retention: time.Hour})
		f.Configure(Settings{RetainAcked: true, Retention: time.Hour})
		f.Reset(nil, all)
		f.takes(t, nil)
	})
}

func TestUnackedCountsWhatIsLeasedButNotWhatIsTooOld(t *testing.T) {
	f := with(Settings{Retention: time.Minute}, 0, "a", "b")
	f.locked(func() {
		f.Take(1, time.Hour, nil)
		f.Add(&pb.PubsubMessage{MessageId: "old", PublishTime: timestamppb.New(time.Now().Add(-time.Hour))})
		var names []string
		for _, each := range f.Unacked() {
			names = append(names, each.GetMessageId())
		}
		if !slices.Equal(names, []string{"a", "b"}) {
			t.Errorf("unacked: %v", names)
		}
	})
}
