/** Things to know about a document before it is read. */
import { Icon } from "../design/Icon";
import styles from "./Reader.module.css";

type Props = { remarks: readonly (string | false | null | undefined)[] };

export function Remarks({ remarks }: Props) {
  const shown = remarks.filter((one): one is string => Boolean(one));
  if (shown.length === 0) return null;
  return (
    <ul className={styles.remarks} data-region="remarks">
      {shown.map((one) => (
        <li key={one} className={styles.remark}>
          <span className={styles.icon}>
            <Icon name="warning" />
          </span>
          {one}
        </li>
      ))}
    </ul>
  );
}
