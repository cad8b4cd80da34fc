/** Name of the policy file that stands beside a topology. */
export const POLICY_FILE = "topology.policy.yaml";
