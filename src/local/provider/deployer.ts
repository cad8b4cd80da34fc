/** Who the local Google provider acts as: the emulator knows its callers by IAM member, and this one may do everything. */
export const DEPLOYER = "serviceAccount:deployer@event-topology.iam.gserviceaccount.com";
