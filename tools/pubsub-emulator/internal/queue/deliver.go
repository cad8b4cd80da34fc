package queue

import (
	"fmt"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// Take leases up to max available messages, oldest first, to a holder (or nil) for the given time.
func (q *Queue) Take(max int, lease time.Duration, holder *Holder) []*pb.ReceivedMessage {
	var taken []*pb.ReceivedMessage
	oldest := time.Now().Add(-q.Settings.Retention)
	blocked := map[string]bool{}
	for place := q.entries.Front(); place != nil && len(taken) < max; {
		e := place.Value.(*entry)
		place = place.Next()
		key := q.keyOf(e)
		switch {
		case e.state == available && publishedBefore(e.message, oldest):
			q.remove(e)
		case e.state == available && !blocked[key]:
			taken = append(taken, q.lease(e, lease, holder))
			blocked[key] = key != "" && !passes(e, holder)
		default:
			blocked[key] = key != "" && (blocked[key] || !passes(e, holder))
		}
	}
	return taken
}

func (q *Queue) lease(e *entry, duration time.Duration, holder *Holder) *pb.ReceivedMessage {
	q.deliveries++
	e.moves++
	e.state, e.ackID, e.holder = leased, fmt.Sprintf("%s-%d", e.message.GetMessageId(), q.deliveries), holder
	q.leases[e.ackID] = e
	if holder != nil {
		holder.Outstanding++
	}
	q.after(duration, e, func() { q.fail(e) })
	received := &pb.ReceivedMessage{AckId: e.ackID, Message: e.message}
	if q.deadLetter.Limit() > 0 {
		e.deliveries++
		received.DeliveryAttempt = int32(e.deliveries)
	}
	return received
}

// Return makes messages available again that never reached their consumer: that delivery did not happen.
func (q *Queue) Return(messages []*pb.ReceivedMessage) {
	for _, received := range messages {
		if e := q.leases[received.GetAckId()]; e != nil {
			if received.GetDeliveryAttempt() > 0 {
				e.deliveries--
			}
			q.settle(e)
		}
	}
	q.signal()
}

// fail ends a lease without an ack: the message goes to the dead-letter topic, or is redelivered.
func (q *Queue) fail(e *entry) {
	if limit := q.deadLetter.Limit(); limit > 0 && e.deliveries >= limit {
		q.remove(e)
		q.release(q.keyOf(e))
		q.deadLetter.Forward(e.message, e.deliveries)
		q.signal()
		return
	}
	q.settle(e)
	q.replay(e)
	e.failures++
	if delay := q.backoff(e.failures); delay > 0 {
		e.state = waiting
		q.after(delay, e, func() {
			q.settle(e)
			q.signal()
		})
	}
	q.signal()
}

// backoff doubles with every failure within the bounds.
func (q *Queue) backoff(failures int) time.Duration {
	delay := q.Settings.MinBackoff
	for range failures - 1 {
		if delay >= q.Settings.MaxBackoff {
			break
		}
		delay *= 2
	}
	return min(delay, q.Settings.MaxBackoff)
}
