import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The page is served from tauri://localhost and by the development host: addresses stay relative.
  base: "./",
  plugins: [react()],
  build: {
    target: ["es2022", "safari16.4", "chrome111"],
    // The Content Security Policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One style sheet, whichever screen comes first. Its layers are ordered in public/layers.css.
    cssCodeSplit: false,
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: "happy-dom",
    // Not a measure of speed: a busy machine must not fail a test.
    testTimeout: 30_000,
    setupFiles: ["src/test/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
});
