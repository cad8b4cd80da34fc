package emulator

import (
	"slices"
	"testing"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

const key = "projects/ar/locations/l/keyRings/r/cryptoKeys/k"

func TestStoragePolicyAndKeyAreStoredAndUpdated(t *testing.T) {
	c := start(t)
	policy := &pb.MessageStoragePolicy{AllowedPersistenceRegions: []string{"europe-west1"}, EnforceInTransit: true}
	made, err := c.publisher.CreateTopic(as(t, deployer),
		&pb.Topic{Name: created, MessageStoragePolicy: policy, KmsKeyName: key})
	must(t, err)
	if !proto.Equal(made.GetMessageStoragePolicy(), policy) || made.GetKmsKeyName() != key {
		t.Fatalf("made %v", made)
	}
	updated, err := c.publisher.UpdateTopic(as(t, deployer), &pb.UpdateTopicRequest{
		Topic:      &pb.Topic{Name: created, KmsKeyName: key + "2"},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"message_storage_policy", "kms_key_name"}}})
	must(t, err)
	if updated.GetMessageStoragePolicy() != nil || updated.GetKmsKeyName() != key+"2" {
		t.Fatalf("updated to %v", updated)
	}
}

func TestTopicsThatCannotBeAreRefused(t *testing.T) {
	c := start(t)
	for _, wrong := range []*pb.Topic{
		{KmsKeyName: "k"},
		{MessageStoragePolicy: &pb.MessageStoragePolicy{}},
		{SchemaSettings: &pb.SchemaSettings{Schema: customers}},
	} {
		wrong.Name = created
		_, err := c.publisher.CreateTopic(as(t, deployer), wrong)
		refusedWith(t, err, codes.InvalidArgument)
	}
}

func TestADetachedSubscriptionIsEmptyForGood(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	must(t, c.publish(deployer, text("1")))
	stream := c.stream(inbox)
	_, err := stream.Recv()
	must(t, err)
	detach := func(member string) error {
		_, err := c.publisher.DetachSubscription(as(t, member), &pb.DetachSubscriptionRequest{Subscription: inbox})
		return err
	}
	c.grant(inbox, "roles/pubsub.admin", crm)
	refusedWith(t, detach(crm), codes.PermissionDenied)
	c.grant(created, "roles/pubsub.editor", crm)
	must(t, detach(crm))
	_, err = stream.Recv()
	refusedWith(t, err, codes.FailedPrecondition)
	must(t, c.publish(deployer, text("2")))
	_, err = c.subscriber.Pull(as(t, deployer), &pb.PullRequest{Subscription: inbox, MaxMessages: 1})
	refusedWith(t, err, codes.FailedPrecondition)
	refusedWith(t, c.seek(deployer, toTime(inbox, longAgo)), codes.FailedPrecondition)
	stored, err := c.subscriber.GetSubscription(as(t, deployer), &pb.GetSubscriptionRequest{Subscription: inbox})
	must(t, err)
	listed, err := c.publisher.ListTopicSubscriptions(as(t, deployer), &pb.ListTopicSubscriptionsRequest{Topic: created})
	must(t, err)
	if !stored.GetDetached() || stored.GetTopic() != created || slices.Contains(listed.GetSubscriptions(), inbox) {
		t.Fatalf("stored %v, listed %v", stored, listed)
	}
}
