import type { CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import protocol from "@pulumi/pulumi/proto/provider_pb.js";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import type { Checked } from "./check.ts";
import type { Change, Diff } from "./diff.ts";
import type { Properties } from "./input-property.ts";

export function properties(message: Struct | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}

export function struct(values: Properties): Struct {
  return structs.Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

export function checkResponse(checked: Checked): CheckResponse {
  const failures = checked.failures.map(({ property, reason }) =>
    new protocol.CheckFailure().setProperty(property).setReason(reason),
  );
  return new protocol.CheckResponse().setInputs(struct(checked.inputs)).setFailuresList(failures);
}

export function diffResponse(diff: Diff): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
  const response = new protocol.DiffResponse()
    .setChanges(diff.changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList(diff.changes.map((change) => change.key))
    .setReplacesList(diff.changes.filter((change) => change.replaces).map((change) => change.key))
    .setDeletebeforereplace(diff.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of diff.changes) {
    const detail = new protocol.PropertyDiff().setKind(kind(change)).setInputdiff(true);
    response.getDetaileddiffMap().set(change.key, detail);
  }
  return response;
}

function kind(change: Change): 0 | 1 | 2 | 3 | 4 | 5 {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = protocol.PropertyDiff.Kind;
  if (change.kind === "add") return change.replaces ? ADD_REPLACE : ADD;
  if (change.kind === "delete") return change.replaces ? DELETE_REPLACE : DELETE;
  return change.replaces ? UPDATE_REPLACE : UPDATE;
}
