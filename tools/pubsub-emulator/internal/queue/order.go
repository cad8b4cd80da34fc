package queue

// keyOf is the ordering key that matters: empty for a message that is in no order with others.
func (q *Queue) keyOf(e *entry) string {
	if !q.Settings.Ordered {
		return ""
	}
	return e.message.GetOrderingKey()
}

// passes tells whether the holder may take later messages of the entry's key.
func passes(e *entry, holder *Holder) bool {
	return e.state == held || e.state == leased && holder != nil && holder.Streams && e.holder == holder
}

// hasEarlier tells whether a message of the key before this one is not acknowledged.
func (q *Queue) hasEarlier(e *entry, key string) bool {
	for place := e.place.Prev(); place != nil; place = place.Prev() {
		if earlier := place.Value.(*entry); earlier.message.GetOrderingKey() == key && earlier.state != held {
			return true
		}
	}
	return false
}

// release acknowledges for good what was held behind a message of the key that is gone.
func (q *Queue) release(key string) {
	if key == "" {
		return
	}
	for place := q.entries.Front(); place != nil; {
		e := place.Value.(*entry)
		place = place.Next()
		if e.message.GetOrderingKey() != key {
			continue
		}
		if e.state != held {
			return
		}
		q.finish(e)
	}
}

// replay makes all later messages of the key available again, also acknowledged ones: Pub/Sub redelivers every
// message after one that it redelivers (Pub/Sub documentation, "Order messages"). That is no failure of theirs.
func (q *Queue) replay(e *entry) {
	key := q.keyOf(e)
	if key == "" {
		return
	}
	for place := e.place.Next(); place != nil; place = place.Next() {
		later := place.Value.(*entry)
		if later.message.GetOrderingKey() != key || later.state != leased && later.state != held {
			continue
		}
		if later.state == leased && later.deliveries > 0 {
			later.deliveries--
		}
		q.settle(later)
	}
}
