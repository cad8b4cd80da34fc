package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"syscall"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// pushedMessage is a message in JSON. Ids and times come under two names (Pub/Sub documentation, "Push
// subscriptions", receive messages).
type pushedMessage struct {
	Attributes   map[string]string `json:"attributes,omitempty"`
	Data         []byte            `json:"data,omitempty"`
	MessageID    string            `json:"messageId"`
	MessageID2   string            `json:"message_id"`
	PublishTime  string            `json:"publishTime"`
	PublishTime2 string            `json:"publish_time"`
	OrderingKey  string            `json:"orderingKey,omitempty"`
}

type pushedEnvelope struct {
	DeliveryAttempt int32         `json:"deliveryAttempt,omitempty"`
	Message         pushedMessage `json:"message"`
	Subscription    string        `json:"subscription"`
}

// pushRequest carries a message in an envelope, or bare when the wrapper is off (Pub/Sub documentation, "Payload
// unwrapping"). An attribute that cannot be a header fails the delivery.
func pushRequest(
	ctx context.Context, config *pb.PushConfig, subscription string, received *pb.ReceivedMessage,
) (*http.Request, error) {
	message := received.GetMessage()
	published := message.GetPublishTime().AsTime().Format(time.RFC3339Nano)
	body, isBare := message.GetData(), config.GetNoWrapper() != nil
	if !isBare {
		wrapped, err := json.Marshal(pushedEnvelope{
			DeliveryAttempt: received.GetDeliveryAttempt(), Subscription: subscription,
			Message: pushedMessage{
				Attributes: message.GetAttributes(), Data: message.GetData(), OrderingKey: message.GetOrderingKey(),
				MessageID: message.GetMessageId(), MessageID2: message.GetMessageId(),
				PublishTime: published, PublishTime2: published,
			},
		})
		if err != nil {
			return nil, err
		}
		body = wrapped
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, config.GetPushEndpoint(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "CloudPubSub-Google")
	if !isBare {
		request.Header.Set("Content-Type", "application/json")
	}
	if config.GetNoWrapper().GetWriteMetadata() {
		for key, value := range message.GetAttributes() {
			request.Header.Set(key, value)
		}
		request.Header.Set("x-goog-pubsub-subscription-name", subscription)
		request.Header.Set("x-goog-pubsub-message-id", message.GetMessageId())
		request.Header.Set("x-goog-pubsub-publish-time", published)
		if key := message.GetOrderingKey(); key != "" {
			request.Header.Set("x-goog-pubsub-ordering-key", key)
		}
	}
	return request, nil
}

// newPushes makes a client that follows no redirect and, unless told otherwise, never leaves the machine: a local
// run must not send its events to a real service.
func newPushes(anywhere bool) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return err
		}
		if ip := net.ParseIP(host); !anywhere && (ip == nil || !ip.IsLoopback()) {
			return &net.AddrError{Err: "the emulator pushes to this machine only", Addr: address}
		}
		return nil
	}}
	return &http.Client{
		Transport:     &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: mostPushes},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
