import type { KMSClient } from "@aws-sdk/client-kms";
import {
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
} from "@aws-sdk/client-kms";

export async function enable(kms: KMSClient, id: string, on: boolean): Promise<void> {
  if (on) await kms.send(new EnableKeyCommand({ KeyId: id }));
  else await kms.send(new DisableKeyCommand({ KeyId: id }));
}

/** `days` from 90 to 2,560; without it KMS takes 365. */
export async function rotate(kms: KMSClient, id: string, on: boolean, days: number | undefined): Promise<void> {
  if (on) await kms.send(new EnableKeyRotationCommand({ KeyId: id, RotationPeriodInDays: days }));
  else await kms.send(new DisableKeyRotationCommand({ KeyId: id }));
}
