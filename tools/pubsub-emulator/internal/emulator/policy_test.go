package emulator

import (
	"slices"
	"testing"

	"cloud.google.com/go/iam/apiv1/iampb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
)

func TestPolicyNeedsResource(t *testing.T) {
	c := start(t)
	_, err := c.policies.SetIamPolicy(as(t, deployer), &iampb.SetIamPolicyRequest{Resource: created, Policy: &iampb.Policy{}})
	refusedWith(t, err, codes.NotFound)
	_, err = c.policies.GetIamPolicy(as(t, deployer), &iampb.GetIamPolicyRequest{Resource: inbox})
	refusedWith(t, err, codes.NotFound)
}

func TestPolicyGoesWithItsResource(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.grant(created, "roles/pubsub.publisher", crm)
	c.grant(inbox, "roles/pubsub.subscriber", marketing)
	_, err := c.publisher.DeleteTopic(as(t, deployer), &pb.DeleteTopicRequest{Topic: created})
	must(t, err)
	_, err = c.subscriber.DeleteSubscription(as(t, deployer), &pb.DeleteSubscriptionRequest{Subscription: inbox})
	must(t, err)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	refusedWith(t, c.publish(crm, text("x")), codes.PermissionDenied)
	_, err = c.subscriber.Pull(as(t, marketing), &pb.PullRequest{Subscription: inbox, MaxMessages: 1})
	refusedWith(t, err, codes.PermissionDenied)
}

func TestStaleEtagLosesNoGrant(t *testing.T) {
	c := start(t)
	c.topic(created)
	stale, err := c.policies.GetIamPolicy(as(t, deployer), &iampb.GetIamPolicyRequest{Resource: created})
	must(t, err)
	c.grant(created, "roles/pubsub.publisher", crm)
	_, err = c.policies.SetIamPolicy(as(t, deployer), &iampb.SetIamPolicyRequest{Resource: created, Policy: stale})
	refusedWith(t, err, codes.Aborted)
	must(t, c.publish(crm, text("x")))
}

func TestPolicyRefusesWhatItCouldNotEnforce(t *testing.T) {
	c := start(t)
	c.topic(created)
	for name, want := range map[string]struct {
		binding *iampb.Binding
		code    codes.Code
	}{
		"role":   {&iampb.Binding{Role: "roles/owner", Members: []string{crm}}, codes.InvalidArgument},
		"member": {&iampb.Binding{Role: "roles/pubsub.viewer", Members: []string{"crm@ar.example"}}, codes.InvalidArgument},
	} {
		_, err := c.policies.SetIamPolicy(as(t, deployer), &iampb.SetIamPolicyRequest{
			Resource: created, Policy: &iampb.Policy{Bindings: []*iampb.Binding{want.binding}}})
		t.Log(name)
		refusedWith(t, err, want.code)
	}
}

func TestTestIamPermissionsAnswersForTheCaller(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.grant(created, "roles/pubsub.publisher", crm)
	asked := []string{"pubsub.topics.publish", "pubsub.topics.delete"}
	for member, want := range map[string][]string{crm: asked[:1], marketing: nil, deployer: asked} {
		response, err := c.policies.TestIamPermissions(as(t, member),
			&iampb.TestIamPermissionsRequest{Resource: created, Permissions: asked})
		must(t, err)
		if !slices.Equal(response.GetPermissions(), want) {
			t.Errorf("%s: %v", member, response.GetPermissions())
		}
	}
}
