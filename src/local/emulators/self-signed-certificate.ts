/** Both as PEM text. The certificate is its own issuer: a client that trusts it trusts nothing else. */
export interface SelfSignedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

const DAY_MILLISECONDS = 86_400_000;

/** A TLS server certificate for `localhost` and 127.0.0.1, valid from an hour ago for `days`. */
export async function selfSignedCertificate(commonName: string, days: number): Promise<SelfSignedCertificate> {
  const { generate } = await import("selfsigned");
  const notBeforeDate = new Date(Date.now() - 3_600_000);
  const made = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate,
    notAfterDate: new Date(notBeforeDate.getTime() + days * DAY_MILLISECONDS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { certificate: made.cert, privateKey: made.private };
}
