import type { ImportForms } from "../adoption.ts";
import { byName, sharedImports } from "../aws/imports.ts";
import { ARCHIVE } from "./archive.ts";
import { BUS } from "./bus-of.ts";
import { ROLE, RULE } from "./rule.ts";
import type { AwsPlace } from "./settings.ts";
import { TARGET } from "./subscription.ts";

/** By which ids Pulumi imports what this backend makes (@pulumi/aws, section "Import" of each resource). */
export const imports: ImportForms<AwsPlace> = {
  ...sharedImports,
  "aws:cloudwatch/eventArchive:EventArchive": ARCHIVE,
  "aws:cloudwatch/eventBus:EventBus": BUS,
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { ...BUS, idOf: ({ eventBusName }) => String(eventBusName) },
  "aws:cloudwatch/eventRule:EventRule": RULE,
  "aws:cloudwatch/eventTarget:EventTarget": TARGET,
  "aws:iam/role:Role": ROLE,
  "aws:schemas/registry:Registry": byName(/^[.\-_A-Za-z0-9]{1,64}$/, "orders"),
  "aws:schemas/schema:Schema": {
    pattern: /^[.\-_@A-Za-z0-9]+\/[.\-_A-Za-z0-9]+$/,
    example: "ar.crm@CustomerCreated/orders",
    idOf: ({ name, registryName }) => `${name}/${registryName}`,
  },
};
