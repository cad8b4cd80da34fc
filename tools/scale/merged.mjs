/** What could be a property of the queue itself instead of a resource of its own. */
const MERGED = new Set(["aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"]);

/**
 * The plan as it would be if policies of queues were properties of the queues: what depended on a policy depends on what
 * the policy depended on. For the simulation of what that would save; docs/scale.md says why it is not done.
 * @template {{ id: string, type: string, dependsOn: readonly string[] }} Resource
 * @param {readonly Resource[]} plan
 * @returns {readonly Resource[]}
 */
export function merged(plan) {
  const gone = new Map(
    plan.filter(({ type }) => MERGED.has(type)).map((resource) => [resource.id, resource.dependsOn]),
  );
  const behind = (id) => (gone.has(id) ? gone.get(id).flatMap(behind) : [id]);
  return plan
    .filter(({ id }) => !gone.has(id))
    .map((resource) => ({ ...resource, dependsOn: [...new Set(resource.dependsOn.flatMap(behind))] }));
}
