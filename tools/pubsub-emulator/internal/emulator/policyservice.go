package emulator

import (
	"context"
	"strings"

	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// policyService is google.iam.v1.IAMPolicy for topics, subscriptions, snapshots and schemas.
type policyService struct {
	iampb.UnimplementedIAMPolicyServer
	emulator *Emulator
}

func (s policyService) GetIamPolicy(
	_ context.Context, request *iampb.GetIamPolicyRequest,
) (*iampb.Policy, error) {
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	if err := s.emulator.exists(request.GetResource()); err != nil {
		return nil, err
	}
	return s.emulator.policies.Get(request.GetResource()), nil
}

func (s policyService) SetIamPolicy(
	_ context.Context, request *iampb.SetIamPolicyRequest,
) (*iampb.Policy, error) {
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	if err := s.emulator.exists(request.GetResource()); err != nil {
		return nil, err
	}
	if len(request.GetUpdateMask().GetPaths()) > 0 {
		return nil, status.Error(codes.Unimplemented, "An update_mask for a policy is not emulated.")
	}
	return s.emulator.policies.Set(request.GetResource(), request.GetPolicy())
}

// TestIamPermissions tells the caller which of the permissions it has.
func (s policyService) TestIamPermissions(
	ctx context.Context, request *iampb.TestIamPermissionsRequest,
) (*iampb.TestIamPermissionsResponse, error) {
	caller, err := callerOf(ctx)
	if err != nil {
		return nil, err
	}
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	if err := s.emulator.exists(request.GetResource()); err != nil {
		return nil, err
	}
	response := &iampb.TestIamPermissionsResponse{}
	for _, permission := range request.GetPermissions() {
		if s.emulator.allows(caller, permission, request.GetResource()) {
			response.Permissions = append(response.Permissions, permission)
		}
	}
	return response, nil
}

func (e *Emulator) exists(resource string) error {
	if e.topics[resource] == nil && e.subscriptions[resource] == nil &&
		e.snapshots[resource] == nil && e.schemas[resource] == nil {
		return notFound(resource)
	}
	return nil
}

// collectionOf returns the beginning of the permissions on a resource: `pubsub.topics`.
func collectionOf(resource string) string {
	parts := strings.Split(resource, "/")
	if len(parts) != 4 {
		return "pubsub"
	}
	return "pubsub." + parts[2]
}
