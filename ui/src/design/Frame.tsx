/** A screen beside a record: a bar that stays, and below it what scrolls. */
import type { ReactNode } from "react";
import styles from "./Frame.module.css";

type Props = {
  bar: ReactNode;
  /** Said between the bar and what scrolls. */
  notice?: ReactNode;
  children: ReactNode;
  "data-page"?: string;
  "data-screen"?: string;
};

export function Frame({ bar, notice, children, ...named }: Props) {
  return (
    <div className={styles.frame} {...named}>
      <header className={styles.bar}>{bar}</header>
      {notice}
      <main className={styles.main}>{children}</main>
    </div>
  );
}
