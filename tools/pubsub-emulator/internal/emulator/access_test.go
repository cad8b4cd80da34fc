package emulator

import (
	"context"
	"testing"

	"cloud.google.com/go/iam/apiv1/iampb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

func TestOnlyTheGranteePublishes(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.grant(created, "roles/pubsub.publisher", crm)
	must(t, c.publish(crm, text("x")))
	err := c.publish(marketing, text("x"))
	refusedWith(t, err, codes.PermissionDenied)
	info, found := status.Convert(err).Details()[0].(*errdetails.ErrorInfo)
	if !found || info.GetMetadata()["permission"] != "pubsub.topics.publish" || info.GetMetadata()["resource"] != created {
		t.Fatalf("details: %v", status.Convert(err).Details())
	}
}

func TestOnlyTheGranteePulls(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.grant(inbox, "roles/pubsub.subscriber", marketing)
	must(t, c.publish(deployer, text("x")))
	_, err := c.subscriber.Pull(as(t, crm), &pb.PullRequest{Subscription: inbox, MaxMessages: 1})
	refusedWith(t, err, codes.PermissionDenied)
	stream, err := c.subscriber.StreamingPull(as(t, crm))
	must(t, err)
	must(t, stream.Send(&pb.StreamingPullRequest{Subscription: inbox, StreamAckDeadlineSeconds: 10}))
	_, err = stream.Recv()
	refusedWith(t, err, codes.PermissionDenied)
	received := c.pull(marketing, inbox)
	if len(received) != 1 || string(received[0].GetMessage().GetData()) != "x" {
		t.Fatalf("received %v", received)
	}
	_, err = c.subscriber.Acknowledge(as(t, crm),
		&pb.AcknowledgeRequest{Subscription: inbox, AckIds: []string{received[0].GetAckId()}})
	refusedWith(t, err, codes.PermissionDenied)
}

func TestGranteesAdministerNothing(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.grant(created, "roles/pubsub.publisher", crm)
	_, err := c.publisher.DeleteTopic(as(t, crm), &pb.DeleteTopicRequest{Topic: created})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.publisher.CreateTopic(as(t, crm), &pb.Topic{Name: dead})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.policies.SetIamPolicy(as(t, crm), &iampb.SetIamPolicyRequest{Resource: created, Policy: &iampb.Policy{}})
	refusedWith(t, err, codes.PermissionDenied)
	_, err = c.subscriber.CreateSubscription(as(t, crm), &pb.Subscription{Name: inbox, Topic: created})
	refusedWith(t, err, codes.PermissionDenied)
}

func TestAnonymousCallersAreRefused(t *testing.T) {
	_, err := start(t).publisher.ListTopics(context.Background(), &pb.ListTopicsRequest{Project: "projects/ar"})
	refusedWith(t, err, codes.Unauthenticated)
}

func TestRevokedGrantEndsStream(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.grant(inbox, "roles/pubsub.subscriber", marketing)
	stream, err := c.subscriber.StreamingPull(as(t, marketing))
	must(t, err)
	must(t, stream.Send(&pb.StreamingPullRequest{Subscription: inbox, StreamAckDeadlineSeconds: 10}))
	must(t, c.publish(deployer, text("1")))
	_, err = stream.Recv()
	must(t, err)
	_, err = c.policies.SetIamPolicy(as(t, deployer), &iampb.SetIamPolicyRequest{Resource: inbox, Policy: &iampb.Policy{}})
	must(t, err)
	must(t, c.publish(deployer, text("2")))
	_, err = stream.Recv()
	refusedWith(t, err, codes.PermissionDenied)
	if left := c.pull(deployer, inbox); len(left) != 1 || string(left[0].GetMessage().GetData()) != "2" {
		t.Fatalf("the refused message is not available: %v", left)
	}
}

func TestEveryMethodNeedsAPermission(t *testing.T) {
	for _, service := range []protoreflect.FullName{
		"google.pubsub.v1.Publisher", "google.pubsub.v1.Subscriber", "google.pubsub.v1.SchemaService",
		"google.iam.v1.IAMPolicy",
	} {
		found, err := protoregistry.GlobalFiles.FindDescriptorByName(service)
		must(t, err)
		methods := found.(protoreflect.ServiceDescriptor).Methods()
		for i := range methods.Len() {
			name := methods.Get(i).Input().FullName()
			request, err := protoregistry.GlobalTypes.FindMessageByName(name)
			must(t, err)
			wanted, err := needs(request.New().Interface())
			if err != nil || len(wanted) == 0 && name != "google.iam.v1.TestIamPermissionsRequest" {
				t.Errorf("%s: %v %v", name, wanted, err)
			}
		}
	}
	if _, err := needs(&pb.Schema{}); status.Code(err) != codes.PermissionDenied {
		t.Errorf("an unknown request is let through: %v", err)
	}
}
