/** Every view of the app, and how to get there: for the scans and for the pictures. */
import { expect, type Page } from "@playwright/test";
import { goTo, openRecord } from "./journey";
import { places } from "./places";

export type View = { name: string; open: (page: Page) => Promise<void> };

async function page(page: Page, name: string): Promise<void> {
  await openRecord(page);
  await page.locator("#app-menu").click();
  await page.locator(`[data-menu="${name}"]`).click();
  await expect(page.locator(`[data-page="${name}"]`)).toBeVisible();
}

async function section(page: Page, place: string): Promise<void> {
  await openRecord(page);
  if (place !== "summary") await goTo(page, place);
  // Charts in rows are asked for when they come into view.
  await page.waitForTimeout(400);
}

async function detail(page: Page, place: string): Promise<void> {
  await section(page, place);
  await page.locator('[data-region="list"] [data-key]').first().click();
  await expect(page.locator('[data-region="detail"] h2')).toBeVisible();
}

async function dialog(page: Page, keys: string): Promise<void> {
  await openRecord(page);
  await page.keyboard.press(keys);
  await expect(page.getByRole("dialog")).toBeVisible();
}

/** A server of its own, whose sign-in asks for everybody whom the person may see. */
export async function lookForPatients(page: Page): Promise<void> {
  // Afterwards the server is one of those that were connected before; nothing of it stays open.
  await openRecord(page);
  await page.goto("/");
  await page.locator("#more").click();
  await page.locator('[data-server*="127.0.0.1"]').first().click();
  await page.locator('[data-tab="settings"]').click();
  await page.locator("#server-title").fill("Ward");
  await page.locator("#scope-everybody").click();
  await page.locator("#server-save").click();
  await expect(page.locator("#server-name")).toHaveText("Ward");
  await page.locator("#server-connect").click();
  await expect(page.locator('[data-screen="patients"]')).toBeVisible({ timeout: 30_000 });
}

/** The server is as it was before: with everybody who was found, its settings go. */
export async function forgetWard(page: Page): Promise<void> {
  await page.goto("/");
  await page.locator("#more").click();
  const ward = page.getByRole("button", { name: "Ward" });
  await expect(page.locator('[data-page="connections"]')).toBeVisible();
  await page.waitForTimeout(300);
  if (!(await ward.count())) return;
  await ward.click();
  await page.locator("#server-remove").click();
  await page.locator("#server-remove-confirm").click();
  await expect(page.locator("#server-name")).toBeHidden();
}

export async function findPatients(page: Page, name: string): Promise<void> {
  await page.locator("#patient-name").fill(name);
  await page.locator("#find-patients").click();
  await expect(page.locator('[data-found="found"]')).toBeVisible();
}

/** Finds a patient and opens the record. */
export async function openFound(page: Page, name: string): Promise<void> {
  await findPatients(page, name);
  await page.locator("[data-patient]").first().click();
  await expect(page.locator('[data-region="banner"] h1')).not.toBeEmpty();
  await expect(page.locator("[data-record]")).not.toHaveAttribute("data-record", "loading", {
    timeout: 60_000,
  });
}

export const views: readonly View[] = [
  { name: "home", open: async (page) => void (await page.goto("/")) },
  ...places.map((place) => ({
    name: place,
    open: (page: Page) => section(page, place),
  })),
  {
    name: "panels",
    open: async (page) => {
      await section(page, "results");
      await page.locator('[data-choice="panels"]').click();
      await page.locator("[data-fold]").first().click();
      await expect(page.locator("[data-level]").first()).toBeVisible();
    },
  },
  { name: "detail", open: (page) => detail(page, "problems") },
  { name: "trend", open: (page) => detail(page, "vitals") },
  { name: "document", open: (page) => detail(page, "documents") },
  { name: "palette", open: (page) => dialog(page, "Control+k") },
  { name: "shortcuts", open: (page) => dialog(page, "?") },
  { name: "export", open: (page) => dialog(page, "e") },
  {
    name: "not-shown",
    open: async (page) => {
      await openRecord(page);
      await page.locator("#app-menu").click();
      await page.locator('[data-menu="not-shown"]').click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  { name: "connections", open: (tab) => page(tab, "connections") },
  { name: "activity", open: (tab) => page(tab, "activity") },
  {
    name: "flow",
    open: async (page) => {
      await openRecord(page);
      await page.locator("#app-menu").click();
      await page.locator('[data-menu="flows"]').click();
      await expect(page.locator("h1")).toBeVisible();
    },
  },
  {
    name: "menu",
    open: async (page) => {
      await openRecord(page);
      await page.locator("#app-menu").click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "patients",
    open: async (page) => {
      await lookForPatients(page);
      await findPatients(page, "ellsworth");
    },
  },
  {
    name: "tabs",
    open: async (page) => {
      await lookForPatients(page);
      await openFound(page, "ellsworth");
      await page.locator("#new-tab").click();
      await openFound(page, "gro");
    },
  },
];
