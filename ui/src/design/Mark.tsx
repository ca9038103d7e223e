/** The app's mark, as on its icon. The name stands beside it. */
import styles from "./Mark.module.css";

export function Mark({ size }: { size: number }) {
  return (
    <svg
      className={styles.mark}
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 32 32"
    >
      <rect className={styles.ground} width="32" height="32" rx="7" />
      <path className={styles.line} d="M6 17h5l3-8 5 15 3-7h4" />
    </svg>
  );
}
