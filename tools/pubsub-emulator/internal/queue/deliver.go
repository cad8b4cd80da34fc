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
	busy := map[string]bool{}
	for place := q.entries.Front(); place != nil && len(taken) < max; {
		e := place.Value.(*entry)
		place = place.Next()
		key := e.message.GetOrderingKey()
		ordered := q.Settings.Ordered && key != ""
		free := e.ackID == "" && !e.waiting
		switch {
		case free && e.message.GetPublishTime().AsTime().Before(oldest):
			q.remove(e)
		case free && !(ordered && busy[key]):
			taken = append(taken, q.lease(e, lease, holder))
			busy[key] = true
		default:
			busy[key] = true
		}
	}
	return taken
}

func (q *Queue) lease(e *entry, duration time.Duration, holder *Holder) *pb.ReceivedMessage {
	q.deliveries++
	e.state++
	e.ackID, e.holder = fmt.Sprintf("%s-%d", e.message.GetMessageId(), q.deliveries), holder
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

// Ack removes a message. An unknown or expired id is ignored, as on Pub/Sub without exactly-once delivery.
func (q *Queue) Ack(ackID string) {
	if e := q.leases[ackID]; e != nil {
		q.remove(e)
		q.signal()
	}
}

// Extend sets the deadline of a leased message anew; zero gives the message back.
func (q *Queue) Extend(ackID string, duration time.Duration) {
	e := q.leases[ackID]
	switch {
	case e == nil:
	case duration == 0:
		q.fail(e)
	default:
		e.timer.Stop()
		e.state++
		q.after(duration, e, func() { q.fail(e) })
	}
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
		q.deadLetter.Forward(e.message, e.deliveries)
		q.signal()
		return
	}
	q.settle(e)
	e.failures++
	if delay := q.backoff(e.failures); delay > 0 {
		e.waiting = true
		q.after(delay, e, func() {
			q.settle(e)
			q.signal()
		})
		return
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
