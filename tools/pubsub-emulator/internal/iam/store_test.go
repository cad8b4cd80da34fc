package iam

import (
	"testing"

	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/genproto/googleapis/type/expr"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	topic  = "projects/ar/topics/created"
	member = "user:a@ar.example"
)

func stored(t *testing.T, role string, members ...string) *Store {
	t.Helper()
	store := NewStore("user:root@ar.example")
	policy := &iampb.Policy{Bindings: []*iampb.Binding{{Role: role, Members: members}}}
	if _, err := store.Set(topic, policy); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestRolesGiveTheirPermissionsOnTheirResourceOnly(t *testing.T) {
	store := stored(t, "roles/pubsub.publisher", member)
	for _, question := range []struct {
		member, permission, resource string
		want                         bool
	}{
		{member, "pubsub.topics.publish", topic, true},
		{member, "pubsub.topics.get", topic, false},
		{member, "pubsub.topics.publish", topic + "2", false},
		{"user:b@ar.example", "pubsub.topics.publish", topic, false},
		{"user:root@ar.example", "pubsub.topics.delete", topic, true},
	} {
		if store.Allows(question.member, question.permission, question.resource) != question.want {
			t.Errorf("%+v", question)
		}
	}
}

func TestEverybodyIsAMember(t *testing.T) {
	for _, everybody := range []string{"allUsers", "allAuthenticatedUsers"} {
		if !stored(t, "roles/pubsub.publisher", everybody).Allows(member, "pubsub.topics.publish", topic) {
			t.Errorf("%s does not include %s", everybody, member)
		}
	}
}

func TestLargerRolesIncludeSmallerOnes(t *testing.T) {
	order := []string{"roles/pubsub.viewer", "roles/pubsub.editor", "roles/pubsub.admin"}
	for i := range len(order) - 1 {
		store := stored(t, order[i+1], member)
		for _, permission := range roles[order[i]] {
			if !store.Allows(member, permission, topic) {
				t.Errorf("%s lacks %s", order[i+1], permission)
			}
		}
	}
}

func TestConditionsAreRefused(t *testing.T) {
	_, err := NewStore("").Set(topic, &iampb.Policy{Bindings: []*iampb.Binding{
		{Role: "roles/pubsub.viewer", Members: []string{member}, Condition: &expr.Expr{Expression: "true"}}}})
	if status.Code(err) != codes.Unimplemented {
		t.Errorf("got %v", err)
	}
}

func TestRemovedPolicyGrantsNothing(t *testing.T) {
	store := stored(t, "roles/pubsub.publisher", member)
	store.Remove(topic)
	if store.Allows(member, "pubsub.topics.publish", topic) {
		t.Error("still granted")
	}
}
