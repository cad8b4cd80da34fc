import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSignedCertificate } from "../../../local/emulators/self-signed-certificate.ts";

/** One request of Pub/Sub to a team's service. */
export interface Pushed {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** Claims of the token that came with it; its signature is not checked here. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A service that takes messages over https on this machine. */
export interface PushServer {
  readonly endpoint: string;
  /** The certificate that its callers have to trust, in PEM. */
  readonly certificate: string;
  /** All requests so far, the oldest first. */
  readonly pushed: readonly Pushed[];
  close(): Promise<void>;
}

/** @param statusOf what it answers to the request of this number, from 1 */
export async function startPushServer(statusOf: (count: number) => number): Promise<PushServer> {
  const { certificate, privateKey } = await selfSignedCertificate("push endpoint of a test", 1);
  const pushed: Pushed[] = [];
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [, claims = ""] = request.headers.authorization?.split(".") ?? [];
      pushed.push({
        body: Buffer.concat(chunks).toString(),
        headers: request.headers,
        claims: claims === "" ? {} : JSON.parse(Buffer.from(claims, "base64url").toString()),
      });
      response.writeHead(statusOf(pushed.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `https://127.0.0.1:${port}/events`,
    certificate,
    pushed,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
