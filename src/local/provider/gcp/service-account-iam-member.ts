import { recordedGrant } from "./recorded-grant.ts";

export const serviceAccountIamMember = recordedGrant("gcp:serviceaccount/iAMMember:IAMMember", "serviceAccountId");
