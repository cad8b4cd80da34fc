package queue

import (
	"container/list"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

type state int

const (
	available state = iota
	leased
	// waiting is backing off after a failure.
	waiting
	// held was acknowledged while an earlier message of its ordering key was not: it may have to be delivered again.
	held
)

// entry is one message of one subscription that is not acknowledged for good.
type entry struct {
	message *pb.PubsubMessage
	place   *list.Element
	state   state
	// deliveries counts only while there is a working dead-letter policy (Pub/Sub documentation,
	// "Handle message failures", "Track delivery attempts"); failures counts always, for the backoff.
	deliveries, failures int
	ackID                string
	holder               *Holder
	timer                *time.Timer
	// moves changes with every move, so that a timer that comes too late does nothing.
	moves int
}

// after runs what the entry is waiting for, unless the entry has moved on by then.
func (q *Queue) after(delay time.Duration, e *entry, run func()) {
	moves := e.moves
	e.timer = time.AfterFunc(delay, func() {
		q.lock.Lock()
		defer q.lock.Unlock()
		if e.moves == moves {
			run()
		}
	})
}

// settle takes an entry out of the lease or the pause it is in and makes it available.
func (q *Queue) settle(e *entry) {
	e.moves++
	if e.timer != nil {
		e.timer.Stop()
	}
	if e.holder != nil {
		e.holder.Outstanding--
	}
	delete(q.leases, e.ackID)
	e.state, e.ackID, e.holder, e.timer = available, "", nil, nil
}

func (q *Queue) remove(e *entry) {
	q.settle(e)
	q.entries.Remove(e.place)
}

// publishedBefore tells whether a message is older than a time.
func publishedBefore(message *pb.PubsubMessage, limit time.Time) bool {
	return message.GetPublishTime().AsTime().Before(limit)
}
