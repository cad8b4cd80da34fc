package emulator

import (
	"regexp"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// keyName is the form of a key's name (pubsub.proto, Topic.kms_key_name).
var keyName = regexp.MustCompile(`^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$`)

// checkTopic knows the limits of pubsub.proto, messages Topic, MessageStoragePolicy and SchemaSettings.
func (e *Emulator) checkTopic(config *pb.Topic) error {
	if err := refuseOthers(config, "name", "labels", "message_storage_policy", "kms_key_name",
		"message_retention_duration", "schema_settings", "state"); err != nil {
		return err
	}
	if policy := config.GetMessageStoragePolicy(); policy != nil && len(policy.GetAllowedPersistenceRegions()) == 0 {
		return status.Error(codes.InvalidArgument, "A message_storage_policy allows at least one region.")
	}
	if key := config.GetKmsKeyName(); key != "" && !keyName.MatchString(key) {
		return status.Errorf(codes.InvalidArgument, "Invalid kms_key_name: %s.", key)
	}
	if err := e.checkSchemaSettings(config.GetSchemaSettings()); err != nil {
		return err
	}
	return between("message_retention_duration", config.GetMessageRetentionDuration(), 10*time.Minute, 31*day)
}
