/** Name of the backend in a stack file and on the command line. */
export const BACKEND = "aws-sns-sqs";
/** Who delivers to the queues. */
export const DELIVERY = "sns.amazonaws.com";
export { type AwsPlace, awsPlaceKey, awsPlaceSchema } from "../aws/place.ts";
export { rolePrincipal } from "../aws/role.ts";
