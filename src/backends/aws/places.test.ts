import assert from "node:assert/strict";
import { test } from "node:test";
import { places } from "./places.ts";
import { awsInput, example, ownAccounts, place } from "./test-support/input.ts";

test("a stack of one account has one provider, under the name it always had", () => {
  assert.deepEqual([...places(awsInput(example))], [["provider:aws/111122223333/eu-west-1", place]]);
});

test("there is a provider for each account and region, sorted", () => {
  const regionOf = (team: string) => ({ region: team === "crm" ? "us-east-1" : "eu-west-1" });
  const accounts = { account: "444455556666" };
  const found = places(
    awsInput(
      example,
      ownAccounts((team) => ({ ...accounts, ...regionOf(team) })),
    ),
  );
  assert.deepEqual(
    [...found],
    [
      ["provider:aws/444455556666/eu-west-1", { ...accounts, region: "eu-west-1" }],
      ["provider:aws/444455556666/us-east-1", { ...accounts, region: "us-east-1" }],
    ],
  );
});
