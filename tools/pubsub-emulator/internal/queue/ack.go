package queue

import "time"

// Outcome of an ack or of a new deadline. Without exactly-once delivery nobody is told.
type Outcome int

const (
	Done Outcome = iota
	// Invalid ids are malformed, or their lease has expired or was taken away.
	Invalid
	// Unordered acks come before that of an earlier message of the same ordering key.
	Unordered
)

// Ack removes a message. An ack that is repeated is no error (pubsub.proto, Acknowledge).
func (q *Queue) Ack(ackID string) Outcome {
	e := q.leases[ackID]
	if e == nil {
		if q.confirmed.has(ackID) {
			return Done
		}
		return Invalid
	}
	if key := q.keyOf(e); key != "" && q.hasEarlier(e, key) {
		if q.Settings.ExactlyOnce {
			return Unordered
		}
		q.settle(e)
		e.state = held
	} else {
		q.finish(e)
		q.release(key)
	}
	if q.Settings.ExactlyOnce {
		q.confirmed.add(ackID)
	}
	q.signal()
	return Done
}

// finish acknowledges a message for good.
func (q *Queue) finish(e *entry) {
	q.remove(e)
	if q.Settings.RetainAcked {
		q.retained = append(q.retained, e.message)
	}
}

// Extend sets the deadline of a leased message anew; zero gives the message back.
func (q *Queue) Extend(ackID string, duration time.Duration) Outcome {
	e := q.leases[ackID]
	switch {
	case e == nil:
		return Invalid
	case duration == 0:
		q.fail(e)
	default:
		e.timer.Stop()
		e.moves++
		q.after(duration, e, func() { q.fail(e) })
	}
	return Done
}
