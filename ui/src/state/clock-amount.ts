/** How far a clock is off, as people say it. */
export type ClockAmount = {
  direction: "ahead" | "behind";
  unit: "minutes" | "hours" | "days";
  count: number;
  /** The same for all amounts that are said in the same words. */
  key: string;
};

/** `seconds`: by how much the clock is ahead; negative where it is behind. */
export function amountOf(seconds: number): ClockAmount {
  const direction = seconds < 0 ? "behind" : "ahead";
  const minutes = Math.abs(seconds) / 60;
  const [unit, count] =
    minutes < 90
      ? (["minutes", minutes] as const)
      : minutes < 36 * 60
        ? (["hours", minutes / 60] as const)
        : (["days", minutes / (24 * 60)] as const);
  const whole = Math.max(1, Math.round(count));
  return { direction, unit, count: whole, key: `${direction} ${whole} ${unit}` };
}
