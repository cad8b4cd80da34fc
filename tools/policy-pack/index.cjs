// The engine's runner loads a policy pack by require(), which takes no ES module before Node 20.19.
module.exports = import("./pack.mjs");
