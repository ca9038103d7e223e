/** The few pictures of the app. They never stand alone: a word or a name is beside each. */
const paths = {
  warning: "M8 1.8 15 14H1L8 1.8Zm0 4.4v3.6m0 2.1v.1",
  check: "m3 8.5 3.2 3.2L13 4.8",
  chevron: "m6 3.5 4.5 4.5L6 12.5",
  back: "M10 3.5 5.5 8l4.5 4.5",
  close: "m4 4 8 8m0-8-8 8",
  filter: "M2 3.5h12M4.5 8h7M6.5 12.5h3",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
  copy: "M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8v-8Z",
  menu: "M2 4h12M2 8h12M2 12h12",
  lock: "M4 7.5h8v6H4v-6Zm1.5 0V5a2.5 2.5 0 0 1 5 0v2.5",
  plus: "M8 3v10M3 8h10",
  keyboard: "M1.5 4h13v8h-13V4ZM4 6.5v.1m2.7-.1v.1m2.6-.1v.1m2.7-.1v.1M5 9.5h6",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
