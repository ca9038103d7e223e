/** A text to carry elsewhere, with what it is called there. */
import { CopyButton } from "./CopyButton";
import styles from "./CopyField.module.css";

type Props = { id?: string; label: string; text: string; copy: string; hint?: string | undefined };

export function CopyField({ id, label, text, copy, hint }: Props) {
  return (
    <div className={styles.field}>
      <p className={styles.label}>{label}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.line}>
        <pre className={styles.text}>{text}</pre>
        <CopyButton {...(id ? { id } : {})} look="secondary" label={copy} text={text} />
      </div>
    </div>
  );
}
