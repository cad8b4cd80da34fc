package queue

import (
	"slices"
	"sync"
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

type deadLetters struct {
	limit     int
	forwarded []string
}

func (d *deadLetters) Limit() int { return d.limit }
func (d *deadLetters) Forward(message *pb.PubsubMessage, _ int) {
	d.forwarded = append(d.forwarded, message.GetMessageId())
}

type fixture struct {
	*Queue
	mu   *sync.Mutex
	dead *deadLetters
}

func with(settings Settings, limit int, ids ...string) fixture {
	f := fixture{mu: &sync.Mutex{}, dead: &deadLetters{limit: limit}}
	if settings.Retention == 0 {
		settings.Retention = time.Hour
	}
	f.Queue = New(f.mu, settings, f.dead)
	for _, id := range ids {
		f.Add(&pb.PubsubMessage{MessageId: id, PublishTime: timestamppb.Now()})
	}
	return f
}

// locked runs a step as the emulator does; timers of the queue run in between.
func (f fixture) locked(step func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	step()
}

func (f fixture) ids(lease time.Duration) (ids []string) {
	f.locked(func() {
		for _, received := range f.Take(10, lease, nil) {
			ids = append(ids, received.GetMessage().GetMessageId())
		}
	})
	return ids
}

func (f fixture) eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		done := false
		f.locked(func() { done = holds() })
		if done {
			return
		}
	}
	t.Fatal("never: " + what)
}

func TestExpiredLeaseRedelivers(t *testing.T) {
	f := with(Settings{}, 0, "a")
	f.ids(10 * time.Millisecond)
	f.eventually(t, "redelivered", func() bool { return len(f.Take(1, time.Hour, nil)) == 1 })
}

func TestExpiredLeasesCountAsDeliveries(t *testing.T) {
	f := with(Settings{}, 2, "a")
	for range 2 {
		f.eventually(t, "taken", func() bool { return len(f.Take(1, 10*time.Millisecond, nil)) == 1 })
	}
	f.eventually(t, "forwarded without another pull", func() bool { return slices.Equal(f.dead.forwarded, []string{"a"}) })
}

func TestExtensionKeepsTheLease(t *testing.T) {
	f := with(Settings{}, 0, "a")
	f.locked(func() {
		taken := f.Take(1, 20*time.Millisecond, nil)
		f.Extend(taken[0].GetAckId(), time.Hour)
	})
	time.Sleep(60 * time.Millisecond)
	if again := f.ids(time.Hour); len(again) != 0 {
		t.Fatalf("taken again: %v", again)
	}
}

func TestTimerThatComesTooLateDoesNothing(t *testing.T) {
	f := with(Settings{}, 0, "a")
	f.locked(func() {
		taken := f.Take(1, 5*time.Millisecond, nil)
		time.Sleep(30 * time.Millisecond) // the timer has fired and waits for the lock
		f.Extend(taken[0].GetAckId(), time.Hour)
	})
	time.Sleep(30 * time.Millisecond)
	if again := f.ids(time.Hour); len(again) != 0 {
		t.Fatalf("taken again: %v", again)
	}
}

func TestBackoffDoublesWithinBounds(t *testing.T) {
	q := with(Settings{MinBackoff: 10 * time.Second, MaxBackoff: 60 * time.Second}, 0)
	for failures, want := range []time.Duration{0, 10, 20, 40, 60, 60} {
		if failures > 0 && q.backoff(failures) != want*time.Second {
			t.Errorf("after %d failures: %s", failures, q.backoff(failures))
		}
	}
}

func TestNackWithBackoffPauses(t *testing.T) {
	f := with(Settings{MinBackoff: 30 * time.Millisecond, MaxBackoff: time.Second}, 0, "a")
	f.locked(func() { f.Extend(f.Take(1, time.Hour, nil)[0].GetAckId(), 0) })
	if early := f.ids(time.Hour); len(early) != 0 {
		t.Fatal("no pause")
	}
	f.eventually(t, "back", func() bool { return len(f.Take(1, time.Hour, nil)) == 1 })
}

func TestOldMessagesAreDropped(t *testing.T) {
	f := with(Settings{Retention: time.Minute}, 0, "new")
	f.Add(&pb.PubsubMessage{MessageId: "old", PublishTime: timestamppb.New(time.Now().Add(-time.Hour))})
	if got := f.ids(time.Hour); !slices.Equal(got, []string{"new"}) || f.entries.Len() != 1 {
		t.Fatalf("taken %v, %d left", got, f.entries.Len())
	}
}

func TestReturnedMessagesWereNotDelivered(t *testing.T) {
	f := with(Settings{}, 5, "a")
	holder := &Holder{}
	f.locked(func() { f.Return(f.Take(1, time.Hour, holder)) })
	f.locked(func() {
		again := f.Take(1, time.Hour, holder)
		if len(again) != 1 || again[0].GetDeliveryAttempt() != 1 || holder.Outstanding != 1 {
			t.Fatalf("%v, %d outstanding", again, holder.Outstanding)
		}
		f.Ack(again[0].GetAckId())
		if holder.Outstanding != 0 || f.entries.Len() != 0 {
			t.Fatalf("%d outstanding, %d left", holder.Outstanding, f.entries.Len())
		}
	})
}

func TestCloseWakesWaiters(t *testing.T) {
	f := with(Settings{}, 0, "a")
	changed := f.Changed()
	f.locked(f.Close)
	select {
	case <-changed:
	default:
		t.Fatal("still asleep")
	}
	if !f.Closed() || f.entries.Len() != 0 {
		t.Fatal("not closed or not empty")
	}
}
