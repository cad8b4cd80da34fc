// Package iam keeps the policies of topics and subscriptions and answers who may do what.
package iam

import "slices"

// Permissions of the predefined Pub/Sub roles, as far as they concern topics, subscriptions, snapshots and
// schemas (Pub/Sub documentation, "Access control with IAM", table of roles).
var (
	publish   = []string{"pubsub.topics.publish"}
	subscribe = []string{"pubsub.snapshots.seek", "pubsub.subscriptions.consume", "pubsub.topics.attachSubscription"}
	view      = []string{
		"pubsub.schemas.get", "pubsub.schemas.list", "pubsub.schemas.listRevisions", "pubsub.schemas.validate",
		"pubsub.snapshots.get", "pubsub.snapshots.list", "pubsub.subscriptions.get", "pubsub.subscriptions.list",
		"pubsub.topics.get", "pubsub.topics.list",
	}
	edit = slices.Concat(publish, subscribe, view, []string{
		"pubsub.schemas.attach", "pubsub.schemas.commit", "pubsub.schemas.create", "pubsub.schemas.delete",
		"pubsub.schemas.rollback",
		"pubsub.snapshots.create", "pubsub.snapshots.delete", "pubsub.snapshots.update",
		"pubsub.subscriptions.create", "pubsub.subscriptions.delete", "pubsub.subscriptions.update",
		"pubsub.topics.create", "pubsub.topics.delete", "pubsub.topics.detachSubscription", "pubsub.topics.update",
	})
	administer = slices.Concat(edit, []string{
		"pubsub.schemas.getIamPolicy", "pubsub.schemas.setIamPolicy",
		"pubsub.snapshots.getIamPolicy", "pubsub.snapshots.setIamPolicy",
		"pubsub.subscriptions.getIamPolicy", "pubsub.subscriptions.setIamPolicy",
		"pubsub.topics.getIamPolicy", "pubsub.topics.setIamPolicy",
	})
)

var roles = map[string][]string{
	"roles/pubsub.publisher":  publish,
	"roles/pubsub.subscriber": subscribe,
	"roles/pubsub.viewer":     view,
	"roles/pubsub.editor":     edit,
	"roles/pubsub.admin":      administer,
}
