/** The shape of rows that are on their way, after a moment in which they may arrive by themselves. */
import styles from "./Skeleton.module.css";
import { useDelay } from "./useDelay";

const widths = ["72%", "54%", "64%", "48%", "60%"];

export function Skeleton({ rows = 5 }: { rows?: number }) {
  const late = useDelay(300);
  if (!late) return null;
  return (
    <div className={styles.shape} aria-hidden="true">
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={styles.row}>
          <span className={styles.bar} style={{ width }} />
          <span className={styles.short} />
        </div>
      ))}
    </div>
  );
}
