package emulator

import "fmt"

// Project is one of the projects there are.
type Project struct {
	// Number makes the name of the project's service agent.
	Number string `json:"number"`
	// Deployer is the IAM member who may do everything in this project and nothing in others; empty for none.
	Deployer string `json:"deployer"`
}

// project finds a project. One that is not known may have come into being meanwhile. The lock must be held.
func (e *Emulator) project(id string) (found Project, known bool) {
	if found, known = e.projects[id]; known || id == "" || e.options.MoreProjects == nil {
		return found, known
	}
	more, err := e.options.MoreProjects()
	if err != nil {
		e.refused("projects", err) //nolint:errcheck // reported; the call itself is refused for the unknown project
		return found, false
	}
	for each, project := range more {
		if _, old := e.projects[each]; !old {
			e.projects[each] = project
		}
	}
	found, known = e.projects[id]
	return found, known
}

// agent is the identity Pub/Sub itself acts under for the subscriptions of a project: it forwards dead letters.
func (e *Emulator) agent(id string) string {
	project, _ := e.project(id)
	return fmt.Sprintf("serviceAccount:service-%s@gcp-sa-pubsub.iam.gserviceaccount.com", project.Number)
}

// allows tells whether a caller has a permission: by the resource's policy, or as the deployer of its project.
// The lock must be held.
func (e *Emulator) allows(caller, permission, resource string) bool {
	if e.policies.Allows(caller, permission, resource) {
		return true
	}
	project, known := e.project(projectOf(resource))
	return known && project.Deployer == caller
}
