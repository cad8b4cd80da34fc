/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`: what a queue is called on AWS, wherever the emulator listens. */
export function queueUrl(region: string, account: string, name: string): string {
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://sqs.${region}.${domain}/${account}/${name}`;
}

/** @throws Error when it is no queue URL of that form. */
export function parseQueueUrl(url: string): { region: string; account: string; name: string } {
  const [, region, account, name] =
    /^https:\/\/sqs\.([^.]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
  if (region === undefined || account === undefined || name === undefined)
    throw new Error(`"${url}" is not a queue URL: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`);
  return { region, account, name };
}
