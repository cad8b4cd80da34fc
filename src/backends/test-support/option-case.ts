import type { CloudResource } from "../cloud-resource.ts";
import type { TeamManifest } from "../manifest.ts";
import type { OptionName } from "../options.ts";
import type { Scene } from "./scene.ts";

/**
 * One option on one backend, tried in a topology that uses it. Each backend has a case for every option, in `<backend>/test-support/option-cases.ts`
 * (what only tests use is not in the build), and its line in `option-cases.ts` beside this file.
 */
export type OptionCase = Scene & (Shown | Refused);

/** For what `works`, and for what can be `ignored`. */
export interface Shown {
  /** Asserts what the option makes of the resources, or that nothing is needed. */
  readonly shows: (made: Made) => void;
}

export interface Refused {
  /** What the message has to say of why the cloud cannot. */
  readonly refused: RegExp;
}

export interface Made {
  readonly resources: readonly CloudResource[];
  readonly manifests: readonly TeamManifest[];
  /** The resource of an id. @throws Error that lists the ids there are */
  resource(id: string): CloudResource;
}

/** A case for every option there is. */
export type OptionCases = Readonly<Record<OptionName, OptionCase>>;
