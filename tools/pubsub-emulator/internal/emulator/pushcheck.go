package emulator

import (
	"net"
	"net/url"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// completePush fills in the version of the push format, which every answer has (pubsub.proto, PushConfig.attributes).
func completePush(config *pb.Subscription) {
	push := config.GetPushConfig()
	if push.GetPushEndpoint() != "" && push.GetAttributes()["x-goog-version"] == "" {
		if push.Attributes == nil {
			push.Attributes = map[string]string{}
		}
		push.Attributes["x-goog-version"] = "v1"
	}
}

// checkPush knows pubsub.proto, message PushConfig. Who creates the subscription would need
// iam.serviceAccounts.actAs on the service account of the token, and Pub/Sub's service agent
// roles/iam.serviceAccountTokenCreator: service accounts have no policies here, so neither is checked.
func checkPush(config *pb.Subscription) error {
	push := config.GetPushConfig()
	if push == nil {
		return nil
	}
	if err := checkEndpoint(push.GetPushEndpoint()); err != nil {
		return err
	}
	for key, value := range push.GetAttributes() {
		switch {
		case key != "x-goog-version":
			return status.Errorf(codes.InvalidArgument, "Invalid push_config attribute: %s.", key)
		case value == "v1beta1":
			return status.Error(codes.Unimplemented, "The push format v1beta1 is not emulated.")
		case value != "v1" && value != "v1beta2":
			return status.Errorf(codes.InvalidArgument, "Invalid x-goog-version: %s.", value)
		}
	}
	if token := push.GetOidcToken(); token != nil && !strings.Contains(token.GetServiceAccountEmail(), "@") {
		return status.Errorf(codes.InvalidArgument,
			"Invalid oidc_token.service_account_email: %q is no email.", token.GetServiceAccountEmail())
	}
	if config.GetEnableExactlyOnceDelivery() {
		return status.Error(codes.InvalidArgument, "Exactly-once delivery is for pull subscriptions only.")
	}
	return nil
}

// checkEndpoint takes https as Pub/Sub does, and http on this machine.
func checkEndpoint(endpoint string) error {
	parsed, err := url.Parse(endpoint)
	if err == nil && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http" && isLoopback(parsed)) {
		return nil
	}
	return status.Errorf(codes.InvalidArgument,
		"Invalid push endpoint given (endpoint=%s): it must be https, or http on 127.0.0.1 in the emulator.", endpoint)
}

func isLoopback(endpoint *url.URL) bool {
	ip := net.ParseIP(endpoint.Hostname())
	return endpoint.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
