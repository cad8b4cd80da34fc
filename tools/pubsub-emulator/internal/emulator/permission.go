package emulator

import (
	"slices"
	"strings"

	"cloud.google.com/go/iam/apiv1/iampb"
	"cloud.google.com/go/monitoring/apiv3/v2/monitoringpb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// need is one permission on one resource that a call asks for.
type need struct {
	permission, resource string
	// ofTopic asks for the permission on the topic of the subscription that is the resource.
	ofTopic bool
}

// needs says what a request asks for (Pub/Sub documentation, "Access control with IAM", required permissions).
// A request that is not listed is refused to everyone.
func needs(request any) ([]need, error) {
	switch r := request.(type) {
	case *pb.Topic:
		return withSchema(r, need{permission: "pubsub.topics.create", resource: "projects/" + projectOf(r.GetName())})
	case *pb.UpdateTopicRequest:
		update := need{permission: "pubsub.topics.update", resource: r.GetTopic().GetName()}
		if !slices.Contains(r.GetUpdateMask().GetPaths(), "schema_settings") {
			return []need{update}, nil
		}
		return withSchema(r.GetTopic(), update)
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
		return []need{{permission: "pubsub.topics.detachSubscription", resource: r.GetSubscription(), ofTopic: true}}, nil
	case *pb.Subscription:
		return []need{
			{permission: "pubsub.subscriptions.create", resource: "projects/" + projectOf(r.GetName())},
			{permission: "pubsub.topics.attachSubscription", resource: r.GetTopic()},
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
		wanted := []need{{permission: consume, resource: r.GetSubscription()}}
		if r.GetSnapshot() != "" {
			wanted = append(wanted, need{permission: "pubsub.snapshots.seek", resource: r.GetSnapshot()})
		}
		return wanted, nil
	case *pb.GetSnapshotRequest:
		return one("pubsub.snapshots.get", r.GetSnapshot())
	case *pb.ListSnapshotsRequest:
		return one("pubsub.snapshots.list", r.GetProject())
	case *pb.CreateSnapshotRequest:
		return []need{
			{permission: "pubsub.snapshots.create", resource: "projects/" + projectOf(r.GetName())},
			{permission: consume, resource: r.GetSubscription()},
		}, nil
	case *pb.UpdateSnapshotRequest:
		return one("pubsub.snapshots.update", r.GetSnapshot().GetName())
	case *pb.DeleteSnapshotRequest:
		return one("pubsub.snapshots.delete", r.GetSnapshot())
	}
	return otherNeeds(request)
}

func otherNeeds(request any) ([]need, error) {
	switch r := request.(type) {
	case *pb.CreateSchemaRequest:
		return one("pubsub.schemas.create", r.GetParent())
	case *pb.GetSchemaRequest:
		return one("pubsub.schemas.get", withoutRevision(r.GetName()))
	case *pb.ListSchemasRequest:
		return one("pubsub.schemas.list", r.GetParent())
	case *pb.ListSchemaRevisionsRequest:
		return one("pubsub.schemas.listRevisions", r.GetName())
	case *pb.CommitSchemaRequest:
		return one("pubsub.schemas.commit", r.GetName())
	case *pb.RollbackSchemaRequest:
		return one("pubsub.schemas.rollback", r.GetName())
	case *pb.DeleteSchemaRevisionRequest:
		return one("pubsub.schemas.delete", withoutRevision(r.GetName()))
	case *pb.DeleteSchemaRequest:
		return one("pubsub.schemas.delete", r.GetName())
	case *pb.ValidateSchemaRequest:
		return one("pubsub.schemas.validate", r.GetParent())
	case *pb.ValidateMessageRequest:
		return one("pubsub.schemas.validate", r.GetParent())
	case *iampb.GetIamPolicyRequest:
		return one(collectionOf(r.GetResource())+".getIamPolicy", r.GetResource())
	case *iampb.SetIamPolicyRequest:
		return one(collectionOf(r.GetResource())+".setIamPolicy", r.GetResource())
	case *iampb.TestIamPermissionsRequest:
		return nil, nil
	case *monitoringpb.ListTimeSeriesRequest:
		// Cloud Monitoring asks for monitoring.timeSeries.list on the project. Projects have no policies here, so
		// whoever says who they are may look.
		return nil, nil
	}
	return nil, status.Errorf(codes.PermissionDenied, "%T is not known to the emulator.", request)
}

func one(permission, resource string) ([]need, error) {
	return []need{{permission: permission, resource: resource}}, nil
}

// withSchema also asks for the right to use the schema of a topic.
func withSchema(topic *pb.Topic, own need) ([]need, error) {
	if name := topic.GetSchemaSettings().GetSchema(); name != "" {
		return []need{own, {permission: "pubsub.schemas.attach", resource: name}}, nil
	}
	return []need{own}, nil
}

func withoutRevision(schema string) string {
	name, _, _ := strings.Cut(schema, "@")
	return name
}
