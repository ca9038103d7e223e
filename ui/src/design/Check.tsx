/** Something that is so or is not. */
import { Checkbox } from "react-aria-components";
import styles from "./Check.module.css";
import { Icon } from "./Icon";

type Props = {
  id?: string;
  label: string;
  value: boolean;
  isDisabled?: boolean;
  onChange: (value: boolean) => void;
};

export function Check({ id, label, value, isDisabled = false, onChange }: Props) {
  return (
    <Checkbox
      {...(id ? { id } : {})}
      className={styles.check ?? ""}
      isSelected={value}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className={styles.box} aria-hidden="true">
        {value && <Icon name="check" size={12} />}
      </span>
      {label}
    </Checkbox>
  );
}
