import assert from "node:assert/strict";
import { once } from "node:events";
import files from "node:fs/promises";
import { createServer } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { awsConnection, rootOf } from "./aws-connection.ts";

test("a call needs nothing but what it was given: no file of the user's, no address but the endpoint", async (t) => {
  const read = t.mock.method(files, "readFile");
  syncBuiltinESMExports();
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("content-type", "application/x-amz-json-1.0").end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Loaded after the mock is in place: the SDK keeps what it imports.
  const [{ ListQueuesCommand, SQSClient }, { ListTopicsCommand, SNSClient }] = await Promise.all([
    import("@aws-sdk/client-sqs"),
    import("@aws-sdk/client-sns"),
  ]);
  const options = () => awsConnection({ endpoint, region: "eu-west-1", credentials: rootOf("111122223333") });
  const sqs = new SQSClient({ ...options(), useQueueUrlAsEndpoint: false });
  const sns = new SNSClient(options());
  try {
    await sqs.send(new ListQueuesCommand({}));
    await sns.send(new ListTopicsCommand({})).catch(() => undefined);
  } finally {
    for (const client of [sqs, sns]) client.destroy();
    server.close();
  }
  assert.match(seen[0] ?? "", /Credential=111122223333\/\d+\/eu-west-1\/sqs\//);
  assert.match(seen[1] ?? "", /Credential=111122223333\/\d+\/eu-west-1\/sns\//);
  const paths = read.mock.calls.map((call) => String(call.arguments[0]));
  assert.deepEqual(
    paths.filter((path) => /[\\/]\.aws[\\/]/.test(path)),
    [],
  );
});
