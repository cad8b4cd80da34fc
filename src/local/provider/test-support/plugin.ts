import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import service from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import type { Properties } from "../input-property.ts";
import { installProviders } from "../install-providers.ts";
import { properties, struct } from "../messages.ts";

type Callback<T> = (error: ServiceError | null, response: T) => void;

/** For a test file: a plugin process as the engine starts it, spoken to in the engine's protocol. */
export async function startPlugin(pkg: "aws" | "gcp", variables: NodeJS.ProcessEnv) {
  const home = await mkdtemp(join(tmpdir(), `event-topology-plugin-${pkg}-`));
  await installProviders(home);
  const folder = (await readdir(join(home, "plugins"))).find((name) => name.startsWith(`resource-${pkg}-`)) ?? "";
  const command = join(home, "plugins", folder, `pulumi-resource-${pkg}`);
  const child = spawn(command, ["127.0.0.1:1"], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the plugin ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  const client = new service.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  after(async () => {
    client.close();
    child.kill();
    await ended;
    await rm(home, { recursive: true, force: true });
  });
  return {
    configure: (settings: Properties) =>
      call((done) => client.configure(new protocol.ConfigureRequest().setArgs(struct(settings)), done)),
    check: async (type: string, inputs: Properties) => {
      const request = new protocol.CheckRequest().setType(type).setNews(struct(inputs));
      const response = await call<InstanceType<typeof protocol.CheckResponse>>((done) => client.check(request, done));
      const failures = response.getFailuresList().map((failure) => failure.getReason());
      return { inputs: properties(response.getInputs()), failures };
    },
    create: async (type: string, inputs: Properties) => {
      const request = new protocol.CreateRequest().setType(type).setProperties(struct(inputs));
      const response = await call<InstanceType<typeof protocol.CreateResponse>>((done) => client.create(request, done));
      return { id: response.getId(), outputs: properties(response.getProperties()) };
    },
    /** Without `inputs`: an import. An empty id means that there is no such resource. */
    read: async (type: string, id: string, inputs: Properties = {}) => {
      const request = new protocol.ReadRequest().setType(type).setId(id).setInputs(struct(inputs));
      const response = await call<InstanceType<typeof protocol.ReadResponse>>((done) => client.read(request, done));
      return { id: response.getId(), inputs: properties(response.getInputs()) };
    },
    update: async (type: string, id: string, olds: Properties, news: Properties) => {
      const request = new protocol.UpdateRequest().setType(type).setId(id);
      request.setOldInputs(struct(olds)).setNews(struct(news));
      await call((done) => client.update(request, done));
    },
    delete: async (type: string, id: string, inputs: Properties) => {
      const request = new protocol.DeleteRequest().setType(type).setId(id).setOldInputs(struct(inputs));
      await call((done) => client.delete(request, done));
    },
  };
}

/** @throws Error with the details of the refusal, which is what the engine shows. */
function call<T>(start: (callback: Callback<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
  });
}
