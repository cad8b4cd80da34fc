/** The floor of a cold start: an empty program that has loaded the parser and the validator. */
import "yaml";
import "ajv/dist/2020.js";
