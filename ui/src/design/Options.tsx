/** One of several, each with a sentence that says what it means. */
import { Label, Radio, RadioGroup, Text } from "react-aria-components";
import styles from "./Options.module.css";

export type Option<T extends string> = {
  id: T;
  label: string;
  explained?: string | undefined;
  /** Small, beside: the name that specifications and forms use. */
  technical?: string | undefined;
};

type Props<T extends string> = {
  id?: string;
  label: string;
  hint?: string;
  value: T;
  options: readonly Option<T>[];
  isDisabled?: boolean;
  onChange: (value: T) => void;
};

export function Options<T extends string>(props: Props<T>) {
  const { id, label, hint, value, options, isDisabled = false, onChange } = props;
  return (
    <RadioGroup
      {...(id ? { id } : {})}
      className={styles.group ?? ""}
      value={value}
      isDisabled={isDisabled}
      onChange={(chosen) => onChange(chosen as T)}
    >
      <Label className={styles.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      {options.map((option) => (
        <Radio
          key={option.id}
          value={option.id}
          className={styles.option ?? ""}
          data-option={option.id}
        >
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.text}>
            <span>
              {option.label}
              {option.technical && <code className={styles.technical}>{option.technical}</code>}
            </span>
            {option.explained && <span className={styles.explained}>{option.explained}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
