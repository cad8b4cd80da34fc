package queue

import (
	"cmp"
	"slices"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// Reset gives every message the acknowledgement state that is wanted of it: those in the queue, those that were
// acknowledged and retained, and those kept elsewhere. Leases of messages that stay unacknowledged go on.
func (q *Queue) Reset(elsewhere []*pb.PubsubMessage, isUnacked func(*pb.PubsubMessage) bool) {
	present := map[string]bool{}
	for place := q.entries.Front(); place != nil; {
		e := place.Value.(*entry)
		place = place.Next()
		switch {
		case !isUnacked(e.message):
			q.finish(e)
			continue
		case e.state == held:
			q.settle(e)
		}
		present[e.message.GetMessageId()] = true
	}
	q.expireRetained()
	acked := q.retained
	q.retained = nil
	for _, message := range acked {
		if isUnacked(message) {
			q.restore(message, present)
		} else {
			q.retained = append(q.retained, message)
		}
	}
	for _, message := range elsewhere {
		if isUnacked(message) {
			q.restore(message, present)
		}
	}
	q.sort()
	q.signal()
}

// Unacked returns the messages that are not acknowledged, oldest first.
func (q *Queue) Unacked() []*pb.PubsubMessage {
	var messages []*pb.PubsubMessage
	oldest := time.Now().Add(-q.Settings.Retention)
	for place := q.entries.Front(); place != nil; place = place.Next() {
		if e := place.Value.(*entry); e.state != held && (e.state == leased || !publishedBefore(e.message, oldest)) {
			messages = append(messages, e.message)
		}
	}
	return messages
}

func (q *Queue) restore(message *pb.PubsubMessage, present map[string]bool) {
	if !present[message.GetMessageId()] {
		present[message.GetMessageId()] = true
		e := &entry{message: message}
		e.place = q.entries.PushBack(e)
	}
}

// expireRetained drops acknowledged messages that are too old to come back.
func (q *Queue) expireRetained() {
	oldest := time.Now().Add(-q.Settings.Retention)
	q.retained = slices.DeleteFunc(q.retained, func(message *pb.PubsubMessage) bool {
		return !q.Settings.RetainAcked || publishedBefore(message, oldest)
	})
}

// sort puts the entries in the order they were published in.
func (q *Queue) sort() {
	var all []*entry
	for place := q.entries.Front(); place != nil; place = place.Next() {
		all = append(all, place.Value.(*entry))
	}
	slices.SortStableFunc(all, func(a, b *entry) int {
		return cmp.Or(
			a.message.GetPublishTime().AsTime().Compare(b.message.GetPublishTime().AsTime()),
			cmp.Compare(len(a.message.GetMessageId()), len(b.message.GetMessageId())),
			cmp.Compare(a.message.GetMessageId(), b.message.GetMessageId()),
		)
	})
	q.entries.Init()
	for _, e := range all {
		e.place = q.entries.PushBack(e)
	}
}
