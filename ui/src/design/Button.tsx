import type { Ref } from "react";
import { type ButtonProps, Button as RacButton } from "react-aria-components";
import styles from "./Button.module.css";

type Look = "primary" | "secondary" | "quiet";

type Props = ButtonProps & { look?: Look; ref?: Ref<HTMLButtonElement> };

export function Button({ look = "secondary", ...props }: Props) {
  return <RacButton {...props} className={`${styles.button} ${styles[look]}`} />;
}
