package emulator

import (
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Lifetimes of a snapshot (pubsub.proto, Snapshot.expire_time).
const (
	longestSnapshot  = 7 * day
	shortestSnapshot = time.Hour
)

// snapshot holds what was not acknowledged when it was made, and all that its topic published since.
type snapshot struct {
	config   *pb.Snapshot
	messages []*pb.PubsubMessage
}

// newSnapshot refuses a backlog that is too old to be kept for an hour.
func newSnapshot(name string, of *subscription, labels map[string]string) (*snapshot, error) {
	now := time.Now()
	backlog := of.queue.Unacked()
	expires := now.Add(longestSnapshot)
	if len(backlog) > 0 {
		expires = backlog[0].GetPublishTime().AsTime().Add(longestSnapshot)
	}
	if expires.Before(now.Add(shortestSnapshot)) {
		return nil, status.Error(codes.FailedPrecondition,
			"The backlog is too old: the snapshot would expire in less than one hour.")
	}
	return &snapshot{messages: backlog, config: &pb.Snapshot{
		Name: name, Topic: of.config.GetTopic(), ExpireTime: timestamppb.New(expires), Labels: labels,
	}}, nil
}

func (s *snapshot) copy() *pb.Snapshot { return proto.Clone(s.config).(*pb.Snapshot) }

// snapshot finds one that has not expired.
func (e *Emulator) snapshot(name string) (*snapshot, error) {
	found := e.snapshots[name]
	if found == nil {
		return nil, notFound(name)
	}
	if found.config.GetExpireTime().AsTime().Before(time.Now()) {
		e.forgetSnapshot(name)
		return nil, notFound(name)
	}
	return found, nil
}

func (e *Emulator) forgetSnapshot(name string) {
	delete(e.snapshots, name)
	e.policies.Remove(name)
}

// snapshotsOf lists the names of the snapshots that a condition holds for.
func (e *Emulator) snapshotsOf(holds func(*pb.Snapshot) bool) []string {
	var names []string
	for name := range e.snapshots {
		if found, err := e.snapshot(name); err == nil && holds(found.config) {
			names = append(names, name)
		}
	}
	return names
}

// keepInSnapshots adds a message to every snapshot of its topic.
func (e *Emulator) keepInSnapshots(topic string, message *pb.PubsubMessage) {
	for _, each := range e.snapshots {
		if each.config.GetTopic() == topic {
			each.messages = append(each.messages, message)
		}
	}
}
