// The line to the server's process: one request at a time, answered in order.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export class Backend {
  /** @param {string} python */
  constructor(python) {
    const cwd = fileURLToPath(new URL("../../", import.meta.url));
    this.process = spawn(python, ["-m", "tests.simulation.server"], {
      cwd,
      stdio: ["pipe", "pipe", "inherit"],
    });
    /** @type {((line: string) => void)[]} */
    this.waiting = [];
    this.asked = 0;
    createInterface({ input: this.process.stdout }).on("line", (line) => this.waiting.shift()?.(line));
    this.process.on("exit", () => {
      for (const resume of this.waiting) resume('{"gone":true}');
    });
  }

  /** @param {string} what @param {Record<string, any>} [about] @returns {Promise<any>} */
  async ask(what, about = {}) {
    this.asked += 1;
    const line = new Promise((resume) => this.waiting.push(resume));
    this.process.stdin.write(`${JSON.stringify({ do: what, ...about })}\n`);
    const answer = JSON.parse(await line);
    if (answer.gone) throw new Error("the server's process is gone; what it said stands above");
    return answer;
  }

  close() {
    this.process.stdin.end();
  }
}
