package queue

import (
	"container/list"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// entry is one message of one subscription: available, leased (ackID is set) or backing off (waiting).
type entry struct {
	message *pb.PubsubMessage
	place   *list.Element
	// deliveries counts only while there is a working dead-letter policy (Pub/Sub documentation,
	// "Handle message failures", "Track delivery attempts"); failures counts always, for the backoff.
	deliveries, failures int
	ackID                string
	holder               *Holder
	waiting              bool
	timer                *time.Timer
	// state changes with every move, so that a timer that comes too late does nothing.
	state int
}

// after runs what the entry is waiting for, unless the entry has moved on by then.
func (q *Queue) after(delay time.Duration, e *entry, run func()) {
	state := e.state
	e.timer = time.AfterFunc(delay, func() {
		q.lock.Lock()
		defer q.lock.Unlock()
		if e.state == state {
			run()
		}
	})
}

// settle takes an entry out of the lease or the pause it is in.
func (q *Queue) settle(e *entry) {
	e.state++
	if e.timer != nil {
		e.timer.Stop()
	}
	if e.holder != nil {
		e.holder.Outstanding--
	}
	delete(q.leases, e.ackID)
	e.ackID, e.holder, e.timer, e.waiting = "", nil, nil, false
}

func (q *Queue) remove(e *entry) {
	q.settle(e)
	q.entries.Remove(e.place)
}
