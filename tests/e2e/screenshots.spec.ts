/**
 * Pictures of every view, to be looked at: `cargo xtask screenshots`. They are no test: nothing is compared.
 * `CHARTSIDE_SCREENSHOTS` names the folder; without it nothing is done.
 */
import { join } from "node:path";
import { test } from "@playwright/test";
import { forgetWard, views } from "./views";

test.afterEach(async ({ page }, info) => {
  if (/patients|tabs|1024/.test(info.title)) await forgetWard(page);
});

const folder = process.env.CHARTSIDE_SCREENSHOTS;
const sizes = { desktop: { width: 1440, height: 900 }, small: { width: 1024, height: 700 } };

test.skip(!folder, "no folder for pictures");

for (const scheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test.describe(`${scheme}, ${size}`, () => {
      test.use({ colorScheme: scheme, viewport });
      for (const view of views)
        test(view.name, async ({ page }) => {
          test.setTimeout(120_000);
          await view.open(page);
          await page.screenshot({ path: join(folder ?? "", `${view.name}-${scheme}-${size}.png`) });
        });
    });
  }
}
