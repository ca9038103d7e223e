/** A button that unfolds a list of things to do. */
import {
  type Key,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Menu as RacMenu,
} from "react-aria-components";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import styles from "./Menu.module.css";

export type MenuEntry = { id: string; label: string; run: () => void; keys?: readonly string[] };
type Props = {
  id: string;
  label: string;
  /** Groups of entries; a line stands between two. */
  groups: readonly (readonly MenuEntry[])[];
};

export function Menu({ id, label, groups }: Props) {
  const run = (key: Key) =>
    groups
      .flat()
      .find((entry) => entry.id === key)
      ?.run();
  return (
    <MenuTrigger>
      <Button id={id} look="quiet">
        <Icon name="menu" />
        {label}
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <RacMenu aria-label={label} className={styles.menu ?? ""} onAction={run}>
          {groups
            .filter((group) => group.length > 0)
            .map((group) => (
              <MenuSection
                key={group[0]?.id}
                aria-label={group[0]?.label}
                className={styles.section ?? ""}
              >
                {group.map((entry) => (
                  <MenuItem
                    key={entry.id}
                    id={entry.id}
                    data-menu={entry.id}
                    textValue={entry.label}
                    className={styles.item ?? ""}
                  >
                    {entry.label}
                    {entry.keys && <Kbd keys={entry.keys} />}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
        </RacMenu>
      </Popover>
    </MenuTrigger>
  );
}
