/** What happy-dom lacks: a layout, so that lists of visible rows have a height. */
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { fetchLanguage } from "../l10n/sources";

Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 600 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 900 });
Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, value: 52 });

afterEach(cleanup);

// Everybody here reads every language.
await fetchLanguage("de");
