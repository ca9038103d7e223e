/** Leads to a year of the timeline. */
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { FacetYear } from "../contract/contract";
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import styles from "./YearMenu.module.css";

type Props = { years: readonly FacetYear[]; onGo: (index: number) => void };

export function YearMenu({ years, onGo }: Props) {
  const words = useWords();
  if (years.length < 2) return null;
  return (
    <MenuTrigger>
      <Button id="year-open" look="quiet">
        {words.say("year-open")}
      </Button>
      <Popover className={styles.popover ?? ""}>
        <Menu
          aria-label={words.say("year-open")}
          className={styles.menu ?? ""}
          onAction={(key) => {
            const chosen = years.find(({ year }) => year === key);
            if (chosen) onGo(chosen.first);
          }}
        >
          {years.map(({ year, rows }) => (
            <MenuItem key={year} id={year} textValue={year} className={styles.item ?? ""}>
              <span>{year || words.say("group-undated")}</span>
              <span className={styles.quiet}>{words.count(rows)}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
