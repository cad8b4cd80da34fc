import { deployed as aws } from "../aws/deployed.ts";
import type { AwsPlace } from "../aws/place.ts";
import type { DeployedPart } from "../deployed.ts";
import { passages } from "./passages.ts";

export const deployed: DeployedPart<AwsPlace> = { ...aws, passages };
