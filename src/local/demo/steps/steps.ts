import type { Step } from "../step.ts";
import { bringUp } from "./bring-up.ts";
import { catchUp } from "./catch-up.ts";
import { customerEvents } from "./customer-events.ts";
import { fanOut } from "./fan-out.ts";
import { newTeam } from "./new-team.ts";
import { poison } from "./poison.ts";
import { refusals } from "./refusals.ts";

/** The story in its order. Each step leaves all queues empty. */
export const steps: readonly Step[] = [bringUp, customerEvents, fanOut, catchUp, poison, refusals, newTeam];
