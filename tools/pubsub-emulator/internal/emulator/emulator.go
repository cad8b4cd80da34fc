// Package emulator is Pub/Sub in memory, with the permission checks of Google's: topics, subscriptions, messages,
// snapshots, schemas, IAM policies and the depth of queues over gRPC. What it does not emulate is refused, never ignored.
package emulator

import (
	"maps"
	"net/http"
	"sync"
	"time"

	"cloud.google.com/go/iam/apiv1/iampb"
	"cloud.google.com/go/monitoring/apiv3/v2/monitoringpb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc"

	"event-topology/tools/pubsub-emulator/internal/iam"
)

// maxRequestBytes leaves room around the 10 MB a publish request may have (Pub/Sub documentation, "Quotas and
// limits", resource limits).
const maxRequestBytes = 11 << 20

// Options describe the cloud that is emulated.
type Options struct {
	// Deployer is the IAM member who may do everything in all projects.
	Deployer string
	// Projects are the projects there are, by id.
	Projects map[string]Project
	// MoreProjects is asked for all projects there are by now when one is not known; nil when there will be no others.
	MoreProjects func() (map[string]Project, error)
	// BackoffCap bounds the delay of a retry policy, so that a demonstration need not wait for minutes.
	BackoffCap time.Duration
	// PushAnywhere lets push subscriptions leave this machine.
	PushAnywhere bool
	// Refused is told of every call that is refused and every push that failed; nil for none.
	Refused func(error)
}

// Emulator is the state; one lock guards all of it.
type Emulator struct {
	pb.UnimplementedPublisherServer
	pb.UnimplementedSubscriberServer
	pb.UnimplementedSchemaServiceServer
	options       Options
	mu            sync.Mutex
	projects      map[string]Project
	topics        map[string]*topic
	subscriptions map[string]*subscription
	snapshots     map[string]*snapshot
	schemas       map[string]*schema
	policies      *iam.Store
	messages      int
	pushes        *http.Client
	tokens        tokens
}

// New makes an emulator without any resource.
func New(options Options) *Emulator {
	projects := map[string]Project{}
	maps.Copy(projects, options.Projects)
	return &Emulator{
		options:       options,
		projects:      projects,
		topics:        map[string]*topic{},
		subscriptions: map[string]*subscription{},
		snapshots:     map[string]*snapshot{},
		schemas:       map[string]*schema{},
		policies:      iam.NewStore(options.Deployer),
		pushes:        newPushes(options.PushAnywhere),
	}
}

// Server makes a gRPC server that offers the emulator. Every call passes the permission check.
func (e *Emulator) Server() *grpc.Server {
	server := grpc.NewServer(
		grpc.MaxRecvMsgSize(maxRequestBytes), grpc.MaxSendMsgSize(maxRequestBytes),
		grpc.UnaryInterceptor(e.authorizeUnary), grpc.StreamInterceptor(e.authorizeStream),
	)
	pb.RegisterPublisherServer(server, e)
	pb.RegisterSubscriberServer(server, e)
	pb.RegisterSchemaServiceServer(server, e)
	monitoringpb.RegisterMetricServiceServer(server, metricService{emulator: e})
	iampb.RegisterIAMPolicyServer(server, policyService{emulator: e})
	return server
}
