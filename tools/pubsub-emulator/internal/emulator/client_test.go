package emulator

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/pubsub/v2"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// official is Google's own client library on the emulator, as the deployer.
func (c cloud) official() *pubsub.Client {
	c.t.Helper()
	who := func(ctx context.Context) context.Context {
		return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+deployer)
	}
	client, err := pubsub.NewClient(context.Background(), "ar", option.WithoutAuthentication(), option.WithGRPCConn(c.connect(
		grpc.WithUnaryInterceptor(func(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn,
			invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
			return invoke(who(ctx), method, request, reply, connection, options...)
		}),
		grpc.WithStreamInterceptor(func(ctx context.Context, description *grpc.StreamDesc, connection *grpc.ClientConn,
			method string, open grpc.Streamer, options ...grpc.CallOption) (grpc.ClientStream, error) {
			return open(who(ctx), description, connection, method, options...)
		}),
	)))
	must(c.t, err)
	c.t.Cleanup(func() { client.Close() })
	return client
}

// handle receives until count messages were handled.
func (c cloud) handle(client *pubsub.Client, count int, handler func(context.Context, *pubsub.Message)) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var mu sync.Mutex
	must(c.t, client.Subscriber(inbox).Receive(ctx, func(ctx context.Context, message *pubsub.Message) {
		handler(ctx, message)
		mu.Lock()
		defer mu.Unlock()
		if count--; count == 0 {
			cancel()
		}
	}))
	if count > 0 {
		c.t.Fatalf("%d messages did not come", count)
	}
}

func TestGooglesClientUnderstandsExactlyOnce(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{
		Name: inbox, Topic: created, EnableExactlyOnceDelivery: true, RetainAckedMessages: true})
	must(t, c.publish(deployer, text("x")))
	var first sync.Once
	refused := make(chan struct{})
	outcomes := make(chan pubsub.AcknowledgeStatus, 10)
	c.handle(c.official(), 2, func(ctx context.Context, message *pubsub.Message) {
		isFirst := false
		first.Do(func() {
			// There and back takes the lease away while the message is being handled, and it is delivered again.
			must(t, c.seek(deployer, toTime(inbox, inFuture)))
			must(t, c.seek(deployer, toTime(inbox, longAgo)))
			isFirst = true
		})
		if isFirst {
			defer close(refused)
		} else {
			// In one request with the refused ack the library would take this one for refused too.
			<-refused
		}
		status, err := message.AckWithResult().Get(ctx)
		if (err == nil) != (status == pubsub.AcknowledgeStatusSuccess) {
			t.Errorf("status %v with %v", status, err)
		}
		outcomes <- status
	})
	if one, two := <-outcomes, <-outcomes; one != pubsub.AcknowledgeStatusInvalidAckID ||
		two != pubsub.AcknowledgeStatusSuccess {
		t.Errorf("outcomes %v and %v", one, two)
	}
	if left := c.pull(deployer, inbox); len(left) != 0 {
		t.Errorf("left: %v", data(left))
	}
}

func TestGooglesClientHandlesAKeyInOrder(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, EnableMessageOrdering: true})
	client := c.official()
	publisher := client.Publisher(created)
	publisher.EnableMessageOrdering = true
	want := map[string][]string{"k": {"1", "2", "3", "4"}, "l": {"5", "6", "7", "8"}}
	for key, texts := range want {
		for _, each := range texts {
			publisher.Publish(context.Background(), &pubsub.Message{Data: []byte(each), OrderingKey: key})
		}
	}
	publisher.Stop()
	got := map[string][]string{}
	var mu sync.Mutex
	c.handle(client, 8, func(_ context.Context, message *pubsub.Message) {
		mu.Lock()
		defer mu.Unlock()
		got[message.OrderingKey] = append(got[message.OrderingKey], string(message.Data))
		message.Ack()
	})
	for key := range want {
		if !slices.Equal(got[key], want[key]) {
			t.Errorf("%s: %v", key, got[key])
		}
	}
}
