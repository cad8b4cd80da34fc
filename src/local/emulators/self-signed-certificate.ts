import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { bitString, integer, objectId, octetString, sequence, set, tagged, time, truth, utf8 } from "./der.ts";

/** Both as PEM text. The certificate is its own issuer: a client that trusts it trusts nothing else. */
export interface SelfSignedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** RFC 5758, section 3.2: ecdsa-with-SHA256. */
const ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));

/**
 * A TLS server certificate (RFC 5280) for `localhost` and 127.0.0.1, valid from an hour ago for `days`. Made here
 * because neither Node nor a bare machine has a tool for it.
 */
export function selfSignedCertificate(commonName: string, days: number): SelfSignedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const signed = certificateBody(commonName, days, publicKey);
  const signature = sign("sha256", signed, privateKey);
  const certificate = sequence(signed, ECDSA_WITH_SHA256, bitString(signature));
  return {
    certificate: pem("CERTIFICATE", certificate),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** RFC 5280, section 4.1: TBSCertificate, version 3. */
function certificateBody(commonName: string, days: number, publicKey: KeyObject): Buffer {
  const name = sequence(set(sequence(objectId("2.5.4.3"), utf8(commonName))));
  const start = new Date(Date.now() - 3_600_000);
  const end = new Date(start.getTime() + days * 86_400_000);
  // A leading 01 keeps the number positive and its encoding the shortest.
  const serial = integer(Buffer.concat([Buffer.of(1), randomBytes(15)]));
  return sequence(
    tagged(0, integer(Buffer.of(2))),
    serial,
    ECDSA_WITH_SHA256,
    name,
    sequence(time(start), time(end)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(3, sequence(...extensions())),
  );
}

/** RFC 5280, section 4.2.1: no authority (basicConstraints), and the names of the loopback interface (subjectAltName). */
function extensions(): readonly Buffer[] {
  const dnsName = Buffer.concat([Buffer.of(0x82, "localhost".length), Buffer.from("localhost")]);
  const address = Buffer.from([0x87, 4, 127, 0, 0, 1]);
  return [
    sequence(objectId("2.5.29.19"), truth(), octetString(sequence())),
    sequence(objectId("2.5.29.17"), octetString(sequence(dnsName, address))),
  ];
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
