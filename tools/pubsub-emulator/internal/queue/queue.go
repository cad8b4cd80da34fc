// Package queue holds the messages of one subscription: who has them, how often they were delivered, when they
// become available again. Each subscription counts for itself.
package queue

import (
	"container/list"
	"sync"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// Settings may change at any time while the lock is held.
type Settings struct {
	AckDeadline time.Duration
	// Ordered delivers messages of one ordering key in the order they were published.
	Ordered bool
	// ExactlyOnce answers acks truthfully: an ack id that is expired or out of order is refused.
	ExactlyOnce bool
	// RetainAcked keeps acknowledged messages for Retention, so that Reset can bring them back.
	RetainAcked bool
	// MinBackoff and MaxBackoff bound the delay before a redelivery; zero redelivers at once.
	MinBackoff, MaxBackoff time.Duration
	Retention              time.Duration
}

// DeadLetter takes over messages that failed too often.
type DeadLetter interface {
	// Limit is the number of deliveries allowed; zero while there is no working dead-letter policy.
	Limit() int
	// Forward publishes a message to the dead-letter topic after that many deliveries.
	Forward(message *pb.PubsubMessage, deliveries int)
}

// Holder counts the messages one consumer holds, for its flow control.
type Holder struct {
	Outstanding int
	// Streams lets the holder have several messages of one ordering key at a time. Others get one after the other
	// (Pub/Sub documentation, "Order messages", push and simple pull).
	Streams bool
}

// Queue does no locking of its own but in its timers: callers hold the lock given to New.
type Queue struct {
	Settings   Settings
	lock       sync.Locker
	deadLetter DeadLetter
	entries    *list.List // of *entry, oldest first
	retained   []*pb.PubsubMessage
	leases     map[string]*entry
	confirmed  recent
	deliveries uint64
	changed    chan struct{}
	closed     bool
}

// New makes an empty queue whose methods are called with lock held.
func New(lock sync.Locker, settings Settings, deadLetter DeadLetter) *Queue {
	return &Queue{
		Settings: settings, lock: lock, deadLetter: deadLetter,
		entries: list.New(), leases: map[string]*entry{}, changed: make(chan struct{}),
	}
}

// Configure changes the settings. Acknowledged messages that are no longer to be retained are dropped.
func (q *Queue) Configure(settings Settings) {
	q.Settings = settings
	q.expireRetained()
	q.signal()
}

// Add appends a message, which is never written to.
func (q *Queue) Add(message *pb.PubsubMessage) {
	e := &entry{message: message}
	e.place = q.entries.PushBack(e)
	q.signal()
}

// Changed is closed when there may be something new to take, or the queue was closed.
func (q *Queue) Changed() <-chan struct{} { return q.changed }

// Closed tells whether Close was called.
func (q *Queue) Closed() bool { return q.closed }

// Clear drops every message.
func (q *Queue) Clear() {
	for place := q.entries.Front(); place != nil; place = q.entries.Front() {
		q.remove(place.Value.(*entry))
	}
	q.retained = nil
	q.signal()
}

// Close drops every message and wakes whoever waits.
func (q *Queue) Close() {
	q.closed = true
	q.Clear()
}

func (q *Queue) signal() {
	close(q.changed)
	q.changed = make(chan struct{})
}
