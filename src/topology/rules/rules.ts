import { acceptanceByNonConsumer } from "./acceptance-by-non-consumer.ts";
import { backwardsRetry } from "./backwards-retry.ts";
import { contractWithoutSchema } from "./contract-without-schema.ts";
import { duplicateSubscription } from "./duplicate-subscription.ts";
import { duplicateTeam } from "./duplicate-team.ts";
import { emptyTeam } from "./empty-team.ts";
import { formerName } from "./former-name.ts";
import { orderedSubscription } from "./ordered-subscription.ts";
import { ownEventSubscription } from "./own-event-subscription.ts";
import { previousGeneration } from "./previous-generation.ts";
import { restrictedEvent } from "./restricted-event.ts";
import type { Rule } from "./rule.ts";
import { schemaToRegister } from "./schema-to-register.ts";
import { twoOwners } from "./two-owners.ts";
import { unknownEvent } from "./unknown-event.ts";
import { unknownTeam } from "./unknown-team.ts";
import { unusedAllow } from "./unused-allow.ts";

/** Every rule of the topology. The order does not matter: diagnostics are sorted by place. */
export const rules: readonly Rule[] = [
  acceptanceByNonConsumer,
  backwardsRetry,
  contractWithoutSchema,
  duplicateSubscription,
  duplicateTeam,
  emptyTeam,
  formerName,
  orderedSubscription,
  ownEventSubscription,
  previousGeneration,
  restrictedEvent,
  schemaToRegister,
  twoOwners,
  unknownEvent,
  unknownTeam,
  unusedAllow,
];
