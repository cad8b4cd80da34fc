package emulator

import (
	"slices"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

// refuseOthers refuses a resource that sets a field outside those named: nothing asked for is silently left out.
func refuseOthers(resource proto.Message, emulated ...protoreflect.Name) error {
	var err error
	resource.ProtoReflect().Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		if !slices.Contains(emulated, field.Name()) {
			err = status.Errorf(codes.Unimplemented, "%s is not emulated.", field.Name())
		}
		return err == nil
	})
	return err
}

// merge returns a copy of old with the masked top-level fields of changes; only the mutable ones may be masked.
func merge[M proto.Message](old, changes M, mask *fieldmaskpb.FieldMask, mutable ...protoreflect.Name) (M, error) {
	merged := proto.Clone(old).(M)
	if len(mask.GetPaths()) == 0 {
		return merged, status.Error(codes.InvalidArgument, "The update_mask must name at least one field.")
	}
	from, to := changes.ProtoReflect(), merged.ProtoReflect()
	for _, path := range mask.GetPaths() {
		field := from.Descriptor().Fields().ByName(protoreflect.Name(path))
		if field == nil || !slices.Contains(mutable, field.Name()) {
			return merged, status.Errorf(codes.InvalidArgument,
				"Invalid update_mask: %s is not a field that can be changed.", path)
		}
		to.Clear(field)
		if from.Has(field) {
			to.Set(field, from.Get(field))
		}
	}
	return proto.Clone(merged).(M), nil
}
