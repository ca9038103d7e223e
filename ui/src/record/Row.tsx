/** One entry of a list box. */
import type { Entry, RowNews } from "../contract/contract";
import type { Mode, Place } from "../state/state";
import styles from "./Row.module.css";
import { RowContent } from "./RowContent";

type Props = {
  id: string;
  /** Absent while its page is on the way. */
  entry: Entry | undefined;
  place: Place;
  mode: Mode;
  session: string;
  position: number;
  total: number;
  /** New or changed since the last visit. */
  news?: RowNews | undefined;
  isActive: boolean;
  isSelected: boolean;
  onOpen: () => void;
};

export function Row(props: Props) {
  const { id, entry, position, total, isActive, isSelected, onOpen } = props;
  // Dragging over a row marks its text; only a plain click opens it.
  const onClick = () => {
    if (window.getSelection()?.isCollapsed !== false) onOpen();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box holds the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list box names it as its active descendant
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={position}
      data-key={entry?.key}
      data-active={isActive || undefined}
      data-standing={entry?.standing}
      className={styles.row}
      onClick={onClick}
    >
      {entry ? <RowContent {...props} entry={entry} /> : <span className={styles.wait} />}
    </div>
  );
}
