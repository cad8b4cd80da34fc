export { deployed } from "../aws/deployed.ts";
