import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { arn, queueUrl } from "./arn.ts";
import { awsPlaceSchema } from "./place.ts";

const validate = new Ajv2020().compile(awsPlaceSchema);

for (const [place, valid] of [
  [{ account: "111122223333", region: "eu-west-1" }, true],
  [{ account: "011122223333", region: "us-gov-west-1" }, true],
  [{ account: "111122223333", region: "cn-north-1" }, true],
  [{ account: 111122223333, region: "eu-west-1" }, false],
  [{ account: "11112222333", region: "eu-west-1" }, false],
  [{ account: "111122223333", region: "us-iso-east-1" }, false],
  [{ account: "111122223333", region: "europe-west1" }, false],
  [{ account: "111122223333" }, false],
  [{ account: "111122223333", region: "eu-west-1", organizationId: "o-a1b2c3d4e5" }, true],
  [{ account: "111122223333", region: "eu-west-1", organizationId: "acme" }, false],
  [{ account: "111122223333", region: "eu-west-1", assumeRole: "arn:aws:iam::111122223333:role/x/deployer" }, true],
  [{ account: "111122223333", region: "eu-west-1", assumeRole: "deployer" }, false],
  [{ account: "111122223333", region: "eu-west-1", zone: "a" }, false],
  [{ account: "111122223333", region: "eu-west-1", kmsKey: "create" }, true],
  [{ account: "111122223333", region: "eu-west-1", kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1a2b" }, true],
  [{ account: "111122223333", region: "eu-west-1", kmsKey: "arn:aws:kms:eu-west-1:111122223333:alias/x" }, false],
  [{ account: "111122223333", region: "eu-west-1", kmsKey: "alias/aws/sqs" }, false],
  [{ account: "111122223333", region: "eu-west-1", notify: "arn:aws:sns:eu-west-1:111122223333:alarms" }, true],
  [{ account: "111122223333", region: "eu-west-1", notify: "arn:aws:sns:eu-west-1:111122223333:alarms.fifo" }, false],
  [{ account: "111122223333", region: "eu-west-1", notify: "alarms" }, false],
] as const) {
  test(`the place ${JSON.stringify(place)} is ${valid ? "accepted" : "refused"}`, () => {
    assert.equal(validate(place), valid);
  });
}

for (const [region, queueArn, url] of [
  ["eu-west-1", "arn:aws:sqs:eu-west-1:111122223333:q", "https://sqs.eu-west-1.amazonaws.com/111122223333/q"],
  ["cn-north-1", "arn:aws-cn:sqs:cn-north-1:111122223333:q", "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q"],
  [
    "us-gov-west-1",
    "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q",
    "https://sqs.us-gov-west-1.amazonaws.com/111122223333/q",
  ],
] as const) {
  test(`partition and host in ${region}`, () => {
    const place = { account: "111122223333", region };
    assert.equal(arn(place, "sqs", "q"), queueArn);
    assert.equal(queueUrl(place, "q"), url);
  });
}
