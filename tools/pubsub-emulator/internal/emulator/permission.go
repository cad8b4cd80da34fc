package emulator

import (
	"cloud.google.com/go/iam/apiv1/iampb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// need is one permission on one resource that a call asks for.
type need struct{ permission, resource string }

// needs says what a request asks for (Pub/Sub documentation, "Access control with IAM", required permissions).
// A request that is not listed is refused to everyone.
func needs(request any) ([]need, error) {
	switch r := request.(type) {
	case *pb.Topic:
		return one("pubsub.topics.create", "projects/"+projectOf(r.GetName()))
	case *pb.UpdateTopicRequest:
		return one("pubsub.topics.update", r.GetTopic().GetName())
	case *pb.PublishRequest:
		return one("pubsub.topics.publish", r.GetTopic())
	case *pb.GetTopicRequest:
		return one("pubsub.topics.get", r.GetTopic())
	case *pb.ListTopicsRequest:
		return one("pubsub.topics.list", r.GetProject())
	case *pb.ListTopicSubscriptionsRequest:
		return one("pubsub.topics.get", r.GetTopic())
	case *pb.ListTopicSnapshotsRequest:
		return one("pubsub.topics.get", r.GetTopic())
	case *pb.DeleteTopicRequest:
		return one("pubsub.topics.delete", r.GetTopic())
	case *pb.DetachSubscriptionRequest:
		return one("pubsub.topics.detachSubscription", r.GetSubscription())
	case *pb.Subscription:
		return []need{
			{"pubsub.subscriptions.create", "projects/" + projectOf(r.GetName())},
			{"pubsub.topics.attachSubscription", r.GetTopic()},
		}, nil
	case *pb.GetSubscriptionRequest:
		return one("pubsub.subscriptions.get", r.GetSubscription())
	case *pb.UpdateSubscriptionRequest:
		return one("pubsub.subscriptions.update", r.GetSubscription().GetName())
	case *pb.ListSubscriptionsRequest:
		return one("pubsub.subscriptions.list", r.GetProject())
	case *pb.DeleteSubscriptionRequest:
		return one("pubsub.subscriptions.delete", r.GetSubscription())
	case *pb.ModifyPushConfigRequest:
		return one("pubsub.subscriptions.update", r.GetSubscription())
	}
	return consumerNeeds(request)
}

func consumerNeeds(request any) ([]need, error) {
	const consume = "pubsub.subscriptions.consume"
	switch r := request.(type) {
	case *pb.PullRequest:
		return one(consume, r.GetSubscription())
	case *pb.StreamingPullRequest:
		return one(consume, r.GetSubscription())
	case *pb.AcknowledgeRequest:
		return one(consume, r.GetSubscription())
	case *pb.ModifyAckDeadlineRequest:
		return one(consume, r.GetSubscription())
	case *pb.SeekRequest:
		return one(consume, r.GetSubscription())
	case *pb.GetSnapshotRequest:
		return one("pubsub.snapshots.get", r.GetSnapshot())
	case *pb.ListSnapshotsRequest:
		return one("pubsub.snapshots.list", r.GetProject())
	case *pb.CreateSnapshotRequest:
		return one("pubsub.snapshots.create", "projects/"+projectOf(r.GetName()))
	case *pb.UpdateSnapshotRequest:
		return one("pubsub.snapshots.update", r.GetSnapshot().GetName())
	case *pb.DeleteSnapshotRequest:
		return one("pubsub.snapshots.delete", r.GetSnapshot())
	case *iampb.GetIamPolicyRequest:
		return one(collectionOf(r.GetResource())+".getIamPolicy", r.GetResource())
	case *iampb.SetIamPolicyRequest:
		return one(collectionOf(r.GetResource())+".setIamPolicy", r.GetResource())
	case *iampb.TestIamPermissionsRequest:
		return nil, nil
	}
	return nil, status.Errorf(codes.PermissionDenied, "%T is not known to the emulator.", request)
}

func one(permission, resource string) ([]need, error) { return []need{{permission, resource}}, nil }
