/** One of a few, side by side. */
import { type Key, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import styles from "./Choice.module.css";

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { id: T; label: string }[];
  onChange: (value: T) => void;
};

export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  const change = (keys: Set<Key>) => {
    const chosen = options.find((option) => keys.has(option.id));
    if (chosen) onChange(chosen.id);
  };
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group ?? ""}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={change}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          data-choice={option.id}
          className={styles.option ?? ""}
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
