package emulator

import (
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

const day = 24 * time.Hour

// between refuses a duration that is set and outside its bounds.
func between(field string, duration *durationpb.Duration, least, most time.Duration) error {
	if duration == nil {
		return nil
	}
	if value := duration.AsDuration(); value < least || value > most {
		return status.Errorf(codes.InvalidArgument, "Invalid %s: %s is not between %s and %s.", field, value, least, most)
	}
	return nil
}
