import { recordedGrant } from "./recorded-grant.ts";

export const cryptoKeyIamMember = recordedGrant("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "cryptoKeyId");
