/** The last part of an ARN, or the name itself where a name was given. */
export function nameOf(nameOrArn: string, separator: ":" | "/"): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.lastIndexOf(separator) + 1) : nameOrArn;
}

/** The region an ARN names. @throws Error when it is no ARN. */
export function regionOf(arn: string): string {
  const region = arn.split(":")[3];
  if (!arn.startsWith("arn:") || region === undefined) throw new Error(`"${arn}" is not an ARN`);
  return region;
}
