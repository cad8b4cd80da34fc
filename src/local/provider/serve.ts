import * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import service from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { checkSettings, diffSettings } from "./configuration.ts";
import { checkResponse, diffResponse, properties, struct } from "./messages.ts";
import type { Provider } from "./provider.ts";

/**
 * Serves a provider to the engine on a free port of 127.0.0.1 (Pulumi `provider.proto`).
 * `@pulumi/pulumi/provider` does not fit: it drops the provider's settings and the old inputs.
 * @returns the port.
 */
export async function serve(provider: Provider, version: string): Promise<number> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(service.ResourceProviderService, handlers(provider, version));
  return await new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function handlers(provider: Provider, version: string): grpc.UntypedServiceImplementation {
  const served: Partial<IResourceProviderServer> = {
    handshake: answer(() => new protocol.ProviderHandshakeResponse()),
    getPluginInfo: answer(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(version);
      return info;
    }),
    attach: answer(() => new empty.Empty()),
    getSchema: answer(() => new protocol.GetSchemaResponse().setSchema("{}")),
    checkConfig: answer((request) => {
      const inputs = properties(request.getNews());
      return checkResponse({ inputs, failures: checkSettings(provider.package, inputs) });
    }),
    diffConfig: answer((request) =>
      diffResponse(diffSettings(provider.package, properties(request.getOldInputs()), properties(request.getNews()))),
    ),
    configure: answer((request) => {
      provider.configure(properties(request.getArgs()));
      return new protocol.ConfigureResponse().setSupportspreview(true);
    }),
    invoke: answer((request) => {
      throw new Error(`the local ${provider.package.name} provider does not support the function ${request.getTok()}`);
    }),
    check: answer((request) => checkResponse(provider.check(request.getType(), properties(request.getNews())))),
    diff: answer((request) =>
      diffResponse(provider.diff(request.getType(), properties(request.getOldInputs()), properties(request.getNews()))),
    ),
    create: answer(async (request) => {
      const inputs = properties(request.getProperties());
      if (request.getPreview()) return new protocol.CreateResponse().setProperties(struct(inputs));
      const { id, outputs } = await provider.create(request.getType(), inputs);
      return new protocol.CreateResponse().setId(id).setProperties(struct(outputs));
    }),
    read: answer(async (request) => {
      const state = await provider.read(request.getType(), request.getId(), properties(request.getInputs()));
      if (state === undefined) return new protocol.ReadResponse();
      return new protocol.ReadResponse()
        .setId(state.id)
        .setInputs(struct(state.inputs))
        .setProperties(struct(state.outputs));
    }),
    update: answer(async (request) => {
      const news = properties(request.getNews());
      const { outputs } = request.getPreview()
        ? { outputs: { ...properties(request.getOlds()), ...news } }
        : await provider.update(request.getType(), request.getId(), properties(request.getOldInputs()), news);
      return new protocol.UpdateResponse().setProperties(struct(outputs));
    }),
    delete: answer(async (request) => {
      await provider.delete(request.getType(), request.getId(), properties(request.getOldInputs()));
      return new empty.Empty();
    }),
    // Calls under way are short: they end, so that the engine knows what exists.
    cancel: answer(() => new empty.Empty()),
  };
  return served as grpc.UntypedServiceImplementation;
}

function answer<Request, Response>(
  action: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(action)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: grpc.status.UNKNOWN, details: message(error) }),
      );
  };
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
