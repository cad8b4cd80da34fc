package emulator

import (
	"context"
	"net"
	"testing"
	"time"

	"cloud.google.com/go/iam/apiv1/iampb"
	"cloud.google.com/go/monitoring/apiv3/v2/monitoringpb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
)

const (
	deployer  = "user:deployer@ar.example"
	owner     = "user:owner@ar.example"
	crm       = "serviceAccount:crm@ar.iam.gserviceaccount.com"
	marketing = "serviceAccount:marketing@ar.iam.gserviceaccount.com"
	agent     = "serviceAccount:service-42@gcp-sa-pubsub.iam.gserviceaccount.com"

	created  = "projects/ar/topics/created"
	dead     = "projects/ar/topics/created-dlq"
	inbox    = "projects/ar/subscriptions/inbox"
	other    = "projects/ar/subscriptions/other"
	deadSub  = "projects/ar/subscriptions/inbox-dlq"
	attempts = 5
)

// cloud is a running emulator and a connection to it.
type cloud struct {
	t          *testing.T
	publisher  pb.PublisherClient
	subscriber pb.SubscriberClient
	policies   iampb.IAMPolicyClient
	schemas    pb.SchemaServiceClient
	metrics    monitoringpb.MetricServiceClient
	emulator   *Emulator
	connect    func(...grpc.DialOption) *grpc.ClientConn
}

func start(t *testing.T) cloud {
	t.Helper()
	listener := bufconn.Listen(1 << 20)
	emulator := New(Options{
		Deployer: deployer, BackoffCap: 20 * time.Millisecond,
		Projects: map[string]Project{"ar": {Number: "42"}, "empty": {Number: "43"}, "own": {Number: "44", Deployer: owner}},
		MoreProjects: func() (map[string]Project, error) {
			return map[string]Project{"ar": {Number: "0"}, "late": {Number: "45", Deployer: owner}}, nil
		},
	})
	server := emulator.Server()
	go server.Serve(listener) //nolint:errcheck // ends with Stop
	t.Cleanup(server.Stop)
	connect := func(options ...grpc.DialOption) *grpc.ClientConn {
		connection, err := grpc.NewClient("passthrough:///emulator", append(options,
			grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
				return listener.DialContext(ctx)
			}))...)
		must(t, err)
		t.Cleanup(func() { connection.Close() })
		return connection
	}
	connection := connect()
	return cloud{t, pb.NewPublisherClient(connection), pb.NewSubscriberClient(connection),
		iampb.NewIAMPolicyClient(connection), pb.NewSchemaServiceClient(connection),
		monitoringpb.NewMetricServiceClient(connection), emulator, connect}
}

func as(t *testing.T, member string) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+member)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refusedWith(t *testing.T, err error, code codes.Code) {
	t.Helper()
	if status.Code(err) != code {
		t.Fatalf("got %v, want %v", err, code)
	}
}

func (c cloud) topic(name string) {
	c.t.Helper()
	_, err := c.publisher.CreateTopic(as(c.t, deployer), &pb.Topic{Name: name})
	must(c.t, err)
}

func (c cloud) subscribe(subscription *pb.Subscription) {
	c.t.Helper()
	_, err := c.subscriber.CreateSubscription(as(c.t, deployer), subscription)
	must(c.t, err)
}

// grant adds one member to the policy of a resource, as an additive IAM resource does.
func (c cloud) grant(resource, role, member string) {
	c.t.Helper()
	policy, err := c.policies.GetIamPolicy(as(c.t, deployer), &iampb.GetIamPolicyRequest{Resource: resource})
	must(c.t, err)
	policy.Bindings = append(policy.Bindings, &iampb.Binding{Role: role, Members: []string{member}})
	_, err = c.policies.SetIamPolicy(as(c.t, deployer), &iampb.SetIamPolicyRequest{Resource: resource, Policy: policy})
	must(c.t, err)
}

func (c cloud) publish(member string, messages ...*pb.PubsubMessage) error {
	_, err := c.publisher.Publish(as(c.t, member), &pb.PublishRequest{Topic: created, Messages: messages})
	return err
}

func (c cloud) pull(member, subscription string) []*pb.ReceivedMessage {
	c.t.Helper()
	response, err := c.subscriber.Pull(as(c.t, member),
		&pb.PullRequest{Subscription: subscription, MaxMessages: 100, ReturnImmediately: true})
	must(c.t, err)
	return response.GetReceivedMessages()
}

func (c cloud) modify(subscription, ackID string, deadline int32) {
	c.t.Helper()
	_, err := c.subscriber.ModifyAckDeadline(as(c.t, deployer), &pb.ModifyAckDeadlineRequest{
		Subscription: subscription, AckIds: []string{ackID}, AckDeadlineSeconds: deadline})
	must(c.t, err)
}

// data returns the texts of messages in the order they came in.
func data(messages []*pb.ReceivedMessage) (texts []string) {
	for _, each := range messages {
		texts = append(texts, string(each.GetMessage().GetData()))
	}
	return texts
}

func (c cloud) ack(subscription string, messages ...*pb.ReceivedMessage) error {
	request := &pb.AcknowledgeRequest{Subscription: subscription}
	for _, each := range messages {
		request.AckIds = append(request.AckIds, each.GetAckId())
	}
	_, err := c.subscriber.Acknowledge(as(c.t, deployer), request)
	return err
}

// stream opens a streaming pull as the deployer.
func (c cloud) stream(subscription string) pb.Subscriber_StreamingPullClient {
	c.t.Helper()
	stream, err := c.subscriber.StreamingPull(as(c.t, deployer))
	must(c.t, err)
	must(c.t, stream.Send(&pb.StreamingPullRequest{Subscription: subscription, StreamAckDeadlineSeconds: 10}))
	return stream
}

func text(data string) *pb.PubsubMessage { return &pb.PubsubMessage{Data: []byte(data)} }
