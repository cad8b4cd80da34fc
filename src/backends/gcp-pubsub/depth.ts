import { v3 } from "@google-cloud/monitoring";
import { credentials } from "@grpc/grpc-js";
import { GoogleAuth, Impersonated } from "google-auth-library";
import type { DeployedResource, ReadDepth } from "../deployed.ts";
import type { GcpPlace } from "./settings.ts";

type ClientOptions = NonNullable<ConstructorParameters<typeof v3.MetricServiceClient>[0]>;

/** Messages not yet acknowledged, with those that are out for delivery (Google Cloud metrics, pubsub, num_undelivered_messages). */
const METRIC = "pubsub.googleapis.com/subscription/num_undelivered_messages";

/** A sample is taken each minute and is to be seen up to four minutes later (the same page). */
const MINUTES_UNSEEN = 4;
/** So many minutes without a message have to be seen. */
const MINUTES_EMPTY = 5;

const SCOPES = ["https://www.googleapis.com/auth/monitoring.read"];
const SECONDS_OF_A_TOKEN = 600;
const TIMEOUT_MILLISECONDS = 20_000;

/**
 * Asks Cloud Monitoring, with the credentials that deploy to the project; they need monitoring.timeSeries.list there.
 * @returns the largest number of the last minutes, since the metric lags
 */
export const readDepth: ReadDepth<Pick<GcpPlace, "project" | "impersonate">> = async (resource, place) => {
  const emulator = process.env["PUBSUB_EMULATOR_HOST"];
  const client = new v3.MetricServiceClient(emulator ? emulated(emulator) : await authorized(place));
  try {
    return await largest(client, resource, place.project, emulator ? EMULATED_CALL : {});
  } finally {
    await client.close();
  }
};

async function largest(
  client: v3.MetricServiceClient,
  { id, outputs }: DeployedResource,
  project: string,
  call: object,
): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const request = {
    name: `projects/${project}`,
    filter: `metric.type = "${METRIC}" AND resource.labels.subscription_id = "${String(outputs["name"])}"`,
    interval: { startTime: { seconds: now - (MINUTES_UNSEEN + MINUTES_EMPTY) * 60 }, endTime: { seconds: now } },
    view: "FULL" as const,
  };
  const [series] = await client.listTimeSeries(request, { timeout: TIMEOUT_MILLISECONDS, ...call });
  const points = series.flatMap((one) => one.points ?? []);
  if (points.length === 0)
    throw new Error(`Cloud Monitoring has no ${METRIC} of ${id}; a new subscription has it after some minutes`);
  return Math.max(...points.map(({ value }) => Number(value?.int64Value ?? 0)));
}

async function authorized({ impersonate }: Pick<GcpPlace, "impersonate">): Promise<ClientOptions> {
  if (impersonate === undefined) return {};
  const sourceClient = await new GoogleAuth({ scopes: ["https://www.googleapis.com/auth/cloud-platform"] }).getClient();
  const authClient = new Impersonated({
    sourceClient,
    targetPrincipal: impersonate,
    targetScopes: SCOPES,
    lifetime: SECONDS_OF_A_TOKEN,
  });
  // google-gax has a google-auth-library of its own, of the same shape.
  return { authClient: authClient as unknown as NonNullable<ClientOptions["authClient"]> };
}

/** The address that Google's own clients take for an emulator of Pub/Sub. */
function emulated(address: string) {
  const [host, port] = address.split(":");
  return {
    servicePath: host,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    projectId: "local",
  } as NonNullable<ConstructorParameters<typeof v3.MetricServiceClient>[0]>;
}

/** The embedded stack's emulator asks who calls, and lets everybody read metrics. */
const EMULATED_CALL = {
  retry: null,
  otherArgs: { headers: { authorization: "Bearer serviceAccount:event-topology@local.iam.gserviceaccount.com" } },
};
