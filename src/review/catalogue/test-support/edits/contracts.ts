import { type Edit, FROM_ORDER_CONSUMERS, ORDER_CONSUMERS } from "../edit.ts";

const TOTAL = '"total": { "type": "number", "minimum": 0 }';
const EXAMPLE = '{ "id": "o-1", "total": { "amount": 1250, "scale": 2 }, "currency": "EUR" }\n';
const BROKEN = '"total": { "type": "object" }';

/** The schemas of events. */
export const contractEdits: readonly Edit[] = [
  {
    name: "contract-compatible",
    says: "checkout adds a field that need not be there.",
    files: { "schemas/order.json": [[`    ${TOTAL}`, `    "coupon": { "type": "string" },\n    ${TOTAL}`]] },
    changes: ["safe event-schema-changed topic:ORDER_PLACED"],
    cloud: "same",
  },
  {
    name: "contract-breaking",
    says: "checkout changes the type of a field that everybody reads.",
    files: { "schemas/order.json": [[TOTAL, BROKEN]], "schemas/order.example.json": EXAMPLE },
    changes: ["dangerous event-schema-changed topic:ORDER_PLACED"],
    directly: ORDER_CONSUMERS,
    downstream: FROM_ORDER_CONSUMERS,
    cloud: "same",
  },
  {
    name: "contract-breaking-accepted",
    says: "The same, and all consumers have agreed.",
    files: {
      "schemas/order.json": [[TOTAL, BROKEN]],
      "schemas/order.example.json": EXAMPLE,
      "teams/checkout.yaml": [
        [
          "      compatibility: full\n",
          '      compatibility: full\n      accepted: { schema: "2dc6e809dac6", by: [analytics, customer-care, fraud, loyalty, payments] }\n',
        ],
      ],
    },
    changes: ["attention event-schema-changed topic:ORDER_PLACED"],
    directly: ORDER_CONSUMERS,
    downstream: FROM_ORDER_CONSUMERS,
    cloud: "same",
  },
  {
    name: "contract-breaking-in-many-ways",
    says: "checkout rewrites the schema: a field goes, another is required, values are fewer, a limit comes.",
    files: {
      "schemas/order.json": [
        ['"required": ["id", "total", "currency"]', '"required": ["id", "total", "currency", "market"]'],
        ['"currency": { "enum": ["EUR", "GBP", "USD"] }', '"currency": { "enum": ["EUR", "GBP"] }'],
        ['    "note": { "type": "string" }\n', '    "market": { "type": "string", "maxLength": 2 }\n'],
        ['"id": { "type": "string" }', '"id": { "type": "string", "maxLength": 20 }'],
      ],
      "schemas/order.example.json": '{ "id": "o-1", "total": 12.5, "currency": "EUR", "market": "nl" }\n',
    },
    changes: ["dangerous event-schema-changed topic:ORDER_PLACED"],
    directly: ORDER_CONSUMERS,
    downstream: FROM_ORDER_CONSUMERS,
    cloud: "same",
  },
  {
    name: "contract-promises-less",
    says: "checkout promises nothing of the schema any more.",
    files: { "teams/checkout.yaml": [["compatibility: full", "compatibility: none"]] },
    changes: ["attention event-schema-changed topic:ORDER_PLACED"],
    directly: ORDER_CONSUMERS,
    downstream: FROM_ORDER_CONSUMERS,
    cloud: "same",
  },
  {
    name: "contract-removed",
    says: "catalog takes the schema of an event away.",
    files: { "teams/catalog.yaml": [[", schema: ../schemas/product.json", ""]] },
    changes: ["attention event-schema-path-changed topic:PRODUCT_LISTED"],
    directly: ["marketing", "pricing"],
    downstream: {
      analytics: "marketing CAMPAIGN_SENT",
      checkout: "pricing PRICE_CHANGED",
      "customer-care": "pricing PRICE_CHANGED checkout ORDER_PLACED",
      fraud: "pricing PRICE_CHANGED checkout ORDER_PLACED",
      loyalty: "pricing PRICE_CHANGED checkout ORDER_PLACED",
      payments: "pricing PRICE_CHANGED checkout ORDER_PLACED",
      warehouse: "pricing PRICE_CHANGED checkout ORDER_CANCELLED",
      shipping: "pricing PRICE_CHANGED checkout ORDER_CANCELLED warehouse ORDER_PICKED",
      returns: "pricing PRICE_CHANGED checkout ORDER_CANCELLED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
    },
    cloud: "same",
  },
  {
    name: "contract-added",
    says: "pricing gives its event a schema.",
    files: {
      "schemas/price.json": '{ "type": "object", "properties": { "sku": { "type": "string" } } }\n',
      "teams/pricing.yaml": [["costs something else }", "costs something else, schema: ../schemas/price.json }"]],
    },
    changes: ["safe event-schema-path-changed topic:PRICE_CHANGED"],
    cloud: "same",
  },
  {
    name: "contract-in-another-file",
    says: "catalog gives the file of a schema another name.",
    files: {
      "schemas/product.json": null,
      "schemas/item.json": `${JSON.stringify({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "Product",
        type: "object",
        required: ["sku", "name"],
        properties: { sku: { type: "string" }, name: { type: "string" }, weight: { type: "number" } },
      })}\n`,
      "teams/catalog.yaml": [["../schemas/product.json", "../schemas/item.json"]],
    },
    changes: ["safe event-schema-path-changed topic:PRODUCT_LISTED"],
    cloud: "same",
  },
];
