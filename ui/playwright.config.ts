/** Walks the screens in Chromium against the development host, which runs the real core. */
import { defineConfig } from "@playwright/test";

const port = Number(process.env.DEVHOST_PORT ?? 4015);

export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "./test-results",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1280, height: 860 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    },
  },
  webServer: {
    command: `cargo run --quiet -p chartside-devhost -- --sandbox --auto --port ${port}`,
    cwd: "..",
    url: `http://127.0.0.1:${port}`,
    timeout: 600_000,
    reuseExistingServer: true,
  },
});
