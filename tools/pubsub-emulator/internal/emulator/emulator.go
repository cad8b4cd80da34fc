// Package emulator is Pub/Sub in memory, with the permission checks of Google's: topics, subscriptions, messages
// and IAM policies over gRPC. What it does not emulate is refused, never ignored.
package emulator

import (
	"maps"
	"sync"
	"time"

	"cloud.google.com/go/iam/apiv1/iampb"
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
	// Refused is told of every call that is refused; nil for none.
	Refused func(error)
}

// Emulator is the state; one lock guards all of it.
type Emulator struct {
	pb.UnimplementedPublisherServer
	pb.UnimplementedSubscriberServer
	options       Options
	mu            sync.Mutex
	projects      map[string]Project
	topics        map[string]*topic
	subscriptions map[string]*subscription
	policies      *iam.Store
	messages      int
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
		policies:      iam.NewStore(options.Deployer),
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
	iampb.RegisterIAMPolicyServer(server, policyService{emulator: e})
	return server
}
