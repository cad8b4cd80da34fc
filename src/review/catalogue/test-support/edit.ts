/** What is done to a file: some of its text replaced (each piece is there exactly once), all of it (a string), or it removed. */
export type FileEdit = readonly (readonly [from: string, to: string])[] | string | null;

/** By path; paths begin where `topology.yaml` is. */
export type FileEdits = Readonly<Record<string, FileEdit>>;

export const STACKS = ["google", "sns", "eventbridge"] as const;
export type StackName = (typeof STACKS)[number];

/** Numbers of cloud resources; `refused` are those replaced or deleted that hold messages. What is absent is 0. */
export interface Actions {
  readonly create?: number;
  readonly update?: number;
  readonly replace?: number;
  readonly delete?: number;
  readonly refused?: number;
}

/** One edit of the shop's topology, and what a review of it has to say. Written before the review was looked at. */
export interface Edit {
  /** Also the name of the golden file. */
  readonly name: string;
  /** What somebody did, as one sentence. */
  readonly says: string;
  /** What was different before the edit; `undefined` when there was no topology at all. */
  readonly before?: FileEdits | "nothing";
  readonly files: FileEdits;
  /** `severity kind id`, worst first, then by team. */
  readonly changes: readonly string[];
  /** Teams affected directly, sorted. */
  readonly directly?: readonly string[];
  /** Teams affected through others: the names on the way to each, by turns who publishes and what. */
  readonly downstream?: Readonly<Record<string, string>>;
  /** What happens on each stack; a stack that is missing here is not looked at. `same`: nothing on any of the three. */
  readonly cloud: Readonly<Partial<Record<StackName, Actions | "not compared">>> | "same";
  /** Whether the base or the head is only partly readable. */
  readonly incomplete?: "base" | "head";
}

/** The same on each of the three stacks. */
export function everywhere(actions: Actions): Edit["cloud"] {
  return { google: actions, sns: actions, eventbridge: actions };
}

/** Ways that many edits have in common, from the team that is affected first. */
export const FROM_CHECKOUT = {
  analytics: "checkout ORDER_PLACED",
  "customer-care": "checkout ORDER_PLACED",
  fraud: "checkout ORDER_PLACED",
  loyalty: "checkout ORDER_PLACED",
  marketing: "checkout CART_ABANDONED",
  payments: "checkout ORDER_PLACED",
  warehouse: "checkout ORDER_CANCELLED",
  shipping: "checkout ORDER_CANCELLED warehouse ORDER_PICKED",
  returns: "checkout ORDER_CANCELLED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
} as const;

export const FROM_WAREHOUSE = {
  analytics: "warehouse STOCK_CHANGED",
  checkout: "warehouse STOCK_CHANGED",
  shipping: "warehouse ORDER_PICKED",
  "customer-care": "warehouse STOCK_CHANGED checkout ORDER_PLACED",
  fraud: "warehouse STOCK_CHANGED checkout ORDER_PLACED",
  loyalty: "warehouse STOCK_CHANGED checkout ORDER_PLACED",
  marketing: "warehouse STOCK_CHANGED checkout CART_ABANDONED",
  payments: "warehouse STOCK_CHANGED checkout ORDER_PLACED",
  returns: "warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
} as const;

export const FROM_SHIPPING = {
  analytics: "shipping PARCEL_DELIVERED",
  "customer-care": "shipping PARCEL_DELIVERED",
  marketing: "shipping PARCEL_DELIVERED",
  returns: "shipping PARCEL_DELIVERED",
  loyalty: "shipping PARCEL_DELIVERED returns RETURN_RECEIVED",
  payments: "shipping PARCEL_DELIVERED returns RETURN_RECEIVED",
  warehouse: "shipping PARCEL_DELIVERED returns RETURN_RECEIVED",
  checkout: "shipping PARCEL_DELIVERED returns RETURN_RECEIVED payments PAYMENT_FAILED",
  fraud: "shipping PARCEL_DELIVERED returns RETURN_RECEIVED payments CARD_TOKENIZED",
} as const;

export const FROM_PAYMENTS = {
  analytics: "payments PAYMENT_CAPTURED",
  checkout: "payments PAYMENT_FAILED",
  "customer-care": "payments PAYMENT_FAILED",
  fraud: "payments CARD_TOKENIZED",
  warehouse: "payments PAYMENT_CAPTURED",
  loyalty: "payments PAYMENT_FAILED checkout ORDER_PLACED",
  marketing: "payments PAYMENT_FAILED checkout CART_ABANDONED",
  shipping: "payments PAYMENT_CAPTURED warehouse ORDER_PICKED",
  returns: "payments PAYMENT_CAPTURED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
} as const;

export const FROM_MARKETING = { analytics: "marketing CAMPAIGN_SENT" } as const;
export const FROM_LOYALTY = { analytics: "loyalty POINTS_EARNED" } as const;

/** Of ORDER_PLACED, which five teams consume. */
export const ORDER_CONSUMERS = ["analytics", "customer-care", "fraud", "loyalty", "payments"] as const;
export const FROM_ORDER_CONSUMERS = {
  warehouse: "payments PAYMENT_CAPTURED",
  shipping: "payments PAYMENT_CAPTURED warehouse ORDER_PICKED",
  marketing: "payments PAYMENT_CAPTURED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
  returns: "payments PAYMENT_CAPTURED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
} as const;
