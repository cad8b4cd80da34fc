package iam

import (
	"bytes"
	"encoding/binary"
	"slices"

	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// Store holds one policy per resource. It knows nothing of what exists and does no locking: both are the caller's.
type Store struct {
	superuser string
	policies  map[string]*iampb.Policy
	writes    uint64
}

// NewStore makes an empty store in which superuser, an IAM member, may do everything.
func NewStore(superuser string) *Store {
	return &Store{superuser: superuser, policies: map[string]*iampb.Policy{}}
}

// Get returns a copy of the policy of a resource; one without bindings when none was ever set.
func (s *Store) Get(resource string) *iampb.Policy {
	if policy := s.policies[resource]; policy != nil {
		return proto.Clone(policy).(*iampb.Policy)
	}
	return &iampb.Policy{Etag: etag(0)}
}

// Set replaces the policy of a resource and returns what is stored. A policy that carries an etag is refused
// with ABORTED unless it is the one read last, so that two writers cannot lose each other's bindings.
func (s *Store) Set(resource string, policy *iampb.Policy) (*iampb.Policy, error) {
	if len(policy.GetEtag()) > 0 && !bytes.Equal(policy.GetEtag(), s.Get(resource).GetEtag()) {
		return nil, status.Errorf(codes.Aborted,
			"The policy of %s was changed by someone else meanwhile: read it again, then retry.", resource)
	}
	if err := check(policy); err != nil {
		return nil, err
	}
	s.writes++
	stored := &iampb.Policy{Version: policy.GetVersion(), Etag: etag(s.writes)}
	for _, binding := range policy.GetBindings() {
		if len(binding.GetMembers()) > 0 {
			stored.Bindings = append(stored.Bindings, proto.Clone(binding).(*iampb.Binding))
		}
	}
	s.policies[resource] = stored
	return s.Get(resource), nil
}

// Remove forgets the policy of a resource that is gone.
func (s *Store) Remove(resource string) { delete(s.policies, resource) }

// Allows tells whether member has the permission on the resource.
func (s *Store) Allows(member, permission, resource string) bool {
	if member == s.superuser {
		return true
	}
	for _, binding := range s.policies[resource].GetBindings() {
		if slices.Contains(roles[binding.GetRole()], permission) && holds(binding, member) {
			return true
		}
	}
	return false
}

func holds(binding *iampb.Binding, member string) bool {
	return slices.ContainsFunc(binding.GetMembers(), func(name string) bool {
		return name == member || name == "allUsers" || name == "allAuthenticatedUsers"
	})
}

func etag(writes uint64) []byte { return binary.BigEndian.AppendUint64(nil, writes) }
