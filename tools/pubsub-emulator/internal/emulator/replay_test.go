package emulator

import (
	"slices"
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

const (
	before   = "projects/ar/snapshots/before"
	longAgo  = -time.Hour
	inFuture = time.Hour
)

func (c cloud) seek(member string, request *pb.SeekRequest) error {
	_, err := c.subscriber.Seek(as(c.t, member), request)
	return err
}

func toTime(subscription string, from time.Duration) *pb.SeekRequest {
	return &pb.SeekRequest{
		Subscription: subscription, Target: &pb.SeekRequest_Time{Time: timestamppb.New(time.Now().Add(from))}}
}

func toSnapshot(subscription string) *pb.SeekRequest {
	return &pb.SeekRequest{Subscription: subscription, Target: &pb.SeekRequest_Snapshot{Snapshot: before}}
}

func (c cloud) snapshot(of string) {
	c.t.Helper()
	_, err := c.subscriber.CreateSnapshot(as(c.t, deployer), &pb.CreateSnapshotRequest{Name: before, Subscription: of})
	must(c.t, err)
}

func (c cloud) drain(subscription string) []string {
	c.t.Helper()
	received := c.pull(deployer, subscription)
	must(c.t, c.ack(subscription, received...))
	return data(received)
}

func TestSeekToTheTimeBeforeBringsBackRetainedAckedMessages(t *testing.T) {
	for retains, want := range map[bool][]string{false: nil, true: {"1", "2"}} {
		c := start(t)
		c.topic(created)
		c.subscribe(&pb.Subscription{Name: inbox, Topic: created, RetainAckedMessages: retains})
		must(t, c.publish(deployer, text("1"), text("2")))
		c.drain(inbox)
		must(t, c.seek(deployer, toTime(inbox, longAgo)))
		if again := c.drain(inbox); !slices.Equal(again, want) {
			t.Fatalf("retained %t: %v", retains, again)
		}
	}
}

func TestATopicsRetentionReplaysEvenToANewSubscriptionThroughItsFilter(t *testing.T) {
	c := start(t)
	_, err := c.publisher.CreateTopic(as(t, deployer),
		&pb.Topic{Name: created, MessageRetentionDuration: durationpb.New(10 * time.Minute)})
	must(t, err)
	must(t, c.publish(deployer, keyed("", "a1", "b1", "a2")...))
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, Filter: `attributes.kind = "a"`})
	if early := c.pull(deployer, inbox); len(early) != 0 {
		t.Fatalf("without a seek came %v", data(early))
	}
	must(t, c.seek(deployer, toTime(inbox, longAgo)))
	if replayed := c.drain(inbox); !slices.Equal(replayed, []string{"a1", "a2"}) {
		t.Fatalf("replayed %v", replayed)
	}
	must(t, c.publish(deployer, keyed("", "a3")...))
	must(t, c.seek(deployer, toTime(inbox, inFuture)))
	if left := c.drain(inbox); len(left) != 0 {
		t.Fatalf("after a seek to the future came %v", left)
	}
	_, err = c.publisher.UpdateTopic(as(t, deployer), &pb.UpdateTopicRequest{
		Topic: &pb.Topic{Name: created}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"message_retention_duration"}}})
	must(t, err)
	must(t, c.seek(deployer, toTime(inbox, longAgo)))
	if replayed := c.drain(inbox); len(replayed) != 0 {
		t.Fatalf("without retention was replayed %v", replayed)
	}
}

func TestATopicForgetsWhatIsOlderThanItsRetention(t *testing.T) {
	retained := &topic{config: &pb.Topic{MessageRetentionDuration: durationpb.New(10 * time.Minute)}}
	for _, age := range []time.Duration{time.Hour, 11 * time.Minute, 9 * time.Minute} {
		retained.log = append(retained.log, &pb.PubsubMessage{PublishTime: timestamppb.New(time.Now().Add(-age))})
	}
	if left := retained.retained(); len(left) != 1 {
		t.Fatalf("%d messages", len(left))
	}
}

func TestTopicRetentionHasBounds(t *testing.T) {
	for retention, code := range map[time.Duration]codes.Code{
		10*time.Minute - 1: codes.InvalidArgument, 31*day + 1: codes.InvalidArgument,
		10 * time.Minute: codes.OK, 31 * day: codes.OK,
	} {
		c := start(t)
		_, err := c.publisher.CreateTopic(as(t, deployer),
			&pb.Topic{Name: created, MessageRetentionDuration: durationpb.New(retention)})
		refusedWith(t, err, code)
	}
}

func TestASnapshotMovesABacklogToAnotherSubscriptionOfTheTopic(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("acked")))
	c.drain(inbox)
	must(t, c.publish(deployer, text("1"), text("2")))
	c.snapshot(inbox)
	must(t, c.publish(deployer, text("3")))
	c.subscribe(&pb.Subscription{Name: other, Topic: created})
	must(t, c.publish(deployer, text("4")))
	must(t, c.seek(deployer, toSnapshot(other)))
	if moved := c.drain(other); !slices.Equal(moved, []string{"1", "2", "3", "4"}) {
		t.Fatalf("moved %v", moved)
	}
	c.drain(inbox)
	must(t, c.seek(deployer, toSnapshot(inbox)))
	if again := c.drain(inbox); !slices.Equal(again, []string{"1", "2", "3", "4"}) {
		t.Fatalf("the source itself got %v", again)
	}
}

func TestSnapshotsAreListedUpdatedAndDeleted(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.snapshot(inbox)
	_, err := c.subscriber.CreateSnapshot(as(t, deployer), &pb.CreateSnapshotRequest{Name: before, Subscription: inbox})
	refusedWith(t, err, codes.AlreadyExists)
	labels := map[string]string{"team": "crm"}
	updated, err := c.subscriber.UpdateSnapshot(as(t, deployer), &pb.UpdateSnapshotRequest{
		Snapshot: &pb.Snapshot{Name: before, Labels: labels}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"labels"}}})
	must(t, err)
	life := time.Until(updated.GetExpireTime().AsTime())
	if updated.GetLabels()["team"] != "crm" || updated.GetTopic() != created || life > 7*day || life < 7*day-time.Minute {
		t.Fatalf("updated to %v", updated)
	}
	listed, err := c.subscriber.ListSnapshots(as(t, deployer), &pb.ListSnapshotsRequest{Project: "projects/ar"})
	must(t, err)
	ofTopic, err := c.publisher.ListTopicSnapshots(as(t, deployer), &pb.ListTopicSnapshotsRequest{Topic: created})
	must(t, err)
	if len(listed.GetSnapshots()) != 1 || !slices.Equal(ofTopic.GetSnapshots(), []string{before}) {
		t.Fatalf("listed %v, of the topic %v", listed, ofTopic)
	}
	_, err = c.subscriber.DeleteSnapshot(as(t, deployer), &pb.DeleteSnapshotRequest{Snapshot: before})
	must(t, err)
	_, err = c.subscriber.GetSnapshot(as(t, deployer), &pb.GetSnapshotRequest{Snapshot: before})
	refusedWith(t, err, codes.NotFound)
	refusedWith(t, c.seek(deployer, toSnapshot(inbox)), codes.NotFound)
}

func TestASnapshotOfAnOldBacklogLivesShorterOrNotAtAll(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, MessageRetentionDuration: durationpb.New(31 * day)})
	of := c.emulator.subscriptions[inbox]
	for age, want := range map[time.Duration]codes.Code{3 * day: codes.OK, 7*day - 30*time.Minute: codes.FailedPrecondition} {
		c.emulator.mu.Lock()
		of.queue.Clear()
		of.queue.Add(&pb.PubsubMessage{MessageId: "0", PublishTime: timestamppb.New(time.Now().Add(-age))})
		made, err := newSnapshot(before, of, nil)
		c.emulator.mu.Unlock()
		refusedWith(t, err, want)
		if err == nil && time.Until(made.config.GetExpireTime().AsTime()) > 4*day {
			t.Errorf("expires at %v", made.config.GetExpireTime())
		}
	}
}

func TestAnExpiredSnapshotIsGone(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.snapshot(inbox)
	_, err := c.subscriber.UpdateSnapshot(as(t, deployer), &pb.UpdateSnapshotRequest{
		Snapshot:   &pb.Snapshot{Name: before, ExpireTime: timestamppb.New(time.Now().Add(-time.Second))},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"expire_time"}}})
	must(t, err)
	refusedWith(t, c.seek(deployer, toSnapshot(inbox)), codes.NotFound)
	c.snapshot(inbox)
}

func TestSeekingNeedsTheSameTopic(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.topic(dead)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.subscribe(&pb.Subscription{Name: deadSub, Topic: dead})
	c.snapshot(inbox)
	refusedWith(t, c.seek(deployer, toSnapshot(deadSub)), codes.FailedPrecondition)
	refusedWith(t, c.seek(deployer, &pb.SeekRequest{Subscription: inbox}), codes.InvalidArgument)
}

func TestSnapshotsAndSeeksNeedTheirGrants(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.snapshot(inbox)
	refusedWith(t, c.seek(marketing, toTime(inbox, longAgo)), codes.PermissionDenied)
	c.grant(inbox, "roles/pubsub.subscriber", marketing)
	must(t, c.seek(marketing, toTime(inbox, longAgo)))
	refusedWith(t, c.seek(marketing, toSnapshot(inbox)), codes.PermissionDenied)
	c.grant(before, "roles/pubsub.subscriber", marketing)
	must(t, c.seek(marketing, toSnapshot(inbox)))
	_, err := c.subscriber.CreateSnapshot(as(t, marketing),
		&pb.CreateSnapshotRequest{Name: before + "2", Subscription: inbox})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.subscriber.CreateSnapshot(as(t, owner),
		&pb.CreateSnapshotRequest{Name: "projects/own/snapshots/foreign", Subscription: inbox})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.subscriber.DeleteSnapshot(as(t, marketing), &pb.DeleteSnapshotRequest{Snapshot: before})
	refusedWith(t, err, codes.PermissionDenied)
}
