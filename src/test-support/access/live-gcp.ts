import { readFile, writeFile } from "node:fs/promises";
import type { BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { GcpPlace } from "../../backends/gcp-pubsub/settings.ts";
import { calledBy, gcpConnection } from "../../local/clients/gcp-connection.ts";
import { DEPLOYER } from "../../local/provider/deployer.ts";
import { connect } from "../../local/provider/gcp/connection.ts";
import { changeBindings, withMember, withoutMember } from "../../local/provider/gcp/iam-policy.ts";
import { type GcpCall, gcpDecisions } from "./gcp-decisions.ts";
import { gcpMutants } from "./gcp-mutants.ts";
import { gcpQuestions, STRANGERS } from "./gcp-questions.ts";
import { GCP_CALLS, type GcpSite, passes } from "./live-gcp-calls.ts";
import { GCP_UNENFORCED } from "./live-gcp-limits.ts";
import type { LiveGcpQuestion } from "./live-gcp-question.ts";
import type { LiveCloud } from "./live-question.ts";
import type { LiveStack } from "./live-stack.ts";
import type { Mutant } from "./mutant.ts";
import type { Question } from "./question.ts";

/** What the evaluator asks of a Pub/Sub stack, put to the running emulator. */
export async function liveGcp({ backend, input, made, session }: LiveStack): Promise<LiveCloud<LiveGcpQuestion>> {
  const gcp = input as BackendInput<GcpPlace>;
  const { endpoint } = session.server;
  const asked = gcpQuestions(backend, gcp, made);
  const site = await siteOf(endpoint, session.folder.projects, [...new Set(asked.map(({ call }) => call.caller))]);
  const deployers = new Map(
    gcp.desired.teams.flatMap(({ name }) => {
      const { project, impersonate } = gcp.stack.placeOf(name);
      return impersonate === undefined ? [] : [[project, `serviceAccount:${impersonate}`] as const];
    }),
  );
  const administrator = connect({}, { PUBSUB_EMULATOR_HOST: endpoint });
  const members = STRANGERS.filter((stranger) => stranger.includes(":"));

  return {
    questions: asked.flatMap(({ call, allowed }) =>
      Object.entries(GCP_CALLS[call.permission] ?? unknown(call)).map(([operation, perform]): LiveGcpQuestion => {
        const { caller, permission, resource } = call;
        const kind = `${permission.split(".").slice(0, 2).join(".")} ${operation}`;
        const options = () => (caller === "anonymous" ? withoutCredentials() : calledBy(caller));
        const ask = () => passes(() => perform(site, resource, options(), caller));
        const destroys = ["delete", "setIamPolicy"].includes(operation);
        return { call, deployers, kind, triple: [caller, permission, resource], allowed, turn: 0, destroys, ask };
      }),
    ),
    unaskable: [],
    unenforced: GCP_UNENFORCED,
    under(resources) {
      const decide = gcpDecisions(resources);
      return ({ call }) => decide(call);
    },
    mutants: gcpMutants(made, members).filter((mutant) => canBeMade(mutant, asked)),
    async apply({ of, resources }: Mutant) {
      const after = resources.find(({ id }) => id === of.id);
      await exchange(of, after);
      return () => exchange(after, of);
    },
    prepare: async () => undefined,
    async close() {
      await Promise.all([site.publisher.close(), site.subscriber.close()]);
      await Promise.all([(await administrator.publisher()).close(), (await administrator.subscriber()).close()]);
    },
  };

  async function exchange(before: CloudResource | undefined, after: CloudResource | undefined): Promise<void> {
    if (before !== undefined) await change(before, withoutMember);
    if (after !== undefined) await change(after, withMember);
  }

  async function change(grant: CloudResource, how: typeof withMember): Promise<void> {
    const { role, member } = grant.properties;
    await changeBindings(administrator, resourceOf(grant), (bindings) => how(bindings, String(role), String(member)));
  }
}

function resourceOf({ properties }: CloudResource): string {
  const { project, topic, subscription } = properties;
  return `projects/${project}/${topic === undefined ? `subscriptions/${subscription}` : `topics/${topic}`}`;
}

/**
 * The evaluator knows no third role, without credentials the emulator lets nobody in where allUsers may, and a name of
 * another project is nobody's here.
 */
function canBeMade({ kind, of, resources }: Mutant, asked: readonly Question<GcpCall>[]): boolean {
  const after = resources.find(({ id }) => id === of.id) ?? of;
  const isThere = asked.some(({ call }) => call.resource === resourceOf(after));
  return isThere && !/roles\/pubsub\.editor|allUsers/.test(kind);
}

/**
 * Each caller gets a project of its own, where it may do everything: so only the topic can refuse a subscription.
 * @param projectsFile is read by the emulator when it is asked for a project it does not know
 */
async function siteOf(endpoint: string, projectsFile: string, callers: readonly string[]): Promise<GcpSite> {
  const connection = await gcpConnection(endpoint);
  const own = new Map(callers.map((caller, at) => [caller, `live-caller-${at}`]));
  const known = JSON.parse(await readFile(projectsFile, "utf8")) as object;
  const more = [...own].map(([deployer, id], at) => [id, { number: String(900_000_000_000 + at), deployer }]);
  await writeFile(projectsFile, JSON.stringify({ ...known, ...Object.fromEntries(more) }));
  let made = 0;
  return {
    ...connection,
    placeFor: async (caller) => `projects/${own.get(caller)}/subscriptions/live-${made++}`,
    remove: async (subscription) => {
      await connection.subscriber.deleteSubscription({ subscription }, calledBy(DEPLOYER));
    },
  };
}

function withoutCredentials() {
  return { ...calledBy("nobody"), otherArgs: { headers: {} as { authorization: string } } };
}

function unknown({ permission }: GcpCall): never {
  throw new Error(`${permission} has no call`);
}
