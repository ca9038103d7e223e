/** A labelled text field, of one line or several. */
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import styles from "./Field.module.css";

type Props = Omit<TextFieldProps, "id"> & {
  /** Id of the text field itself. */
  id?: string;
  label: string;
  hint?: string;
  /** Why what was typed cannot be used; said as soon as it is there. */
  error?: string | null;
  placeholder?: string;
  lines?: number;
  large?: boolean;
  monospaced?: boolean;
};

export function Field(props: Props) {
  const { id, label, hint, error, placeholder, lines = 1, large, monospaced, ...field } = props;
  const look = [styles.input, large && styles.large, monospaced && styles.monospaced]
    .filter(Boolean)
    .join(" ");
  const shared = { className: look, ...(id ? { id } : {}), placeholder, spellCheck: false };
  return (
    <TextField
      {...field}
      {...(id ? { id } : {})}
      isInvalid={Boolean(error)}
      className={styles.field}
    >
      <Label className={styles.label}>{label}</Label>
      {lines > 1 ? <TextArea {...shared} rows={lines} /> : <Input {...shared} />}
      {error && <FieldError className={styles.error ?? ""}>{error}</FieldError>}
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
    </TextField>
  );
}
