/** The last part of an ARN, or the name itself where a name was given. */
export function nameOf(nameOrArn: string, separator: ":" | "/"): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.lastIndexOf(separator) + 1) : nameOrArn;
}

/** The region an ARN names. @throws Error when it is no ARN. */
export function regionOf(arn: string): string {
  return field(arn, 3);
}

/** The account an ARN names. @throws Error when it is no ARN. */
export function accountOf(arn: string): string {
  return field(arn, 4);
}

function field(arn: string, at: number): string {
  const value = arn.split(":")[at];
  if (!arn.startsWith("arn:") || value === undefined) throw new Error(`"${arn}" is not an ARN`);
  return value;
}
