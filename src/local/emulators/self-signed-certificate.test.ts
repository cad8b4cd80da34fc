import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

test("the certificate says what it was asked to say and is signed by its own key", async () => {
  const { certificate, privateKey } = await selfSignedCertificate("ministack", 30);
  const parsed = new X509Certificate(certificate);
  assert.equal(parsed.subject, "CN=ministack");
  assert.equal(parsed.issuer, "CN=ministack");
  assert.equal(parsed.subjectAltName, "DNS:localhost, IP Address:127.0.0.1");
  assert.equal(parsed.ca, false);
  assert.ok(parsed.verify(parsed.publicKey));
  assert.ok(parsed.checkPrivateKey(createPrivateKey(privateKey)));
  const days = (Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)) / 86_400_000;
  assert.equal(days, 30);
  assert.ok(Date.parse(parsed.validFrom) < Date.now());
});

test("two certificates share neither key nor serial number", async () => {
  const made = await Promise.all([selfSignedCertificate("a", 1), selfSignedCertificate("a", 1)]);
  const [first, second] = made.map(({ certificate }) => new X509Certificate(certificate));
  assert.notEqual(first?.serialNumber, second?.serialNumber);
  assert.ok(!first?.verify(second?.publicKey as X509Certificate["publicKey"]));
});

test("a client that trusts it reaches the server by address, another does not", async () => {
  const { certificate, privateKey } = await selfSignedCertificate("ministack", 1);
  const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end("here"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    assert.equal(await status(url, certificate), 200);
    const other = await selfSignedCertificate("ministack", 1);
    await assert.rejects(status(url, other.certificate), {
      code: /SELF_SIGNED|SIGNATURE/,
    });
  } finally {
    server.close();
  }
});

function status(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => resolve(response.resume().statusCode)).once("error", reject);
  });
}
