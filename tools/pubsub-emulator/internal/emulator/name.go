package emulator

import (
	"regexp"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// resourceID is what Pub/Sub takes as the last part of a name (pubsub.proto, Topic.name and Subscription.name;
// of snapshots and schemas Pub/Sub documentation, "Pub/Sub basics", resource names).
var resourceID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}$`)

// projectOf returns the project of `projects/PROJECT/…`.
func projectOf(name string) string {
	parts := strings.SplitN(name, "/", 3)
	if len(parts) < 2 || parts[0] != "projects" {
		return ""
	}
	return parts[1]
}

// idOf returns the last part of a resource name.
func idOf(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// checkName refuses names that are illegal or in a project that does not exist.
func (e *Emulator) checkName(name, collection string) error {
	project := projectOf(name)
	id := strings.TrimPrefix(name, "projects/"+project+"/"+collection+"/")
	if !resourceID.MatchString(id) || strings.HasPrefix(strings.ToLower(id), "goog") {
		return status.Errorf(codes.InvalidArgument, "Invalid resource name given (name=%s).", name)
	}
	return e.checkProject(project)
}

func (e *Emulator) checkProject(project string) error {
	if _, known := e.project(project); !known {
		return status.Errorf(codes.NotFound,
			"Requested project not found or user does not have access to it (project=%s).", project)
	}
	return nil
}

func notFound(name string) error {
	return status.Errorf(codes.NotFound, "Resource not found (resource=%s).", idOf(name))
}

// page sorts names and cuts one page out of them; a token is the name the next page starts with.
func page(names []string, size int32, token string) (shown []string, next string) {
	slices.Sort(names)
	start, _ := slices.BinarySearch(names, token)
	names = names[start:]
	if size > 0 && int(size) < len(names) {
		return names[:size], names[size]
	}
	return names, ""
}
