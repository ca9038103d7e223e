import { describe, expect, it } from "vitest";
import type { Value } from "../contract/contract";
import { bundleFor, wordsOf } from "../l10n/words";
import { entry } from "../test/make";
import {
  copyText,
  dateText,
  flagTone,
  isTelling,
  measured,
  rangeText,
  rowStatus,
  valueText,
} from "./entry-words";

const words = wordsOf(bundleFor("en"));
const plain = (text: string | null) =>
  text?.replaceAll(/[\u2068\u2069]/g, "").replaceAll("\u202f", " ");

function value(part: Partial<Value>): Value {
  return {
    text: "1",
    number: null,
    comparator: null,
    unit: null,
    flag: null,
    range: null,
    ...part,
  };
}

describe("a value", () => {
  it("keeps its digits, comparator and unit as sent", () => {
    expect(plain(valueText(value({ text: "0.10", unit: "mg/dL" }), words))).toBe("0.10 mg/dL");
    expect(plain(valueText(value({ text: "5", comparator: "<=" }), words))).toBe("≤ 5");
    expect(plain(valueText(value({ text: "5", comparator: "ad" }), words))).toBe(
      "sufficient to reach this 5",
    );
  });

  it("is a blood pressure only where both parts have one unit", () => {
    const part = (code: string, text: string, unit: string) => ({
      title: { text: code, isBareCode: false, code: `http://loinc.org|${code}` },
      value: value({ text, unit }),
    });
    const pressure = (unit: string) =>
      entry({ components: [part("8480-6", "148", "mmHg"), part("8462-4", "92", unit)] });
    expect(plain(measured(pressure("mmHg"), words))).toBe("148/92 mmHg");
    expect(plain(measured(pressure("kPa"), words))).toBe("8480-6 148 mmHg · 8462-4 92 kPa");
  });

  it("has a range in its bounds or in the words of the source", () => {
    const range = (low: string | null, high: string | null, text: string | null = null) =>
      plain(rangeText({ low, high, text }, words));
    expect([
      range("4.0", "5.6"),
      range("60", null),
      range(null, "100"),
      range(null, null, "neg."),
    ]).toEqual(["4.0–5.6", "from 60", "up to 100", "neg."]);
  });

  it("has a flag that says how bad it is, and none for normal", () => {
    expect(["HH", "H", "L", "N", "XYZ"].map(flagTone)).toEqual([
      "critical",
      "abnormal",
      "abnormal",
      "plain",
      "plain",
    ]);
    expect(isTelling("N")).toBe(false);
  });
});

describe("a row", () => {
  it("says its status wherever it is no plain fact of today", () => {
    const status = (part: Parameters<typeof entry>[0]) => rowStatus(entry(part), words);
    expect(status({})).toBeNull();
    expect(status({ standing: "historical", status: "resolved" })).toBe("resolved");
    expect(status({ standing: "tentative", verification: "unconfirmed" })).toBe("unconfirmed");
    expect(status({ standing: "notAFact", status: null, verification: "refuted" })).toBe("refuted");
    expect(status({ standing: "unknown", status: "vendor-code" })).toBe("vendor-code");
    expect(status({ standing: "unknown", status: null })).toBe("status not recorded");
  });

  it("shows a period, and one day once", () => {
    const date = (raw: string) => ({ raw, sort: raw, precision: "day" as const });
    const shown = (from: string, to: string) =>
      dateText(entry({ date: date(from), end: date(to) }), words);
    expect(shown("2023-11-02", "2023-11-19")).toBe("02-Nov-2023 – 19-Nov-2023");
    expect(shown("2023-11-02", "2023-11-02")).toBe("02-Nov-2023");
  });

  it("is copied with unit, range, flag and date", () => {
    const copied = entry({
      title: { text: "HbA1c", isBareCode: false, code: null },
      value: value({
        text: "7.9",
        unit: "%",
        flag: "H",
        range: { low: "4.0", high: "5.6", text: null },
      }),
      date: { raw: "2026-02-03", sort: "2026-02-03", precision: "day" },
    });
    expect(plain(copyText(copied, words))).toBe("HbA1c, 7.9 %, range 4.0–5.6, H, 03-Feb-2026");
  });
});
