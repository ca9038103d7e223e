/**
 * What strangers put into records (`tests/hostile`), through the real core and the real screens: nothing
 * of it runs, and nothing is asked for. T31 to T34, T37.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { goTo } from "./journey";

type Payload = {
  class: string;
  contentType: string;
  text?: string;
  base64?: string;
  repeat?: [string, number, string, string];
};

const root = join(__dirname, "../..");
const payloads: Payload[] = JSON.parse(
  readFileSync(join(root, "tests/hostile/payloads.json"), "utf8"),
);
const port = 4000 + (process.pid % 900) + 100;

function textOf({ text, repeat }: Payload): string | null {
  if (!repeat) return text ?? null;
  const [open, times, middle, close] = repeat;
  return open.repeat(times) + middle + close.repeat(times);
}

function dataOf(payload: Payload): string {
  const text = textOf(payload);
  return text === null ? (payload.base64 ?? "") : Buffer.from(text).toString("base64");
}

/** One document for each payload; what is text is its narrative and its name as well. */
function resources(): object[] {
  const subject = { reference: "Patient/p" };
  const name = "<img src=x onerror=window.__pwn=1>";
  return [
    {
      resourceType: "Patient",
      id: "p",
      name: [{ family: name, given: ["\u202egnuH"] }],
      gender: name,
    },
    ...payloads.map((payload, index) => {
      const text = textOf(payload)?.slice(0, 40_000) ?? "x";
      return {
        resourceType: "DocumentReference",
        id: `d${index}`,
        status: "current",
        subject,
        date: `2020-01-01T00:00:${String(index % 60).padStart(2, "0")}Z`,
        type: { text: text.slice(0, 200) },
        description: text.slice(0, 300),
        author: [{ display: text.slice(0, 100) }],
        text: { status: "generated", div: text },
        content: [
          {
            attachment: {
              contentType: payload.class === "name-with-markup" ? "text/html" : payload.contentType,
              title: `${index} ${text.slice(0, 60)}`,
              data: dataOf(payload),
            },
          },
        ],
      };
    }),
    {
      resourceType: "Condition",
      id: "c",
      subject,
      code: { text: "<script>window.__pwn=1</script>" },
      note: [{ text: "<b>x</b>" }],
    },
  ];
}

/** A development host of its own: the patient is nobody whom other tests want to meet. */
async function host(folder: string) {
  const arguments_ = [
    "--sandbox",
    "--auto",
    "--data",
    folder,
    "--port",
    String(port),
    "--log",
    "error",
  ];
  const program = process.env.DEVHOST ?? null;
  const child = program
    ? spawn(program, arguments_, { cwd: root, stdio: "ignore" })
    : spawn("cargo", ["run", "--quiet", "-p", "chartside-devhost", "--", ...arguments_], {
        cwd: root,
        stdio: "ignore",
        detached: true,
      });
  await expect(async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`)).ok).toBe(true);
  }).toPass({ timeout: 300_000 });
  return async () => {
    const gone = once(child, "exit");
    if (program || !child.pid) child.kill();
    else process.kill(-child.pid);
    await gone;
  };
}

/** What the page asked for that is not the app itself. */
function strangersOf(page: Page): string[] {
  const strangers: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn =
      url.host === `127.0.0.1:${port}` || url.protocol === "blob:" || url.protocol === "data:";
    if (!isOwn) strangers.push(request.url());
  });
  return strangers;
}

test("t31_t32_t33_t34_t37 nothing hostile runs, and nothing is asked for elsewhere", async ({
  page,
}) => {
  test.setTimeout(1_800_000);
  const folder = mkdtempSync(join(tmpdir(), "chartside-hostile-"));
  writeFileSync(
    join(folder, "p.ndjson"),
    resources()
      .map((one) => JSON.stringify(one))
      .join("\n"),
  );
  const stop = await host(folder);
  try {
    const strangers = strangersOf(page);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.context().on("page", (opened) => dialogs.push(opened.url()));
    // As the app's window does.
    await page.addInitScript(() => Object.freeze(Object.prototype));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator("#demo-connect").click();
    await expect(page.locator('[data-region="banner"] h1')).not.toBeEmpty();
    await expect(page.locator("[data-record]")).not.toHaveAttribute("data-record", "loading");
    await goTo(page, "documents");
    const list = page.locator('[data-region="list"]');
    await list.focus();
    await page.keyboard.press("Home");
    const opened = new Set<string>();
    for (let step = 0; step < payloads.length + 5 && opened.size < payloads.length; step++) {
      await page.keyboard.press("Enter");
      const detail = page.locator("[data-detail-key]");
      await expect(detail).toBeVisible();
      const key = (await detail.getAttribute("data-detail-key")) ?? "";
      await read(page);
      opened.add(key);
      await list.focus();
      await page.keyboard.press("ArrowDown");
    }
    expect(opened.size).toBe(payloads.length);
    expect(await page.evaluate(() => "__pwn" in window)).toBe(false);
    expect(dialogs).toEqual([]);
    expect(strangers).toEqual([]);
    expect(page.url()).toBe(`http://127.0.0.1:${port}/`);
    // The banner is where it was, above everything.
    await expect(page.locator('[data-region="banner"] h1')).toBeInViewport();
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
});

/** Opens the text and the document of the entry, and goes back. */
async function read(page: Page): Promise<void> {
  await page.locator("#show-narrative").click();
  await page.locator("#open-document-0").click();
  // Not a measure of speed: a core that is not optimized takes seconds for the deepest of them.
  await expect(page.locator('[data-reading="open"]')).toBeVisible({ timeout: 60_000 });
  const shown = page.locator('[data-region="reader-body"] [data-content]').first();
  await expect(shown).toBeVisible();
  expect(await page.evaluate(() => "__pwn" in window)).toBe(false);
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-region="reader"]')).toHaveCount(0);
}
