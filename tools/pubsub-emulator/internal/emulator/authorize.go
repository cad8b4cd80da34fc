package emulator

import (
	"context"
	"fmt"
	"strings"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// callerOf returns the IAM member a call is made by: `authorization: Bearer MEMBER`.
func callerOf(ctx context.Context) (string, error) {
	for _, value := range metadata.ValueFromIncomingContext(ctx, "authorization") {
		if member, found := strings.CutPrefix(value, "Bearer "); found && strings.Contains(member, ":") {
			return member, nil
		}
	}
	return "", status.Error(codes.Unauthenticated,
		"Request had no valid authentication credential: send the metadata authorization with Bearer and an IAM member.")
}

// authorize refuses a call unless its caller has every permission it needs.
func (e *Emulator) authorize(ctx context.Context, request any) error {
	caller, err := callerOf(ctx)
	if err != nil {
		return err
	}
	wanted, err := needs(request)
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, need := range wanted {
		if found := e.subscriptions[need.resource]; need.ofTopic && found != nil {
			need.resource = found.config.GetTopic()
		}
		if !e.allows(caller, need.permission, need.resource) {
			return denied(caller, need)
		}
	}
	return nil
}

// denied is worded like Google's and has the same details.
func denied(caller string, need need) error {
	refusal := status.New(codes.PermissionDenied, fmt.Sprintf(
		"User not authorized to perform this action: %s lacks %s on %s.", caller, need.permission, need.resource))
	detailed, err := refusal.WithDetails(&errdetails.ErrorInfo{
		Reason:   "IAM_PERMISSION_DENIED",
		Domain:   "iam.googleapis.com",
		Metadata: map[string]string{"permission": need.permission, "resource": need.resource},
	})
	if err != nil {
		return refusal.Err()
	}
	return detailed.Err()
}

func (e *Emulator) authorizeUnary(
	ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler,
) (any, error) {
	if err := e.authorize(ctx, request); err != nil {
		return nil, e.refused(info.FullMethod, err)
	}
	return handler(ctx, request)
}

func (e *Emulator) authorizeStream(
	server any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler,
) error {
	return handler(server, &authorizedStream{ServerStream: stream, emulator: e, method: info.FullMethod})
}

func (e *Emulator) refused(method string, err error) error {
	if e.options.Refused != nil {
		e.options.Refused(fmt.Errorf("%s: %w", method, err))
	}
	return err
}

// authorizedStream checks the first request, which names the subscription, and every later message against it: a
// grant that is taken away ends the stream.
type authorizedStream struct {
	grpc.ServerStream
	emulator *Emulator
	method   string
	first    *pb.StreamingPullRequest
}

// RecvMsg is called by one goroutine at a time, and for the first request before any SendMsg.
func (s *authorizedStream) RecvMsg(message any) error {
	if err := s.ServerStream.RecvMsg(message); err != nil {
		return err
	}
	request, known := message.(*pb.StreamingPullRequest)
	if !known {
		return status.Errorf(codes.PermissionDenied, "%T is not known to the emulator.", message)
	}
	if s.first == nil {
		s.first = &pb.StreamingPullRequest{Subscription: request.GetSubscription()}
	} else if name := request.GetSubscription(); name != "" && name != s.first.GetSubscription() {
		return status.Error(codes.InvalidArgument, "The subscription of a stream cannot change.")
	}
	return s.check()
}

// SendMsg checks again: the message must not reach someone who lost the grant meanwhile.
func (s *authorizedStream) SendMsg(message any) error {
	if err := s.check(); err != nil {
		return err
	}
	return s.ServerStream.SendMsg(message)
}

func (s *authorizedStream) check() error {
	if err := s.emulator.authorize(s.Context(), s.first); err != nil {
		return s.emulator.refused(s.method, err)
	}
	return nil
}
