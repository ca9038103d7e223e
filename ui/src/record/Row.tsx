/** One entry of a list box. */
import type { Entry, RowNews, RowStand } from "../contract/contract";
import type { Mode, Place } from "../state/state";
import { PanelContent } from "./PanelContent";
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
  /** Where it stands, in a list by panel. */
  stand?: RowStand | undefined;
  /** New or changed since the last visit. */
  news?: RowNews | undefined;
  isActive: boolean;
  /** What says more of it: why it is shown as it is. */
  describedBy?: string | undefined;
  isSelected: boolean;
  onOpen: () => void;
  /** Opens or closes it, where it is a panel. */
  onFold: () => void;
};

export function Row(props: Props) {
  const { id, entry, stand, position, total, isActive, isSelected, onOpen, onFold } = props;
  const panel = stand?.panel;
  const role = stand ? "treeitem" : "option";
  // Dragging over a row marks its text; only a plain click opens it.
  const onClick = () => {
    if (window.getSelection()?.isCollapsed !== false) onOpen();
  };
  return (
    // biome-ignore lint/a11y: an entry of a list box or of a tree, which holds the focus and the keys
    <div
      id={id}
      role={role}
      aria-selected={isSelected}
      aria-setsize={stand?.siblings ?? total}
      aria-posinset={stand?.position ?? position}
      aria-level={stand && stand.level + 1}
      aria-expanded={panel?.isOpen}
      data-level={stand?.level || undefined}
      aria-describedby={props.describedBy}
      data-key={entry?.key}
      data-active={isActive || undefined}
      data-standing={entry?.standing}
      className={styles.row}
      onClick={onClick}
    >
      {!entry && <span className={styles.wait} />}
      {entry && panel && <PanelContent {...props} entry={entry} panel={panel} onFold={onFold} />}
      {entry && !panel && <RowContent {...props} entry={entry} />}
    </div>
  );
}
