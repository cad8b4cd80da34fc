package emulator

import (
	"context"
	"maps"
	"slices"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/proto"
)

// ListTopics lists the topics of a project by name.
func (e *Emulator) ListTopics(_ context.Context, request *pb.ListTopicsRequest) (*pb.ListTopicsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	names, next := page(within(maps.Keys(e.topics), request.GetProject()), request.GetPageSize(), request.GetPageToken())
	response := &pb.ListTopicsResponse{NextPageToken: next}
	for _, name := range names {
		response.Topics = append(response.Topics, proto.Clone(e.topics[name].config).(*pb.Topic))
	}
	return response, nil
}

// ListTopicSubscriptions lists the names of a topic's subscriptions.
func (e *Emulator) ListTopicSubscriptions(
	_ context.Context, request *pb.ListTopicSubscriptionsRequest,
) (*pb.ListTopicSubscriptionsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.topics[request.GetTopic()]
	if found == nil {
		return nil, notFound(request.GetTopic())
	}
	names, next := page(slices.Collect(maps.Keys(found.subscriptions)), request.GetPageSize(), request.GetPageToken())
	return &pb.ListTopicSubscriptionsResponse{Subscriptions: names, NextPageToken: next}, nil
}

// ListSubscriptions lists the subscriptions of a project by name.
func (e *Emulator) ListSubscriptions(
	_ context.Context, request *pb.ListSubscriptionsRequest,
) (*pb.ListSubscriptionsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := within(maps.Keys(e.subscriptions), request.GetProject())
	names, next := page(all, request.GetPageSize(), request.GetPageToken())
	response := &pb.ListSubscriptionsResponse{NextPageToken: next}
	for _, name := range names {
		response.Subscriptions = append(response.Subscriptions, e.subscriptions[name].copy())
	}
	return response, nil
}

func within(names func(func(string) bool), project string) []string {
	return slices.DeleteFunc(slices.Collect(names), func(name string) bool {
		return !strings.HasPrefix(name, project+"/")
	})
}
