import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import { arbitraryName } from "../test-support/arbitrary-sketch.ts";
import { queueTrio } from "./queue-names.ts";
import { place } from "./test-support/input.ts";

test("plain names can be read", () => {
  assert.deepEqual(queueTrio(place, "ar", { key: { team: "marketing", queue: "CUSTOMER_CREATED", generation: 1 } }), {
    main: {
      name: "ar_marketing_CUSTOMER_CREATED",
      arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/ar_marketing_CUSTOMER_CREATED",
    },
    deadLetter: {
      name: "ar_marketing_CUSTOMER_CREATED-dlq",
      arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-dlq",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/ar_marketing_CUSTOMER_CREATED-dlq",
    },
    undeliverable: {
      name: "ar_marketing_CUSTOMER_CREATED-undeliverable",
      arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-undeliverable",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/ar_marketing_CUSTOMER_CREATED-undeliverable",
    },
    undeliverableFifo: {
      name: "ar_marketing_CUSTOMER_CREATED-undeliverable.fifo",
      arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-undeliverable.fifo",
      url: "https://sqs.eu-west-1.amazonaws.com/111122223333/ar_marketing_CUSTOMER_CREATED-undeliverable.fifo",
      fifo: true,
    },
  });
});

test("all queues of all subscriptions have legal, distinct names, short enough for .fifo", () => {
  const pair = fc.tuple(arbitraryName, arbitraryName);
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: (names) => names.join("/"), maxLength: 12 }), (pairs) => {
      const names = pairs.flatMap(([team, queue]) =>
        Object.values(queueTrio(place, "ar", { key: { team, queue, generation: 1 } })).map(
          ({ name }) => name as string,
        ),
      );
      for (const name of names) assert.match(name, /^[A-Za-z0-9_-]{1,75}(\.fifo)?$/);
      assert.equal(new Set(names).size, names.length);
    }),
  );
});

test("an ordered queue and its dead-letter queue are FIFO, of every generation one of its own", () => {
  const key = { team: "crm", queue: "Q", generation: 2 };
  const { main, deadLetter } = queueTrio(place, "ar", { key, ordered: true });
  assert.deepEqual([main.name, deadLetter.name], ["ar_crm_Q-g2.fifo", "ar_crm_Q-g2-dlq.fifo"]);
  assert.deepEqual([main.fifo, deadLetter.fifo], [true, true]);
});
