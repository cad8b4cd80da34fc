import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { talkingTo } from "./aws-failure.ts";
import { AccessRefused } from "./client.ts";

const failing = (name: string, code?: string) =>
  talkingTo("https://127.0.0.1:9", () =>
    Promise.reject(Object.assign(new Error("its own words"), { name, ...(code === undefined ? {} : { code }) })),
  );

test("each service's word for a refusal is an AccessRefused with that service's sentence", async () => {
  for (const name of [
    "AccessDenied",
    "AccessDeniedException",
    "AuthorizationErrorException",
    "KMSAccessDeniedException",
    "KmsAccessDenied",
  ]) {
    await assert.rejects(
      failing(name),
      (error: unknown) => error instanceof AccessRefused && error.message === "its own words",
    );
  }
});

test("an emulator that does not answer is named by its address", async () => {
  for (const [name, code] of [
    ["Error", "ECONNREFUSED"],
    ["Error", "ECONNRESET"],
    ["TimeoutError", undefined],
  ] as const) {
    await assert.rejects(
      failing(name, code),
      (error: unknown) => error instanceof EnvironmentError && error.message.includes("https://127.0.0.1:9"),
    );
  }
});

test("what does not exist is a matter of the local stack", async () => {
  for (const name of ["QueueDoesNotExist", "NotFoundException", "ResourceNotFoundException"]) {
    await assert.rejects(failing(name), EnvironmentError);
  }
});

test("any other failure stays what it is", async () => {
  await assert.rejects(failing("InvalidParameterValue"), { name: "InvalidParameterValue", message: "its own words" });
});
