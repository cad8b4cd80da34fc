import { createHash } from "node:crypto";
import type { InputProperties } from "../input-property.ts";
import { recorded } from "../recorded.ts";
import type { GcpConnection } from "./connection.ts";

type Inputs = { readonly project: string; readonly displayName: string };

/** The condition that is used of those in `@pulumi/gcp`, AlertPolicyCondition. */
const threshold: InputProperties = {
  filter: { kind: "string", required: true },
  comparison: { kind: "string", required: true, oneOf: ["COMPARISON_GT", "COMPARISON_LT"] },
  thresholdValue: { kind: "number" },
  duration: { kind: "duration", required: true },
  aggregations: {
    kind: "objects",
    fields: {
      alignmentPeriod: { kind: "duration" },
      perSeriesAligner: { kind: "string" },
      crossSeriesReducer: { kind: "string" },
      groupByFields: { kind: "set" },
    },
  },
  trigger: { kind: "object", fields: { count: { kind: "number" }, percent: { kind: "number" } } },
};

/** Cloud Monitoring numbers its policies; here the number comes from the display name. */
export const alertPolicy = recorded<GcpConnection, Inputs>({
  token: "gcp:monitoring/alertPolicy:AlertPolicy",
  inputs: {
    project: { kind: "string", inherited: true, forceNew: true },
    displayName: { kind: "string", required: true },
    combiner: { kind: "string", required: true, oneOf: ["AND", "OR", "AND_WITH_MATCHING_RESOURCE"] },
    conditions: {
      kind: "objects",
      required: true,
      fields: {
        displayName: { kind: "string", required: true },
        conditionThreshold: { kind: "object", required: true, fields: threshold },
      },
    },
    enabled: { kind: "boolean", default: true },
    severity: { kind: "string", oneOf: ["CRITICAL", "ERROR", "WARNING"] },
    notificationChannels: { kind: "set" },
    alertStrategy: { kind: "object", fields: { autoClose: { kind: "duration" } } },
    documentation: {
      kind: "object",
      fields: {
        content: { kind: "string" },
        mimeType: { kind: "string", default: "text/markdown" },
        subject: { kind: "string" },
      },
    },
    userLabels: { kind: "map" },
  },
  id: (_connection, { project, displayName }) => {
    const number = createHash("sha256").update(displayName).digest().readBigUInt64BE();
    return `projects/${project}/alertPolicies/${number}`;
  },
  outputs: (_connection, id) => ({ name: id }),
});
