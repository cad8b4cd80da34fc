package emulator

import (
	"context"
	"strconv"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Limits of one publish request (Pub/Sub documentation, "Quotas and limits", resource limits).
const (
	maxMessages       = 1000
	maxAttributes     = 100
	maxKeyBytes       = 256
	maxValueBytes     = 1024
	maxOrderingBytes  = 1024
	maxPublishedBytes = 10_000_000
)

// Publish gives every subscription of the topic its own copy of each message.
func (e *Emulator) Publish(_ context.Context, request *pb.PublishRequest) (*pb.PublishResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.topics[request.GetTopic()]
	if found == nil {
		return nil, notFound(request.GetTopic())
	}
	if count := len(request.GetMessages()); count == 0 || count > maxMessages {
		return nil, status.Errorf(codes.InvalidArgument, "A request has 1 to %d messages, not %d.", maxMessages, count)
	}
	if proto.Size(request) > maxPublishedBytes {
		return nil, status.Errorf(codes.InvalidArgument, "The request is larger than %d bytes.", maxPublishedBytes)
	}
	for _, message := range request.GetMessages() {
		if err := checkMessage(message); err != nil {
			return nil, err
		}
	}
	messages := make([]*pb.PubsubMessage, 0, len(request.GetMessages()))
	for _, message := range request.GetMessages() {
		messages = append(messages, proto.Clone(message).(*pb.PubsubMessage))
	}
	if err := e.validate(messages, found.config.GetSchemaSettings()); err != nil {
		return nil, err
	}
	response := &pb.PublishResponse{}
	for _, message := range messages {
		response.MessageIds = append(response.MessageIds, e.publish(found, message))
	}
	return response, nil
}

// publish takes the message over and returns its new id.
func (e *Emulator) publish(to *topic, message *pb.PubsubMessage) string {
	e.messages++
	message.MessageId, message.PublishTime = strconv.Itoa(e.messages), timestamppb.Now()
	to.keep(message)
	e.keepInSnapshots(to.config.GetName(), message)
	for _, subscribed := range to.subscriptions {
		if subscribed.filter(message.GetAttributes()) {
			subscribed.queue.Add(message)
		}
	}
	return message.MessageId
}

func checkMessage(message *pb.PubsubMessage) error {
	if len(message.GetData()) == 0 && len(message.GetAttributes()) == 0 {
		return status.Error(codes.InvalidArgument, "A message has data or at least one attribute.")
	}
	if len(message.GetAttributes()) > maxAttributes {
		return status.Errorf(codes.InvalidArgument, "A message has at most %d attributes.", maxAttributes)
	}
	if len(message.GetOrderingKey()) > maxOrderingBytes {
		return status.Errorf(codes.InvalidArgument, "An ordering key has at most %d bytes.", maxOrderingBytes)
	}
	for key, value := range message.GetAttributes() {
		if key == "" || strings.HasPrefix(key, "goog") || len(key) > maxKeyBytes || len(value) > maxValueBytes {
			return status.Errorf(codes.InvalidArgument,
				"Attribute %q: a key has 1 to %d bytes and does not start with goog, a value has at most %d bytes.",
				key, maxKeyBytes, maxValueBytes)
		}
	}
	return nil
}
