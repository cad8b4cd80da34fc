package iam

import (
	"regexp"

	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var memberForm = regexp.MustCompile(`^(allUsers|allAuthenticatedUsers|[A-Za-z]+:.+)$`)

// check refuses what this emulator could not enforce: nothing in a policy is ever ignored.
func check(policy *iampb.Policy) error {
	if len(policy.GetAuditConfigs()) > 0 {
		return status.Error(codes.Unimplemented, "audit configs are not emulated")
	}
	for _, binding := range policy.GetBindings() {
		if binding.GetCondition() != nil {
			return status.Error(codes.Unimplemented, "conditions of role bindings are not emulated")
		}
		if _, known := roles[binding.GetRole()]; !known {
			return status.Errorf(codes.InvalidArgument, "Role %s is not supported for this resource.", binding.GetRole())
		}
		for _, member := range binding.GetMembers() {
			if !memberForm.MatchString(member) {
				return status.Errorf(codes.InvalidArgument,
					"Member %q has no type: write it as serviceAccount:EMAIL, user:EMAIL or the like.", member)
			}
		}
	}
	return nil
}
