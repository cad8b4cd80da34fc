import type { InputProperty } from "../input-property.ts";

/** The real provider's second lock; the cloud knows nothing of it. */
export const deletionPolicy: InputProperty = { kind: "string", default: "DELETE" };

/** Whether the cloud is to be asked to delete. @throws Error when the policy prevents it. */
export function mayDelete(policy: string): boolean {
  if (policy === "PREVENT") throw new Error('deletionPolicy is "PREVENT": set it to "DELETE" and deploy that first');
  return policy !== "ABANDON";
}
