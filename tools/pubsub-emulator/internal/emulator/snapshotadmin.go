package emulator

import (
	"context"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// CreateSnapshot keeps the backlog of a subscription, and what its topic publishes from now on.
func (e *Emulator) CreateSnapshot(_ context.Context, request *pb.CreateSnapshotRequest) (*pb.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	name := request.GetName()
	if err := refuseOthers(request, "name", "subscription", "labels"); err != nil {
		return nil, err
	}
	of, err := e.attached(request.GetSubscription())
	if err != nil {
		return nil, err
	}
	if err := e.checkName(name, "snapshots"); err != nil {
		return nil, err
	}
	if e.topics[of.config.GetTopic()] == nil {
		return nil, status.Error(codes.FailedPrecondition, "The subscription's topic has been deleted.")
	}
	if _, err := e.snapshot(name); err == nil {
		return nil, status.Errorf(codes.AlreadyExists, "Resource already exists in the project (resource=%s).", idOf(name))
	}
	made, err := newSnapshot(name, of, request.GetLabels())
	if err != nil {
		return nil, err
	}
	e.snapshots[name] = made
	return made.copy(), nil
}

// GetSnapshot returns one snapshot.
func (e *Emulator) GetSnapshot(_ context.Context, request *pb.GetSnapshotRequest) (*pb.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.snapshot(request.GetSnapshot())
	if err != nil {
		return nil, err
	}
	return found.copy(), nil
}

// UpdateSnapshot changes labels and the time of expiry.
func (e *Emulator) UpdateSnapshot(_ context.Context, request *pb.UpdateSnapshotRequest) (*pb.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, err := e.snapshot(request.GetSnapshot().GetName())
	if err != nil {
		return nil, err
	}
	config, err := merge(found.config, request.GetSnapshot(), request.GetUpdateMask(), "labels", "expire_time")
	if err != nil {
		return nil, err
	}
	found.config = config
	return found.copy(), nil
}

// ListSnapshots lists the snapshots of a project by name.
func (e *Emulator) ListSnapshots(
	_ context.Context, request *pb.ListSnapshotsRequest,
) (*pb.ListSnapshotsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := e.snapshotsOf(func(each *pb.Snapshot) bool {
		return strings.HasPrefix(each.GetName(), request.GetProject()+"/")
	})
	names, next := page(all, request.GetPageSize(), request.GetPageToken())
	response := &pb.ListSnapshotsResponse{NextPageToken: next}
	for _, name := range names {
		response.Snapshots = append(response.Snapshots, e.snapshots[name].copy())
	}
	return response, nil
}

// ListTopicSnapshots lists the names of the snapshots of a topic.
func (e *Emulator) ListTopicSnapshots(
	_ context.Context, request *pb.ListTopicSnapshotsRequest,
) (*pb.ListTopicSnapshotsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.topics[request.GetTopic()] == nil {
		return nil, notFound(request.GetTopic())
	}
	all := e.snapshotsOf(func(each *pb.Snapshot) bool { return each.GetTopic() == request.GetTopic() })
	names, next := page(all, request.GetPageSize(), request.GetPageToken())
	return &pb.ListTopicSnapshotsResponse{Snapshots: names, NextPageToken: next}, nil
}

// DeleteSnapshot drops its messages and its policy too.
func (e *Emulator) DeleteSnapshot(_ context.Context, request *pb.DeleteSnapshotRequest) (*emptypb.Empty, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, err := e.snapshot(request.GetSnapshot()); err != nil {
		return nil, err
	}
	e.forgetSnapshot(request.GetSnapshot())
	return &emptypb.Empty{}, nil
}
