package emulator

import (
	"slices"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// keep retains a message for as long as the topic says (pubsub.proto, Topic.message_retention_duration).
func (t *topic) keep(message *pb.PubsubMessage) {
	if t.config.GetMessageRetentionDuration() != nil {
		t.log = append(t.log, message)
	}
	t.forget()
}

// forget drops what is no longer retained.
func (t *topic) forget() {
	if t.config.GetMessageRetentionDuration() == nil {
		t.log = nil
		return
	}
	oldest := time.Now().Add(-t.config.GetMessageRetentionDuration().AsDuration())
	young := slices.IndexFunc(t.log, func(message *pb.PubsubMessage) bool {
		return !message.GetPublishTime().AsTime().Before(oldest)
	})
	if young < 0 {
		young = len(t.log)
	}
	t.log = t.log[young:]
}

func (t *topic) retained() []*pb.PubsubMessage {
	t.forget()
	return t.log
}
