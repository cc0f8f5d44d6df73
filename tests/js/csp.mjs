// What csp_evaluator says of a policy: reads it from standard input, prints its findings. tests/api/test_policy.py asks.
import { text } from "node:stream/consumers";
import evaluator from "csp_evaluator";
import parser from "csp_evaluator/dist/parser.js";

const { csp } = new parser.CspParser(await text(process.stdin));
const findings = new evaluator.CspEvaluator(csp).evaluate();
console.log(
  JSON.stringify(findings.map(({ severity, directive, value }) => ({ severity, directive, value }))),
);
