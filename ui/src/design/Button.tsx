import { type ButtonProps, Button as RacButton } from "react-aria-components";
import styles from "./Button.module.css";

type Look = "primary" | "secondary" | "quiet";

export function Button({ look = "secondary", ...props }: ButtonProps & { look?: Look }) {
  return <RacButton {...props} className={`${styles.button} ${styles[look]}`} />;
}
