import type { Backend, BackendInput } from "./backend.ts";
import { OPTIONS, type OptionName } from "./options.ts";

/**
 * The input without the subscriptions that ask for what the backend refuses: resources are made of those alone that it can
 * do. Refused options are told by `checkOptions`; what is left can be counted all the same.
 */
export function countable<Place>(input: BackendInput<Place>, options: Backend["options"]): BackendInput<Place> {
  const { desired } = input;
  const refused = new Set(
    (Object.keys(OPTIONS) as OptionName[])
      .filter((name) => "refused" in options[name])
      .flatMap((name) => OPTIONS[name].usedBy(desired).map(({ id }) => id)),
  );
  if (refused.size === 0) return input;
  return {
    ...input,
    desired: {
      ...desired,
      subscriptions: desired.subscriptions.filter(({ id }) => !refused.has(id)),
      deadLetterQueues: desired.deadLetterQueues.filter(({ subscription }) => !refused.has(subscription)),
      grants: desired.grants.filter(({ on, action }) => action !== "consume" || !refused.has(on)),
    },
  };
}
